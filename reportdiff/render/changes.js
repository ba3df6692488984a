// Ticks, addresses, and the list of changes that moves beside the two texts.
const KEY = `reportdiff ${document.querySelector("main").dataset.key || document.title}`;
let seen = new Set();
try { seen = new Set(JSON.parse(localStorage.getItem(KEY) || "[]")); } catch { /* a browser that keeps nothing */ }
const nameOf = (item) => item.id || item.querySelector(".side.new .para, .para")?.id || "";

function tick(item, on = !seen.has(nameOf(item))) {
  const name = nameOf(item);
  if (!name) return;
  if (on) seen.add(name); else seen.delete(name);
  try { localStorage.setItem(KEY, JSON.stringify([...seen])); } catch { /* it holds until the page is closed */ }
  show(item);
  say(on ? "Seen" : "Not seen");
}
function show(item) {
  const name = nameOf(item), on = seen.has(name);
  item.classList.toggle("seen", on);
  all(`input[data-tick="${name}"]`).forEach((box) => { box.checked = on; });
  if (panel) panel.count.textContent = `${panel.names.filter((other) => seen.has(other)).length} seen`;
}
function ticker(item, text) {
  const box = make("input", { type: "checkbox", checked: seen.has(nameOf(item)) });
  box.dataset.tick = nameOf(item);
  box.addEventListener("change", () => tick(item, box.checked));
  if (text) return make("label", {}, box, ` ${text}`);
  box.setAttribute("aria-label", "Seen");
  return box;
}
const placed = location.protocol !== "blob:"; // as the page in the browser shows it: a file that was not saved has no address
async function put(text, done, else_) {
  try { await navigator.clipboard.writeText(text); say(done); } catch { say(else_); }
}
function copy(item) {
  if (!placed) { say("Save this page first: until then it has no address"); return; }
  write(nameOf(item));
  const mine = location.protocol === "file:" ? "Address copied: it opens on this computer only" : "Address copied";
  put(`${location.href.split("#")[0]}#${nameOf(item)}`, mine, "The address is in the address bar");
}

// What to paste into a message or a paper: the words of both reports, and where they stand.
const plain = (part) => part.textContent.replace(/\s+/g, " ").trim();
const WHOSE = { o: "Old report", n: "New report" };
const HEADS = all("#text .heads span").map(plain);
function whose(side) {
  const head = HEADS[side === "o" ? 0 : 1] || WHOSE[side], name = all("#main")[0].dataset[side];
  return name && !head.includes(name) ? `${head}, ${name}` : head;
}
function passage(item) {
  const said = (side, words, place) => `${whose(side)}${place ? `, ${place}` : ""}: “${words}”`;
  if (item.matches("tr")) {
    const lines = ["o", "n"].flatMap((side) => all(`.${side} > p`, item.nextElementSibling).map((part) => {
      const place = part.querySelector("cite"), words = part.cloneNode(true);
      words.querySelector("cite")?.remove();
      return said(side, plain(words), place ? plain(place) : "");
    }));
    return [plain(item.cells[0]), ...lines].join("\n");
  }
  if (item.matches(".card")) {
    const own = said(item.dataset.side === "old" ? "o" : "n", plain(item.querySelector("blockquote")), item.dataset.place);
    const told = all(".tag", item).map(plain).join(", ");
    const words = all(".answer .evidence:not(.quiet)", item).map((part) => said("n", plain(part.querySelector("a")).replace(/^“|”$/g, ""), plain(part.querySelector(".place"))));
    return [own, ...(told ? [`What the new report says: ${told}`] : []), ...words].join("\n");
  }
  return all(".para", item).map((part) => said(part.id[0], plain(part.lastElementChild), plain(part.querySelector(".no")))).join("\n") || plain(item);
}
const quoted = (item) => put(passage(item), "Copied: the words of both reports and where they stand", "This browser lets nothing be copied");

