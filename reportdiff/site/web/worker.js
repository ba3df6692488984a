// The work, apart from the page: Python, and for PDF files pdf.js. Both come from this folder and from nowhere else.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL(".", import.meta.url);
// What the page's bar shows: a task that has to load Python first has what loading left of it.
let floor = 0;
const say = (part, step) => self.postMessage({ kind: "progress", part: floor + (1 - floor) * part, step });
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
  floor = 0.3;
  return { pyodide, desk };
}

// What Python answers is JSON, its bytes apart; what it could not do comes as a sentence of the library.
function ask(method, ...given) {
  const answer = JSON.parse(python.desk[method](...given));
  if (answer.wrong) throw new Error(answer.wrong);
  return answer;
}

// Where a report's pages come one by one, `share` of the bar belongs to it, from `from` on.
async function read({ name, data, text }, from, share) {
  say(from, `Reading ${name}`);
  if (text !== undefined) return ask("text", name, text);
  const bytes = new Uint8Array(data);
  if (!ask("is_pdf", bytes).answer) return ask("file", name, bytes);
  const { pages } = await import("./pdf.js").catch(() => { throw new Error(LOST); });
  let all = 0, done = 0;
  for await (const page of pages(bytes)) {
    ask("pdf_page", JSON.stringify(page));
    all ||= page.pages;
    if (all) say(from + share * 0.7 * (done / all), done ? `Reading ${name}, page ${done} of ${all}` : `Reading ${name}`);
    done += 1;
  }
  say(from + share * 0.7, `Reading ${name}`);
  return ask("pdf", name);
}

const tasks = {
  async load() {},
  async compare({ reports }) {
    ask("clear");
    for (const [index, report] of reports.entries()) {
      await read(report, (0.7 * index) / reports.length, 0.7 / reports.length);
    }
    say(0.7, reports.length > 2 ? "Following figures and promises" : "Comparing");
    ask("compare");
    say(0.9, "Writing the page");
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

self.addEventListener("message", async ({ data: { id, task, parts, ...given } }) => {
  try {
    python ??= await start(parts);
    self.postMessage({ kind: "done", id, answer: await tasks[task](given) });
    if (task !== "load") floor = 0;
  } catch (error) {
    self.postMessage({ kind: "wrong", id, message: String(error.message ?? error) });
    floor = 0;
  }
});
self.postMessage({ kind: "ready" });
