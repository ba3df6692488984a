(() => {
  "use strict";
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
  const root = document.documentElement;
  const state = { text: "", only: false, filters: {} };

  // Tools that need a script are made by the script.
  const tools = document.querySelector(".tools");
  const search = make("input", { type: "search", placeholder: "Search" });
  search.setAttribute("aria-label", "Search this page");
  const only = make("input", { type: "checkbox" });
  const label = make("label");
  label.append(only, " Changes only");
  const previous = make("button", { type: "button", textContent: "Previous", title: "Previous change (k)" });
  const next = make("button", { type: "button", textContent: "Next", title: "Next change (j)" });
  const status = make("span", { className: "status" });
  status.setAttribute("role", "status");
  const theme = make("button", { type: "button", className: "theme" });
  tools.append(search, label, previous, next, status, theme);
  tools.hidden = false;

  const shown = (element) => element.getClientRects().length > 0;

  function apply() {
    const words = state.text.toLowerCase();
    let hits = 0;
    for (const item of all("[data-item], [data-same]")) {
      if (item.matches("[data-topic], details")) continue;
      const area = item.closest("table, #board");
      const wanted = area ? state.filters[area.id] : "";
      const keys = (item.dataset.keys || "").split("|");
      const fits = (!wanted || keys.includes(wanted)) && (!words || item.textContent.toLowerCase().includes(words));
      item.classList.toggle("off", !fits || (state.only && "same" in item.dataset));
      if (fits && words) hits += 1;
    }
    for (const group of all(".group, .topic, details.quiet-lines, details.more")) {
      const items = all("[data-item], [data-same]:not(details)", group);
      if (!items.length) continue;
      const some = items.some((item) => !item.classList.contains("off"));
      group.classList.toggle("off", !some);
      if (words && some && group.matches("details")) group.open = true;
    }
    status.textContent = words ? (hits === 1 ? "1 place" : `${hits} places`) : "";
  }

  search.addEventListener("input", () => { state.text = search.value.trim(); apply(); });
  only.addEventListener("change", () => { state.only = only.checked; apply(); });

  // Counters become filters.
  for (const list of all(".chips")) {
    for (const item of all("li", list)) {
      const button = make("button", { type: "button" });
      button.append(...item.childNodes);
      button.setAttribute("aria-pressed", String(!item.dataset.filter));
      item.append(button);
      button.addEventListener("click", () => {
        state.filters[list.dataset.for] = item.dataset.filter;
        all("button", list).forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
        apply();
      });
    }
  }

  // Columns become sortable; a third press gives the first order back.
  for (const table of all("table:not([data-fixed])")) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = all("thead th", table);
    const value = (row, index) => {
      const cell = row.cells[index];
      const number = parseFloat(cell.dataset.sort);
      return Number.isNaN(number) ? cell.textContent.trim().toLowerCase() : number;
    };
    const compare = (a, b) => {
      if (typeof a === typeof b) return typeof a === "number" ? a - b : a.localeCompare(b);
      return typeof a === "number" ? -1 : 1;
    };
    heads.forEach((head, index) => {
      const button = make("button", { type: "button", textContent: head.textContent });
      head.replaceChildren(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const order = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")];
        heads.forEach((other) => other.setAttribute("aria-sort", other === head ? order : "none"));
        const sign = order === "descending" ? -1 : 1;
        const rows = order === "none" ? original
          : [...original].sort((a, b) => sign * compare(value(a, index), value(b, index)));
        body.append(...rows);
      });
    });
  }

  // A link into a folded or filtered part unfolds it.
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let moved = false;
    for (let part = target; part; part = part.parentElement) {
      if (part.matches("details:not([open])") && (part !== target || part.matches(".subject"))) { part.open = true; moved = true; }
      if (part.classList.contains("off")) { part.classList.remove("off"); moved = true; }
    }
    if (moved) target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  // Next and previous change.
  let at = null;
  function step(way) {
    const items = all("[data-item]:not([data-same])").filter(shown);
    if (!items.length) return;
    let index = items.indexOf(at);
    if (index < 0) {
      const top = items.findIndex((item) => item.getBoundingClientRect().top > 80);
      index = way > 0 ? (top < 0 ? items.length : top) - 1 : (top < 0 ? items.length : top);
    }
    index = Math.min(items.length - 1, Math.max(0, index + way));
    at = items[index];
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "center" });
    status.textContent = `Change ${index + 1} of ${items.length}`;
  }
  next.addEventListener("click", () => step(1));
  previous.addEventListener("click", () => step(-1));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
  });

  // Check marks become a file of corrections for the next comparison.
  const marks = { different: "Not the same metric", not_a_figure: "Not a figure", became: "What became of it" };
  const outcomes = ["reported_achieved", "reported_progress", "reported_short", "reported_missed", "reported_abandoned"];
  const fixable = all("[data-fix]");
  const fix = make("button", { type: "button", textContent: "Correct" });
  const save = make("button", { type: "button", textContent: "Save corrections", hidden: true });
  fix.setAttribute("aria-pressed", "false");
  if (fixable.length) tools.insertBefore(fix, status), tools.insertBefore(save, status);

  function chooser(item) {
    const holder = make("label", { className: "fix" });
    const what = item.dataset.fix;
    if (what === "became") {
      const list = make("select");
      list.append(make("option", { value: "", textContent: "as found" }));
      for (const event of outcomes) list.append(make("option", { value: event, textContent: event.replace("_", " ") }));
      holder.append(marks[what], " ", list);
    } else holder.append(make("input", { type: "checkbox" }), " ", marks[what]);
    (item.querySelector("td:last-child, .own") || item).append(holder);
  }
  function corrections() {
    const made = [];
    for (const item of fixable) {
      const chosen = item.querySelector(".fix input:checked, .fix select");
      if (!chosen || !chosen.value) continue;
      const entry = { what: item.dataset.fix };
      for (const name of ["report", "quote", "place", "old", "new"]) {
        const word = item.dataset[`fix${name[0].toUpperCase()}${name.slice(1)}`];
        if (word) entry[name] = word;
      }
      if (entry.what === "became") entry.event = chosen.value;
      made.push(entry);
    }
    return made;
  }
  fix.addEventListener("click", () => {
    const on = fix.getAttribute("aria-pressed") !== "true";
    fix.setAttribute("aria-pressed", String(on));
    if (on && !document.querySelector(".fix")) fixable.forEach(chooser);
    root.classList.toggle("fixing", on);
    save.hidden = !on;
  });
  save.addEventListener("click", () => {
    const made = corrections();
    const file = new Blob([JSON.stringify({ corrections: made }, null, 2)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: "corrections.json" });
    link.click();
    status.textContent = made.length === 1 ? "1 correction saved" : `${made.length} corrections saved`;
  });

  // Light and dark.
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; name(); });
  name();

  // Print everything that is folded.
  let folded = [];
  addEventListener("beforeprint", () => { folded = all("details:not([open])"); folded.forEach((part) => { part.open = true; }); });
  addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));

  const bar = document.querySelector(".bar");
  const measure = () => root.style.setProperty("--bar", getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight}px` : "0px");
  addEventListener("resize", measure);
  measure();
})();
