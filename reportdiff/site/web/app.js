// The page around the work: which reports, how far, and what came out. Nothing here reads a report.
const part = JSON.parse(document.getElementById("parts").textContent);
const $ = (id) => document.getElementById(id);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const weigh = (...uses) => part.files.filter((file) => uses.includes(file.use)).reduce((sum, { bytes }) => sum + bytes, 0);
const state = { chosen: [], pasted: 0, worker: null, loaded: false, waiting: new Map(), next: 1, address: "", timer: 0, run: 0, dying: new Set() };
const STOPPED = "stopped"; // as the worker says it

// The worker starts from an address of this page's own making, so that this page's policy binds it too.
function worker() {
  if (state.worker) return state.worker;
  const script = `import ${JSON.stringify(new URL("worker.js", document.baseURI).href)};`;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const made = new Worker(address, { type: "module" });
  state.started = new Promise((resolve, reject) => {
    made.addEventListener("message", ({ data }) => data.kind === "ready" && resolve());
    made.addEventListener("error", () => reject(new Error("A part of this page could not be loaded. Load it again.")));
  });
  made.addEventListener("message", ({ data }) => {
    if (data.kind === "loaded") state.loaded = true;
    if (data.kind !== "progress") state.dying.delete(data.id);
    const wait = state.waiting.get(data.id);
    if (!wait) { if (data.kind === "progress" && !state.loaded) show(data); return; } // loads for whoever comes next
    if (data.kind === "progress") { wait.far(data); return; }
    state.waiting.delete(data.id);
    URL.revokeObjectURL(wait.address);
    if (data.kind === "done") wait.resolve(data.answer);
    if (data.kind === "wrong") wait.reject(new Error(data.message));
  });
  state.worker = made;
  return made;
}

// A task has an address of its own for as long as it is wanted: what it works at looks there.
async function ask(task, given = {}, { far = () => {}, transfer = [], named = () => {} } = {}) {
  const at = worker();
  await state.started.catch((error) => { end(); throw error; });
  const id = state.next++;
  named(id);
  const address = URL.createObjectURL(new Blob(["wanted"]));
  return new Promise((resolve, reject) => {
    state.waiting.set(id, { resolve, reject, far, address });
    at.postMessage({ id, task, address, parts: part.files, ...given }, transfer);
  });
}

// Everything that is under way stops, which Python hears within a moment. How long that moment is hangs on the machine, so
// no clock decides that a worker is deaf: it is replaced when somebody has to stop again what it has not even begun.
function stop() {
  const deaf = state.loaded && state.dying.size > 0;
  for (const id of [...state.waiting.keys()]) {
    giveUp(id);
    state.dying.add(id);
  }
  if (deaf) { end(); warm(); }
}

// To be ready for whoever comes next. Who stops meanwhile stops no loading.
const warm = () => ask("load").catch(({ message }) => message === STOPPED || end());

function giveUp(id) {
  const { address, reject } = state.waiting.get(id);
  state.waiting.delete(id);
  URL.revokeObjectURL(address);
  reject(new Error(STOPPED));
}

function end() {
  state.worker?.terminate();
  [state.worker, state.loaded] = [null, false];
  for (const id of [...state.waiting.keys()]) giveUp(id);
  state.dying.clear();
  for (const item of state.chosen) Object.assign(item, { looked: null, found: null, step: "Not read yet" });
  list();
}

function show({ part: share, step }) {
  $("bar").value = Math.round(100 * share);
  if ($("step").textContent !== step) $("step").textContent = step;
}

function view(name) {
  $("start").hidden = name === "result";
  $("result").hidden = name !== "result";
  $("form").hidden = name !== "form";
  $("working").hidden = name !== "working";
  clearInterval(state.timer);
}

function complain(message, kind = "wrong") {
  $("wrong").textContent = message;
  $("wrong").className = kind;
  $("wrong").hidden = false;
  $("wrong").focus();
  $("compare").scrollIntoView({ block: "nearest" });
}

