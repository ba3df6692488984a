// The frame of the page: tools, filters, sorting, addresses, keys, printing, colours. Everything can be read without it.
const all = (query, root = document) => [...root.querySelectorAll(query)];
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const button = (text, act, properties = {}) => {
  const made = make("button", { type: "button", textContent: text, ...properties });
  made.addEventListener("click", act);
  return made;
};
const root = document.documentElement;
const tools = document.querySelector(".tools");
const shown = (element) => element.getClientRects().length > 0;
const status = make("span", { className: "status" });
status.setAttribute("role", "status");
const say = (text) => { status.textContent = text; };

// What stands at the top of the window stays there while something above it is shown or hidden.
function still(act) {
  const line = document.querySelector(".bar").getBoundingClientRect().bottom + 30;
  const held = document.elementFromPoint(innerWidth / 2, line)?.closest("tr, article, .line, h2, h3, section");
  const before = held?.getBoundingClientRect().top;
  act();
  const kept = held && (shown(held) ? held : held.closest("section"));
  if (kept && scrollY > 0) scrollBy({ top: kept.getBoundingClientRect().top - (shown(held) ? before : line), behavior: "instant" });
}

// The address holds what is looked at and whether unchanged things are hidden: #figure-1a2b&changes.
const only = make("input", { type: "checkbox" });
const address = () => {
  const [name, ...flags] = decodeURIComponent(location.hash.slice(1)).split("&");
  return { name, flags };
};
function write(name) {
  const hash = only.checked ? `#${name}&changes` : `#${name}`;
  if (location.hash !== hash && (name || only.checked || location.hash)) history.replaceState(null, "", hash);
}
function showOnly(on) {
  only.checked = on;
  root.classList.toggle("only", on);
  recount();
}
only.addEventListener("change", () => {
  still(() => showOnly(only.checked));
  write(address().name);
});

// A link into a folded or filtered part unfolds it; a row that is led to opens. Addresses of older pages still work.
const older = { f: "figure", c: "commitment", s: "section" };
let at = null;
function unfold(target) {
  for (let part = target; part; part = part.parentElement) {
    if (part.matches("details:not([open])") && (part !== target || part.matches(".subject"))) part.open = true;
    part.classList.remove("off");
  }
  if (target.closest("[data-same]") && only.checked) {
    showOnly(false);
  }
  const row = target.matches("tr") && target.querySelector("details");
  if (row) row.open = true;
}
// What is drawn on the way may turn out higher than it was taken for: look again until the place stays where it is.
let settling = null;
function settle(target, where) {
  const mine = settling = {};
  let last = NaN, calm = 0;
  const look = (left) => {
    if (settling !== mine) return;
    const now = target.getBoundingClientRect().top;
    calm = Math.abs(now - last) < 1 ? calm + 1 : 0;
    target.scrollIntoView(where);
    last = target.getBoundingClientRect().top;
    if (left && calm < 6) requestAnimationFrame(() => look(left - 1));
  };
  look(60);
}
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => { settling = null; }, { passive: true });
// The value or the words of the other report that belong to what is led to.
function partner(target) {
  if (!target.matches(".fig, .com, .cand")) return null;
  const places = ":is(td.num, blockquote, .evidence) > a";
  const link = document.querySelector(`[data-item] ${places}[href=${JSON.stringify(`#${target.id}`)}]`);
  const other = link && all(places, link.closest("[data-item]")).find(({ hash }) => hash[1] !== link.hash[1]);
  return other ? document.getElementById(other.hash.slice(1)) : null;
}
const leave = () => all(".at, .pair").forEach((part) => part.classList.remove("at", "pair"));
function go(target, name = target.id) {
  leave();
  unfold(target);
  target.classList.add("at");
  partner(target)?.classList.add("pair");
  settle(target, { block: target.matches("section, .subject") ? "start" : "center", behavior: "instant" });
  if (target.matches("[data-item]")) at = target;
  if (name) write(name);
}
function arrive() {
  const { name, flags } = address();
  if (flags.includes("changes") && !only.checked) showOnly(true);
  const target = name && (document.getElementById(name)
    || document.getElementById(name.replace(/^([fcs])-/, (_, kind) => `${older[kind]}-`)));
  if (target) go(target, name);
}
addEventListener("hashchange", arrive);

// Counters become filters.
const filters = {};
function filter(area) {
  const wanted = filters[area.id];
  for (const item of all("[data-keys]", area)) {
    item.classList.toggle("off", Boolean(wanted) && !item.dataset.keys.split("|").includes(wanted));
  }
  for (const group of all("tbody, .group", area)) {
    const items = all("[data-keys]", group);
    group.classList.toggle("off", items.length > 0 && items.every((item) => item.classList.contains("off")));
  }
}
// A counter says how many rows it leaves to be seen.
function recount() {
  for (const list of all(".chips")) {
    const items = all("[data-keys]", document.getElementById(list.dataset.for)).filter((item) => !only.checked || !item.closest("[data-same]"));
    for (const item of all("li", list)) {
      const wanted = item.dataset.filter, told = item.querySelector("b"), press = item.querySelector("button");
      told.textContent = items.filter(({ dataset }) => !wanted || dataset.keys.split("|").includes(wanted)).length;
      if (press) press.disabled = told.textContent === "0";
    }
  }
}
for (const list of all(".chips")) {
  for (const item of all("li", list)) {
    const press = button("", () => {
      filters[list.dataset.for] = item.dataset.filter;
      all("button", list).forEach((other) => other.setAttribute("aria-pressed", String(other === press)));
      filter(document.getElementById(list.dataset.for));
    });
    press.append(...item.childNodes);
    press.setAttribute("aria-pressed", String(!item.dataset.filter));
    press.disabled = press.lastElementChild?.textContent === "0";
    item.append(press);
  }
}

// Columns become sortable, over all sections of a table; a third press gives the first order back.
for (const table of all("table[id]")) {
  const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
  const flat = make("tbody");
  const pairs = bodies.flatMap(([, rows]) => rows).filter((row) => row.matches("[data-item]"))
    .map((row) => [row, row.nextElementSibling?.matches(".in") ? row.nextElementSibling : null]);
  const value = (row, index) => {
    const number = parseFloat(row.cells[index].dataset.sort);
    return Number.isNaN(number) ? row.cells[index].textContent.trim().toLowerCase() : number;
  };
  const compare = (a, b) => {
    if (typeof a === typeof b) return typeof a === "number" ? a - b : a.localeCompare(b);
    return typeof a === "number" ? -1 : 1;
  };
  const heads = all("thead th", table);
  heads.forEach((head, index) => {
    const press = button(head.textContent, () => {
      const order = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")];
      heads.forEach((other) => other.setAttribute("aria-sort", other === head ? order : "none"));
      const sign = order === "descending" ? -1 : 1;
      if (order === "none") bodies.forEach(([body, rows]) => body.append(...rows));
      else {
        const sorted = [...pairs].sort(([a], [b]) => sign * compare(value(a, index), value(b, index)));
        flat.append(...sorted.flat().filter(Boolean));
      }
      const by = { ascending: "smallest first", descending: "largest first" };
      const what = head.dataset.by || `“${press.textContent}”`;
      say(order === "none" ? "In the order of the report" : `Sorted by ${what}, ${by[order]}`);
      table.append(...(order === "none" ? bodies.map(([body]) => body) : [flat]));
      if (order === "none") flat.remove(); else bodies.forEach(([body]) => body.remove());
    });
    head.replaceChildren(press, make("span", { className: "told", textContent: press.textContent })); // printed: a head with a control is not repeated
    head.setAttribute("aria-sort", "none");
  });
}

// Next and previous change.
function step(way) {
  const items = all("[data-item]:not([data-same])").filter(shown);
  if (!items.length) return;
  let index = items.indexOf(at);
  if (index < 0) {
    const top = items.findIndex((item) => item.getBoundingClientRect().top > 80);
    index = way > 0 ? (top < 0 ? items.length : top) - 1 : (top < 0 ? items.length : top);
  }
  index = Math.min(items.length - 1, Math.max(0, index + way));
  leave();
  at = items[index];
  at.classList.add("at");
  at.tabIndex = -1;
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "center" });
  const kind = items.filter((item) => kindOf(item) === kindOf(at));
  say(`${kindOf(at) === "notes" ? "Note" : "Change"} ${kind.indexOf(at) + 1} of ${kind.length} in the ${kindOf(at)}`);
}
const kindOf = (item) => (item.matches("tr") ? "figures" : item.matches(".line") ? "texts" : item.matches("li") ? "notes" : "promises");

