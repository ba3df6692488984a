// Search: every place is highlighted and counted; Enter goes to the next one. Nothing moves while you type.
const search = make("input", { type: "search", placeholder: "Search" });
search.setAttribute("aria-label", "Search this page");
const BLOCKS = "p, td, th, li, h1, h2, h3, h4, dt, dd, summary, blockquote, cite";
const found = { ranges: [], at: -1, text: null };

// The words of the page as one lower-case text, with the node that each stretch of it comes from.
function words() {
  if (found.text) return found;
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let text = "", block = null;
  found.nodes = [];
  found.starts = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const own = node.parentElement.closest(BLOCKS);
    if (!own || node.parentElement.closest(".vh, .in, .panel, #brief, .mistake")) continue;
    if (own !== block) text += "\n";
    block = own;
    found.nodes.push(node);
    found.starts.push(text.length);
    const low = node.data.toLowerCase();
    text += low.length === node.data.length ? low : node.data;
  }
  found.text = text;
  return found;
}
function place(offset) {
  const { starts } = found;
  let low = 0, high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle; else high = middle - 1;
  }
  return [found.nodes[low], Math.min(offset - starts[low], found.nodes[low].length)];
}
function highlight() {
  if (!window.Highlight) return;
  CSS.highlights.set("found", new Highlight(...found.ranges));
  const now = found.ranges[found.at];
  CSS.highlights.set("now", new Highlight(...(now ? [now] : [])));
}
function look() {
  const wanted = search.value.trim().toLowerCase();
  found.ranges = [];
  found.at = -1;
  if (wanted) {
    const { text } = words();
    for (let at = text.indexOf(wanted); at >= 0 && found.ranges.length < 5000; at = text.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(...place(at));
      const [node, offset] = place(at + wanted.length - 1);
      range.setEnd(node, offset + 1);
      found.ranges.push(range);
    }
  }
  highlight();
  const count = found.ranges.length;
  say(!wanted ? "" : !count ? "Nothing found" : count === 1 ? "1 place" : `${count} places`);
}
function toHit(way) {
  const count = found.ranges.length;
  if (!count) return;
  found.at = (found.at + way + count) % count;
  const range = found.ranges[found.at];
  unfold(range.startContainer.parentElement);
  highlight();
  if (!window.Highlight) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const box = range.getBoundingClientRect();
  scrollTo({ top: scrollY + box.top - innerHeight / 2 });
  say(`${found.at + 1} of ${count}`);
}
let waiting = 0;
search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    clearTimeout(waiting);
    if (!found.ranges.length || found.said !== search.value) { look(); found.said = search.value; }
    toHit(event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape") { // the place found stays marked: that is where one wanted to be
    const now = found.ranges[found.at];
    search.value = "";
    found.ranges = now ? [now] : [];
    found.at = now ? 0 : -1;
    highlight();
    say("");
    search.blur();
  }
});