const plain = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// What a row says of its report, and what kind of saying it is.
function told(item) {
  const { found, wrong, step } = item;
  if (wrong) return [wrong, "wrong"];
  if (!found) return [step, "quiet"];
  if (item.fix) return [`${plain(found.corrections, "correction")}, applied to the comparison`, "quiet"];
  const before = state.chosen.slice(0, state.chosen.indexOf(item));
  const twin = before.find((other) => other.found?.print === found.print);
  const odd = found.odd.map(sentence).join(". ");
  if (!found.words) return [odd ? `${odd}. It holds nothing to compare` : "It holds no text: there is nothing to compare", "wrong"];
  if (twin) return [`The same text as ${twin.name === item.name ? "the other one" : twin.name}: is it the right file?`, "odd"];
  if (odd) return [odd, "odd"];
  return [`${plain(found.words, "word")}, ${found.date ? `dated ${found.date}` : "no date found in it"}`, "quiet"];
}

// The reports of the list; a file of corrections goes with them and stands last.
const reports = () => state.chosen.filter(({ fix }) => !fix);

// What cannot be compared: the list says why.
const refused = () => state.chosen.filter((item) => item.wrong || item.found?.words === 0);

// A history goes by the dates of its reports, and so does the list once all of them are known.
const dated = () => reports().length > 2 && reports().every(({ found }) => found?.iso);

function list() {
  const { chosen } = state;
  if (dated()) chosen.sort((one, other) => one.fix - other.fix || (one.found.iso ?? "").localeCompare(other.found.iso ?? ""));
  const count = reports().length;
  const row = (item, index) => {
    const { name } = item;
    const line = document.createElement("li");
    const text = (kind, words) => Object.assign(document.createElement("span"), { className: kind, textContent: words });
    const [words, kind] = told(item);
    const place = item.fix ? "" : count === 2 ? ["Older", "Newer"][index] : `${index + 1}.`;
    line.append(text("place", place), text("name", name), text(`told ${kind}`, words),
      button("↑", `Move ${name} up`, index === 0 || item.fix || dated(), () => move(index, -1)),
      button("↓", `Move ${name} down`, index >= count - 1 || dated(), () => move(index, 1)),
      button("×", `Remove ${name}`, false, () => remove(item)));
    return line;
  };
  const at = document.activeElement?.closest("#list") ? document.activeElement.getAttribute("aria-label") : null;
  $("list").replaceChildren(...chosen.map(row));
  $("list").setAttribute("aria-busy", chosen.some(({ found, wrong, looked }) => looked && !found && !wrong));
  if (at) $("list").querySelector(`[aria-label="${CSS.escape(at)}"]`)?.focus();
  $("chosen").hidden = !chosen.length;
  const bad = refused();
  $("compare").disabled = count < 2 || bad.length > 0;
  $("compare").textContent = count > 2 ? `Show the history of ${count} reports` : "Compare";
  $("hint").textContent = hint(bad);
  if (bad.length > 1) $("hint").append(" ", button("Remove them", "Remove all that cannot be used", false, () => bad.forEach(remove)));
  if (turned()) $("hint").append(" ", button("Swap them", "Swap them", false, () => move(0, 1)));
}

function hint(bad) {
  const count = reports().length;
  const [one, ...more] = bad;
  if (more.length > 2) return `${bad.length} files cannot be used.`;
  if (more.length) return `${bad.slice(0, -1).map(({ name }) => name).join(", ")} and ${bad.at(-1).name} cannot be used.`;
  if (one) return `${one.name} cannot be ${one.fix ? "used" : "compared"}. Remove it${count < 3 && !one.fix ? " and choose another" : ""}.`;
  if (count < 2) return count ? "Add the other report." : "Add the two reports.";
  if (count > 2) return dated() ? "" : "A history is put in the order of the reports' own dates.";
  return turned() ? "By their dates, the first is the newer one." : "";
}

function turned() {
  const [one, other] = reports().map(({ found }) => found?.iso);
  return Boolean(reports().length === 2 && one && other && one > other);
}

function remove(item) {
  item.gone = true;
  state.chosen.splice(state.chosen.indexOf(item), 1);
  if (state.waiting.has(item.task)) giveUp(item.task);
  if (item.found) ask("forget", { key: item.key }).catch(() => null);
  $("wrong").hidden = true;
  list();
  $("h-chosen").focus();
}

function button(sign, label, off, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  made.disabled = off;
  made.addEventListener("click", act);
  return made;
}

function move(index, by) {
  const { chosen } = state;
  [chosen[index], chosen[index + by]] = [chosen[index + by], chosen[index]];
  list();
  const at = $("list").children[index + by];
  (at.querySelector(`button:nth-of-type(${by < 0 ? 1 : 2}):enabled`) ?? at.querySelector("button:enabled")).focus();
}

