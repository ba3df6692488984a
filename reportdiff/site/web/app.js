// The page around the work: which reports, how far, and what came out. Nothing here reads a report.
const part = JSON.parse(document.getElementById("parts").textContent);
const $ = (id) => document.getElementById(id);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const weigh = (...uses) => part.files.filter((file) => uses.includes(file.use)).reduce((sum, { bytes }) => sum + bytes, 0);
const state = { chosen: [], pasted: 0, worker: null, waiting: new Map(), next: 1, address: "", timer: 0, far: { part: 0, step: "Starting" } };

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
    if (data.kind === "progress") show(data);
    const wait = state.waiting.get(data.id);
    if (data.kind === "done") wait.resolve(data.answer);
    if (data.kind === "wrong") wait.reject(new Error(data.message));
    state.waiting.delete(data.id);
  });
  state.worker = made;
  return made;
}

async function ask(task, given = {}, transfer = []) {
  const at = worker();
  await state.started.catch((error) => { end(); throw error; });
  const id = state.next++;
  return new Promise((resolve, reject) => {
    state.waiting.set(id, { resolve, reject });
    at.postMessage({ id, task, parts: part.files, ...given }, transfer);
  });
}

function end() {
  state.worker?.terminate();
  state.worker = null;
  state.waiting.clear();
}

function show({ part: share, step }) {
  state.far = { part: share, step };
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

function complain(message) {
  $("wrong").textContent = message;
  $("wrong").hidden = false;
  $("wrong").focus();
}

function list() {
  const { chosen } = state;
  const row = ({ name }, index) => {
    const item = document.createElement("li");
    const place = document.createElement("span");
    place.className = "place";
    place.textContent = chosen.length === 2 ? ["Older", "Newer"][index] : `${index + 1}.`;
    const label = document.createElement("span");
    label.className = "name";
    label.textContent = name;
    item.append(place, label, button("↑", `Move ${name} up`, index === 0, () => move(index, -1)),
      button("↓", `Move ${name} down`, index === chosen.length - 1, () => move(index, 1)),
      button("×", `Remove ${name}`, false, () => { chosen.splice(index, 1); list(); $("h-chosen").focus(); }));
    return item;
  };
  $("list").replaceChildren(...chosen.map(row));
  $("chosen").hidden = !chosen.length;
  $("compare").disabled = chosen.length < 2;
  $("compare").textContent = chosen.length > 2 ? `Show the history of ${chosen.length} reports` : "Compare";
  $("hint").textContent = chosen.length === 1 ? "Add the other report." : chosen.length > 2 ? "A history is put in the order of the reports' own dates." : "";
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
  $("wrong").hidden = true;
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const found = [...files].sort((one, other) => order(one.name, other.name));
  state.chosen.push(...found.map((file) => ({ name: file.name, file })));
  list();
  if (found.length) ask("load").catch(() => end());
}

async function run(task, given, transfer) {
  $("wrong").hidden = true;
  view("working");
  show(state.waiting.size ? state.far : { part: 0, step: "Starting" });
  $("h-working").focus();
  const began = performance.now();
  const tick = () => { $("clock").textContent = `${Math.round((performance.now() - began) / 1000)} s`; };
  tick();
  state.timer = setInterval(tick, 1000);
  try {
    present(await ask(task, given, transfer));
    keep();
  } catch (error) {
    if (error.message === "stopped") return;
    view("form");
    complain(error.message);
  }
}

async function compare() {
  const reports = [];
  for (const { name, file, text } of state.chosen) {
    if (text !== undefined) reports.push({ name, text });
    else {
      const data = await file.arrayBuffer().catch(() => null);
      if (!data) { complain(`${name}: cannot be read any more. Choose it again.`); return; }
      reports.push({ name, data });
    }
  }
  await run("compare", { reports }, reports.filter(({ data }) => data).map(({ data }) => data));
}

function present({ title, html, forms, reversed }) {
  view("result");
  URL.revokeObjectURL(state.address);
  state.address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  $("h-result").textContent = title;
  document.title = `${title} – reportdiff`;
  $("page").src = state.address;
  $("swap").hidden = !(reversed && state.chosen.length === 2);
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
  state.chosen = [];
  list();
  document.title = "Compare two reports";
  view("form");
  $("files").focus();
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
  const ready = () => state.worker || ask("load").catch(end);
  for (const kind of ["pointermove", "pointerdown", "keydown"]) document.addEventListener(kind, ready, { once: true });
  let asked = false;
  const offer = () => tell("There is a new version of this page.", "Use it now", () => { asked = true; mine.waiting?.postMessage("replace"); });
  if (mine.waiting) offer();
  mine.addEventListener("updatefound", () => {
    const coming = mine.installing;
    coming?.addEventListener("statechange", () => coming.state === "installed" && navigator.serviceWorker.controller && offer());
  });
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
  state.chosen.push({ name: `Pasted text ${state.pasted}`, text });
  $("text").value = "";
  list();
  $("text").focus();
});
$("form").addEventListener("submit", (event) => { event.preventDefault(); compare(); });
$("demo").addEventListener("click", () => run("demo", { years: false }));
$("years").addEventListener("click", () => run("demo", { years: true }));
$("stop").addEventListener("click", () => {
  for (const { reject } of state.waiting.values()) reject(new Error("stopped"));
  end();
  view("form");
  complain("Stopped. Your reports are still in the list.");
});
$("again").addEventListener("click", back);
$("alone").addEventListener("click", () => window.open(state.address, "_blank"));
$("swap").querySelector("button").addEventListener("click", () => { state.chosen.reverse(); list(); compare(); });
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && $("save").open) { $("save").open = false; $("save").firstElementChild.focus(); }
});
$("weight").textContent = `The first comparison loads ${megabytes(weigh("python", "engine"))} from this site, the first PDF ${megabytes(weigh("pdf"))} more. After that it works without a connection.`;
list();
$("dead").remove();
watch();
