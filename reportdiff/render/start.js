// Put it all together.
const menu = make("details", { className: "menu" }, make("summary", { textContent: "More" }));
const choose = (text, act) => button(text, () => { menu.open = false; act(); });
const offered = make("div", {}, ...(document.querySelector(".figures, .card[data-fix]") ? [choose("Report a mistake", explainMistakes)] : []),
  choose("Print …", showPrinting), choose("Keys", showKeys), theme);
menu.append(offered);
addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
addEventListener("blur", () => { menu.open = false; }); // where the page stands in another: something there was pressed
const previous = button("Previous", () => step(-1), { title: "Previous change (k)" });
const next = button("Next", () => step(1), { title: "Next change (j)" });
const choice = make("label", {}, only, " Changes only");
tools.append(search, status, choice, previous, next, menu);
const narrow = matchMedia("(max-width: 44rem)"); // a bar that stays at the top has two lines there
const settleBar = () => (narrow.matches ? offered.prepend(choice) : previous.before(choice));
narrow.addEventListener("change", settleBar);
settleBar();
tools.hidden = false;

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (document.querySelector("dialog[open]")) return;
  const open = () => at?.querySelector("details:not([open])") || at?.querySelector("details");
  const act = {
    j: () => step(1), k: () => step(-1), "/": () => search.focus(), "?": showKeys,
    o: () => { const part = open(); if (part) part.open = !part.open; },
    x: () => { if (at) tick(at); }, c: () => { if (at) quoted(at); }, a: () => { if (at) copy(at); },
  }[event.key];
  if (act) { event.preventDefault(); act(); }
});

build();
for (const box of all(".scroll")) box.scrollLeft = box.scrollWidth; // the newest report stands at the right
for (const item of all("tr[data-item], .card[data-item]")) if (seen.has(item.id)) item.classList.add("seen");
measure();
arrive();