// Files that are chosen at once come in the order of their names, numbers as numbers: names mostly hold the year.
function take(files) {
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const found = [...files].sort((one, other) => order(one.name, other.name));
  add(found.map((file) => ({ name: file.name, file })));
}

// A report is read when it is given: what is wrong with it is said while its owner is still at it.
function add(items) {
  $("wrong").hidden = true;
  for (const item of items) {
    item.fix = item.text === undefined && /\.json$/i.test(item.name);
    state.chosen.push(Object.assign(item, { key: `report-${state.next++}`, found: null, wrong: "", looked: null }));
  }
  state.chosen.sort((one, other) => one.fix - other.fix);
  for (const item of items) look(item);
  list();
  $("compare").scrollIntoView({ block: "nearest" });
}

function look(item) {
  item.looked ??= glance(item).then((found) => { item.found = found; }, (error) => {
    item.looked = null;
    if (error.message === STOPPED) item.step = "Not read yet";
    else item.wrong = error.message.startsWith(`${item.name}: `) ? sentence(error.message.slice(item.name.length + 2)) : error.message;
  }).finally(() => item.gone || list());
  return item.looked;
}

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1);

async function glance(item) {
  const { key, name, file, text, day } = item;
  Object.assign(item, { found: null, wrong: "", step: "Waiting" });
  const data = text === undefined ? await file.arrayBuffer().catch(() => null) : undefined;
  if (data === null) throw new Error("It cannot be read any more. Choose it again.");
  const far = (at) => {
    item.far = at.part;
    item.step = at.step;
    item.shown?.(at);
    const row = $("list").children[state.chosen.indexOf(item)]?.querySelector(".told");
    if (row) row.textContent = at.step;
  };
  const named = (id) => { item.task = id; };
  return ask("look", { key, name, data, text, day }, { far, named, transfer: data ? [data] : [] });
}

async function run(work) {
  const mine = ++state.run;
  $("wrong").hidden = true;
  view("working");
  show({ part: 0, step: "Starting" });
  $("h-working").focus();
  const began = performance.now();
  const tick = () => { $("clock").textContent = `${Math.round((performance.now() - began) / 1000)} s`; };
  tick();
  state.timer = setInterval(tick, 1000);
  try {
    const answer = await work();
    await state.leaving; // of the comparison before: what is still on its way back would take this one away
    if (mine !== state.run) return;
    present(answer);
    keep();
  } catch (error) {
    if (mine !== state.run) return;
    view("form");
    if (error.message !== STOPPED) complain(error.message);
    else complain("Stopped. Your reports are still in the list.", "said");
  }
}

const demo = (years) => run(() => ask("demo", { years }, { far: show }));

// What is read already is not read again; the rest of the bar is shared out among what is not. Every report is looked at
// before any is compared: what the list refuses is refused here too.
function compare() {
  return run(async () => {
    const chosen = [...state.chosen];
    for (const [index, item] of chosen.entries()) {
      const far = ({ part: share, step }) => show({ part: (0.6 * (index + share)) / chosen.length, step: step.replace("Reading", `Looking at ${item.name}`) });
      if (item.found) continue;
      item.shown = far;
      const looked = look(item);
      far({ part: item.far ?? 0, step: item.step });
      await looked;
      item.shown = null;
      if (!item.found && !item.wrong) throw new Error(STOPPED);
    }
    const bad = refused();
    if (bad.length) throw new Error(bad.map((item) => `${item.name}: ${told(item)[0]}`).join("\n"));
    const far = ({ part: share, step }) => show({ part: 0.6 + 0.4 * share, step });
    return ask("compare", { keys: chosen.map(({ key }) => key) }, { far });
  });
}

function present({ title, html, forms, reversed }) {
  view("result");
  URL.revokeObjectURL(state.address);
  state.address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  $("h-result").textContent = title;
  $("h-result").title = title;
  document.title = `${title} – reportdiff`;
  if (!history.state?.result) {
    state.before = window.navigation?.currentEntry.key;
    history.pushState({ result: true }, ""); // "back" leads to the list of reports; what the frame shows comes after it
  }
  $("page").contentWindow.location.replace(state.address);
  $("swap").hidden = !(reversed && reports().length === 2);
  $("forms").replaceChildren(...forms.map(([form, label]) => {
    const item = document.createElement("li");
    const made = button(label, label, false, () => save(form));
    made.removeAttribute("aria-label");
    item.append(made);
    return item;
  }));
  $("h-result").focus();
}