// Windows over the page: keys, printing, what to do with corrections.
function windowed(title, ...children) {
  const made = make("dialog", {}, make("h2", { textContent: title }), ...children);
  made.append(make("form", { method: "dialog" }, make("button", { textContent: "Close" })));
  made.setAttribute("aria-label", title);
  document.body.append(made);
  return made;
}
const KEYS = [
  ["j, k", "next and previous change"], ["o", "open the row, or what is behind a promise"], ["x", "tick as seen"],
  ["c", "copy the passage: its words in both reports and where they stand"],
  ...(location.protocol === "blob:" ? [] : [["a", "copy the address of the change"]]), ["/", "search"], ["Enter, Shift + Enter", "next and previous place found"],
  ["?", "these keys"], ["Esc", "leave the search, close a window"],
];
let keys = null;
function showKeys() {
  keys ||= windowed("Keys", make("dl", { className: "keys" }, ...KEYS.flatMap(([key, does]) => [
    make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: does })])));
  keys.showModal();
}

// Print a brief of two pages, everything but the two texts, or everything.
let printing = null;
function showPrinting() {
  const print = (what) => { printing.close(); root.dataset.print = what; window.print(); };
  printing ||= windowed("Print", make("p", { className: "choices" },
    ...(document.getElementById("brief") ? [button("The brief, two pages", () => print("brief"))] : []),
    button("Everything but the two texts", () => print("tables")), button("Everything", () => print("all"))));
  printing.showModal();
}
let folded = [];
addEventListener("beforeprint", () => {
  root.dataset.print ||= "tables";
  folded = all("main details:not([open]):not(th details):not(.why, .furniture)");
  folded.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => {
  folded.forEach((part) => { part.open = false; });
  delete root.dataset.print;
});

// Light and dark.
const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const theme = button("", () => { root.dataset.theme = dark() ? "light" : "dark"; named(); }, { className: "theme" });
const named = () => { theme.textContent = dark() ? "Light" : "Dark"; };
named();

const bar = document.querySelector(".bar");
const measure = () => root.style.setProperty("--bar", getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight}px` : "0px");
addEventListener("resize", measure);