// What can be done with a change stands below it when it is opened.
function acts(item) {
  return make("p", { className: "acts" }, ticker(item, "Seen"), button("Copy the passage", () => quoted(item)), ...(placed ? [button("Copy the address", () => copy(item), { title: "A link to this row in this file: it serves whoever opens the same file or page" })] : []),
    ...(item.dataset.fix || item.matches(".figures tr") ? [button("Report a mistake", () => report(item))] : []));
}
for (const part of all(".figures th details, .card .why")) {
  part.addEventListener("toggle", () => {
    const item = part.closest("[data-item]");
    const home = item.matches("tr") ? item.nextElementSibling.cells[0] : part;
    if (part.open && !home.querySelector(".acts")) home.append(acts(item));
  });
}

let panel = null;
const AROUND = 32; // characters at either side of a changed word
const clipped = (words) => (words.length > 60 ? `${words.slice(0, 60).replace(/\s+\S*$/, "")} …` : words);

// The first word that changed among a few that did not, all from the one side that it stands on.
function around(edit) {
  const text = edit.closest(".para").lastElementChild;
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEndBefore(edit);
  const before = range.toString();
  range.selectNodeContents(text);
  range.setStartAfter(edit);
  const after = range.toString();
  const head = before.length > AROUND ? `… ${before.slice(-AROUND).replace(/^\S*\s/, "")}` : before;
  const tail = after.length > AROUND ? `${after.slice(0, AROUND).replace(/\s\S*$/, "")} …` : after;
  return [head, make(edit.localName, { textContent: clipped(edit.textContent) }), tail];
}
function linked(part, name, more = 0) {
  const tag = part.querySelector(".about .tag")?.textContent || "changed";
  const edit = part.querySelector("ins, del");
  const words = make("span", {}, ...(edit ? around(edit) : [clipped(part.lastElementChild.textContent)]));
  const rest = more ? ` and ${more} more paragraph${more > 1 ? "s" : ""}` : "";
  return make("a", { href: `#${name}` }, make("b", { textContent: part.querySelector(".no").textContent }), ` ${tag} `, words, rest);
}
// What stands on one side only is told of each side by itself; of what stands on both, the side that shows the change.
function listed(line) {
  const [old, now] = ["old", "new"].map((side) => all(`.side.${side} .para`, line));
  const lone = (parts) => (parts.length ? [linked(parts[0], parts[0].id, parts.length - 1)] : []);
  if (!old.length || !now.length || line.hasAttribute("data-lone")) {
    return make("li", {}, ticker(line, ""), make("div", {}, ...lone(old), ...lone(now)));
  }
  const edited = [...now, ...old].find((part) => part.querySelector("ins, del"));
  return make("li", {}, ticker(line, ""), linked(edited || now[0], nameOf(line)));
}
function build() {
  const home = document.getElementById("text");
  const lines = all(".line[data-item]", home || document.createElement("div"));
  if (lines.length < 2) return;
  panel = { names: lines.map(nameOf), count: make("span"), items: new Map() };
  const list = make("ol");
  for (const topic of all(".topic", home)) {
    const own = all(".line[data-item]", topic);
    if (own.length) list.append(make("li", { className: "head", textContent: topic.querySelector("h3").firstChild.textContent }));
    for (const line of own) {
      const item = listed(line);
      panel.items.set(line, item);
      list.append(item);
      if (seen.has(nameOf(line))) line.classList.add("seen");
    }
  }
  const box = make("details", { className: "panel", open: matchMedia("(min-width: 75rem)").matches },
    make("summary", {}, `${lines.length} changes in the texts, `, panel.count), list);
  home.insertBefore(box, home.querySelector(".heads"));
  home.classList.add("beside");
  show(lines[0]);
  follow(list);
}
function follow(list) {
  const visible = new Set();
  let now = null;
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? visible.add(entry.target) : visible.delete(entry.target);
    const [first] = [...visible].sort((a, b) => a.compareDocumentPosition(b) & 2 ? 1 : -1);
    if (!first || first === now) return;
    panel.items.get(now)?.removeAttribute("aria-current");
    now = first;
    const item = panel.items.get(now);
    item.setAttribute("aria-current", "true");
    const low = item.offsetTop - list.offsetTop;
    if (low < list.scrollTop || low + item.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = low - list.clientHeight / 3;
  }, { rootMargin: "-15% 0px -45% 0px" });
  panel.items.forEach((_, line) => watch.observe(line));
}
