// The work, apart from the page: Python, and for PDF files pdf.js. Both come from this folder and from nowhere else.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL(".", import.meta.url);
// How far a task is; one that has to load Python first has what loading left of the bar.
let floor = 0, now = null;
const say = (part, step) => self.postMessage({ kind: "progress", id: now, part: floor + (1 - floor) * part, step });
const STOPPED = "stopped";
const LOST = "A part of this page could not be loaded whole. Load the page again; if that does not help, tell whoever runs it.";
let python;

// A part, checked against its hash: a server that changes its files halfway is noticed.
async function part({ name, integrity }) {
  const answer = await fetch(new URL(name, here), { integrity }).catch(() => null);
  if (!answer?.ok) throw new Error(LOST);
  if (!name.endsWith(".gz")) return answer.arrayBuffer();
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function start(parts) {
  let done = 0;
  const all = parts.filter(({ use }) => use === "python");
  const size = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const step = "Loading the comparison";
  say(0, step);
  const loaded = new Map(await Promise.all(all.map(async (item) => {
    const data = await part(item);
    done += item.bytes;
    say(0.2 * (done / size), step);
    return [item.name, data];
  })));
  const served = {
    "pyodide.asm.wasm": ["pyodide.asm.wasm.gz", "application/wasm"],
    "python_stdlib.zip": ["python_stdlib.zip", "application/zip"],
  };
  const away = self.fetch;
  self.fetch = (place, ...more) => {
    const [name, type] = served[String(place.url ?? place).split("/").pop()] ?? [];
    return name ? Promise.resolve(new Response(loaded.get(name), { headers: { "Content-Type": type } })) : away(place, ...more);
  };
  const pyodide = await loadPyodide({ indexURL: here.href, packageBaseUrl: here.href });
  self.fetch = away;
  for (const { name } of all) if (name.endsWith(".whl")) pyodide.unpackArchive(loaded.get(name), "wheel");
  const desk = pyodide.pyimport("reportdiff.site.browser").Desk();
  pyodide.setInterruptBuffer(going); // from here on: who stops while Python loads will want it the next time
  floor = 0.3;
  self.postMessage({ kind: "loaded" });
  return { pyodide, desk };
}

// Whether the page still wants the task: it takes the task's address away to stop it. Python looks at element 0 every
// few hundred steps, as at the buffer of signals that it expects, and 2 is the signal that interrupts it. (Memory that
// is shared with the page would need headers that a plain server does not send.)
const EVERY = 120; // milliseconds
const going = {
  address: "", last: 0,
  get 0() {
    const time = performance.now();
    if (!this.address || time - this.last < EVERY) return 0;
    this.last = time;
    return this.wanted() ? 0 : 2;
  },
  set 0(value) { /* Python takes a signal back once it has seen it */ },
  wanted() {
    const look = new XMLHttpRequest();
    look.open("GET", this.address, false);
    try { look.send(); } catch { return false; }
    return look.status === 200;
  },
};

// What Python answers is JSON, its bytes apart; what it could not do comes as a sentence of the library.
function ask(method, ...given) {
  let answer;
  try {
    answer = JSON.parse(python.desk[method](...given));
  } catch (error) {
    throw error.type === "KeyboardInterrupt" ? new Error(STOPPED) : error;
  }
  if (answer.wrong) throw new Error(answer.wrong);
  return answer;
}

async function read({ key, name, data, text, day }) {
  say(0, "Reading");
  if (text !== undefined) return ask("text", key, name, text, day);
  const bytes = new Uint8Array(data);
  if (!ask("is_pdf", bytes).answer) return ask("file", key, name, bytes);
  const { pages } = await import("./pdf.js").catch(() => { throw new Error(LOST); });
  let all = 0, done = 0;
  for await (const page of pages(bytes)) {
    if (!going.wanted()) throw new Error(STOPPED);
    ask("pdf_page", JSON.stringify(page));
    all ||= page.pages;
    if (all) say(0.7 * (done / all), done ? `Reading, page ${done} of ${all}` : "Reading");
    done += 1;
  }
  say(0.7, "Reading");
  return ask("pdf", key, name);
}

const tasks = {
  load: async () => ({}),
  look: read,
  forget: async ({ key }) => ask("forget", key),
  async compare({ keys }) {
    say(0, keys.length > 2 ? "Following figures and promises" : "Comparing");
    ask("compare", JSON.stringify(keys));
    say(0.7, "Writing the page");
    return ask("page");
  },
  async demo({ years }) {
    say(0.2, "Reading the example reports");
    ask("demo", years);
    say(0.9, "Writing the page");
    return ask("page");
  },
  async save({ form }) {
    const answer = ask("save", form);
    const bytes = python.desk.saved();
    const data = bytes.toJs();
    bytes.destroy();
    return { ...answer, data };
  },
};

async function work({ id, task, parts, address, ...given }) {
  [now, floor, going.address] = [id, 0, address];
  try {
    python ??= await start(parts);
    if (!going.wanted()) throw new Error(STOPPED);
    self.postMessage({ kind: "done", id, answer: await tasks[task](given) });
  } catch (error) {
    self.postMessage({ kind: "wrong", id, message: String(error.message ?? error) });
  }
  going.address = "";
}

let queue = Promise.resolve(); // one after the other: the pages of two files must not mix
self.addEventListener("message", ({ data }) => { queue = queue.then(() => work(data)); });
self.postMessage({ kind: "ready" });
