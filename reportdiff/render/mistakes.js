// Report a mistake: what is said here is saved as a file of corrections that the next comparison honours.
const WRONG = {
  pair: [["label", "The name is wrong"], ["different", "These are not the same thing"],
    ["old", "The old one is no figure"], ["new", "The new one is no figure"], ["waive", "It is known and accepted until …"]],
  single: [["label", "The name is wrong"], ["same", "It is the same as …"], ["own", "It is no figure"]],
  promise: [["reported_achieved", "It was kept"], ["reported_missed", "It was not kept"],
    ["reported_progress", "It is under way"], ["reported_abandoned", "It was given up"],
    ["not_a_commitment", "It is no promise"], ["waive", "It is known and accepted until …"]],
  promised: [["not_a_commitment", "It is no promise"]],
};
const NEXT = "Nothing is sent. “Save corrections” appears at the bottom of the window; it gives you a file with what you said.";
const ASKS = { label: "The right name", same: "Is the same as", waive: "Until (a date)" };
const made = new Map();
const saving = make("p", { className: "saving", hidden: true });

// The facts of a row stand in what opens below it; those of a promise in its card.
function facts(item) {
  const kind = item.dataset.fix || (item.closest("#t-both") ? "pair" : "single");
  const told = {};
  for (const part of item.matches("tr") ? all("[data-q]", item.nextElementSibling) : []) {
    told[part.className === "o" ? "old" : "new"] = { quote: part.dataset.q, place: part.querySelector("cite")?.textContent || "" };
  }
  if (kind === "pair") return { kind, ...told, side: "new", ...told.new };
  if (kind === "single") { const side = told.old ? "old" : "new"; return { kind, side, ...told[side] }; }
  return { kind, quote: item.querySelector("blockquote").textContent, place: item.dataset.place, side: item.dataset.side };
}
function entry(of, what, text, because) {
  const about = because ? { because } : {};
  const { quote, place, side } = of;
  if (what === "label") return { what, report: side, quote, place, label: text, ...about };
  if (what === "different") return { what, old: of.old.quote, new: of.new.quote, place: of.old.place, ...about };
  if (what === "old" || what === "new") return { what: "not_a_figure", report: what, ...of[what], ...about };
  if (what === "own") return { what: "not_a_figure", report: side, quote, place, ...about };
  if (what === "same") {
    const other = others.get(text);
    if (!other) return null;
    const [old, now] = side === "old" ? [of, other] : [other, of];
    return { what, old: old.quote, new: now.quote, place: old.place, ...about };
  }
  if (what === "not_a_commitment") return { what, report: side, quote, place, ...about };
  if (what === "waive") return { what, quote: of.old ? of.old.quote : quote, place: of.old ? of.old.place : place, until: text, ...about };
  return { what: "became", quote, place, event: what, ...about };
}

const others = new Map();
function choices(side) {
  const list = make("datalist", { id: `others-${side}` });
  const rows = all(side === "old" ? "#t-gone [data-item], #t-both [data-item]" : "#t-new [data-item], #t-both [data-item]");
  for (const row of rows) {
    const of = facts(row), fact = of[side] || of;
    if (!fact.quote) continue;
    const text = `${row.cells[0].textContent}: ${fact.quote} (${fact.place})`;
    others.set(text, fact);
    list.append(make("option", { value: text }));
  }
  document.body.append(list);
  return list;
}

function report(item) {
  const old = item.querySelector(".mistake") || item.nextElementSibling?.querySelector(".mistake");
  if (old) { old.querySelector("select").focus(); return; }
  const of = facts(item);
  const list = make("select", {}, make("option", { value: "", textContent: "choose …" }),
    ...WRONG[of.kind].map(([value, text]) => make("option", { value, textContent: text })));
  const more = make("input"), why = make("input", { placeholder: "for example: minutes of 3 June" });
  const moreLabel = make("label", { hidden: true }), note = make("span", { className: "quiet" });
  const name = make("span");
  moreLabel.append(name, " ", more);
  const form = make("div", { className: "mistake" }, make("label", {}, "What is wrong? ", list), moreLabel,
    make("label", {}, "Who says so ", why), note, make("span", { className: "quiet", textContent: NEXT }));
  const change = () => {
    const what = list.value, text = more.value.trim();
    moreLabel.hidden = !(what in ASKS);
    name.textContent = ASKS[what] || "";
    more.type = what === "waive" ? "date" : "text";
    if (what === "same") {
      const side = of.side === "old" ? "new" : "old";
      more.setAttribute("list", (document.getElementById(`others-${side}`) || choices(side)).id);
    } else more.removeAttribute("list");
    const said = what && (!(what in ASKS) || text) ? entry(of, what, text, why.value.trim()) : null;
    if (said) made.set(item, said); else made.delete(item);
    note.textContent = what && !said ? "Not complete yet" : "";
    item.classList.toggle("wrong", made.has(item));
    count();
  };
  [list, more, why].forEach((part) => part.addEventListener("input", change));
  const home = item.matches("tr") ? item.nextElementSibling.cells[0] : item.querySelector(".why");
  if (item.matches("tr")) item.querySelector("details").open = true; else home.open = true;
  home.append(form);
  list.focus();
}
function count() {
  saving.hidden = !made.size;
  saving.firstChild.textContent = made.size === 1 ? "1 correction" : `${made.size} corrections`;
}

let told = null;
function save() {
  const file = new Blob([JSON.stringify({ corrections: [...made.values()] }, null, 2)], { type: "application/json" });
  make("a", { href: URL.createObjectURL(file), download: "corrections.json" }).click();
  const [old, now] = (document.querySelector(".files")?.textContent || "OLD → NEW").split(" → ");
  const named = (name) => (/^[\w.-]+$/.test(name) ? name : `"${name}"`);
  told ||= windowed("Your corrections", make("p", { textContent: "They are in the file corrections.json, in your downloads. Put it beside the two reports and make the page anew:" }),
    make("pre", {}, make("code", { textContent: `reportdiff compare ${named(old)} ${named(now)} --corrections corrections.json -o changes.html` })),
    make("p", { textContent: "Somebody else makes the pages for you? Send them the file. If you compared the reports in a browser, drop the file there beside them. Each correction is shown where it applies." }));
  told.showModal();
}
saving.append(make("span"), " ", button("Save corrections", save));
document.body.append(saving);

let explained = null;
function explainMistakes() {
  const steps = ["Open the row or, below a promise, “Why”. Press “Report a mistake” there.", "Choose what is wrong, and say who says so.",
    "Press “Save corrections” at the bottom of the window. You get a file; nothing is sent. The page is made anew with it."];
  explained ||= windowed("Report a mistake", make("ol", {}, ...steps.map((textContent) => make("li", { textContent }))));
  explained.showModal();
}