async function save(form) {
  $("save").open = false;
  $("save").firstElementChild.focus();
  try {
    const { name, type, data } = await ask("save", { form });
    const address = URL.createObjectURL(new Blob([data], { type }));
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    view("form");
    complain(error.message);
  }
}

function back() {
  document.title = "Compare two reports";
  view("form");
  $("files").focus();
}

// At once, however many passages were visited in between: each of them is a step of the way back.
function anew() {
  for (const item of [...state.chosen]) remove(item);
  back();
  URL.revokeObjectURL(state.address);
  state.address = "";
  const start = window.navigation?.entries().findLast(({ key }) => key === state.before);
  if (!history.state?.result) return;
  if (start) state.leaving = navigation.traverseTo(start.key).finished.catch(() => null);
  else history.replaceState(null, "");
}

function tell(words, label, act) {
  $("news").textContent = words;
  if (label) $("news").append(button(label, label, false, act));
  $("news").hidden = false;
}

// Once something was compared all parts are kept for use offline.
async function keep() {
  if (!navigator.serviceWorker) { $("offline").textContent = "This address cannot be kept for use offline."; return; }
  await navigator.serviceWorker.register("sw.js").catch(() => null);
  await navigator.serviceWorker.ready;
  $("offline").textContent = "Kept on this device: it works offline from now on.";
}

async function watch() {
  const mine = await navigator.serviceWorker?.getRegistration();
  if (!mine) return;
  $("offline").textContent = "Kept on this device: it works offline.";
  // Nothing has to be fetched any more: be ready by the time that somebody who is here has chosen their files.
  const ready = () => state.worker || warm();
  for (const kind of ["pointermove", "pointerdown", "keydown"]) document.addEventListener(kind, ready, { once: true });
  let asked = false;
  const offer = () => tell("There is a new version of this page.", "Use it now", () => { asked = true; mine.waiting?.postMessage("replace"); });
  const follow = (coming) => coming?.addEventListener("statechange", () => coming.state === "installed" && navigator.serviceWorker.controller && offer());
  if (mine.waiting) offer();
  follow(mine.installing); // found before this was loaded
  mine.addEventListener("updatefound", () => follow(mine.installing));
  navigator.serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  mine.update().catch(() => null);
}

$("files").addEventListener("change", ({ target }) => { take(target.files); target.value = ""; });
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    $("drop").classList.toggle("over", kind === "dragover");
    if (kind === "drop" && !$("form").hidden && $("result").hidden) take(event.dataTransfer.files);
  });
}
$("add").addEventListener("click", () => {
  const text = $("text").value;
  if (!text.trim()) { $("text").focus(); return; }
  state.pasted += 1;
  $("text").value = "";
  add([{ name: $("title").value.trim() || `Pasted text ${state.pasted}`, text, day: $("day").value }]);
  $("title").value = $("day").value = "";
  $("text").focus();
});
$("form").addEventListener("submit", (event) => { event.preventDefault(); compare(); });
$("demo").addEventListener("click", () => demo(false));
$("years").addEventListener("click", () => demo(true));
$("stop").addEventListener("click", () => {
  state.run += 1;
  stop();
  view("form");
  complain("Stopped. Your reports are still in the list.", "said");
});
$("again").addEventListener("click", anew);
window.addEventListener("popstate", ({ state: entry }) => {
  if (entry?.result && state.address) view("result");
  else if (!$("result").hidden) back();
});
$("alone").addEventListener("click", () => window.open(state.address, "_blank"));
$("swap").querySelector("button").addEventListener("click", () => { move(0, 1); compare(); });
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && $("save").open) { $("save").open = false; $("save").firstElementChild.focus(); }
});
window.addEventListener("blur", () => { $("save").open = false; }); // into the comparison, or to another window
$("weight").textContent = `The first comparison loads ${megabytes(weigh("python", "engine"))} from this site, the first PDF ${megabytes(weigh("pdf"))} more. After that it works without a connection.`;
if (history.state?.result) history.replaceState(null, ""); // loaded anew: the result is gone
list();
$("dead").remove();
watch();
