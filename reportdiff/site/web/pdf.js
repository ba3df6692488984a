// PDF pages as Python wants them: every run of characters with its place, every straight line, whether there are images.
// What makes lines, paragraphs and tables of them is the library's own layout, the same as at home.
import * as pdfjs from "./pdf.min.mjs";
import * as worker from "./pdf.worker.min.mjs";

globalThis.pdfjsWorker = worker; // we are in a worker already: no other one is started
const { OPS } = pdfjs;
const THIN = 2.5; // a drawn thing no thicker than this is a line
const MOST_LINES = 20_000;
const STROKES = new Set([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
const FILLS = new Set([OPS.fill, OPS.eoFill]);
const IMAGES = new Set([OPS.paintImageXObject, OPS.paintImageMaskXObject, OPS.paintInlineImageXObject, OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat, OPS.paintImageMaskXObjectGroup, OPS.paintInlineImageXObjectGroup, OPS.paintSolidColorImageMask]);
const BASE = { disableFontFace: true, useSystemFonts: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false,
  useWorkerFetch: false, useWasm: false, stopAtErrors: false, verbosity: 0, fontExtraProperties: true };

const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) =>
  [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
const point = ([a, b, c, d, e, f], x, y) => [a * x + c * y + e, b * x + d * y + f];
const short = (value) => Math.round(value * 100) / 100;

// What a page draws, followed as a viewer follows it; only places are kept.
class Pen {
  constructor(fonts, base) {
    Object.assign(this, { fonts, runs: [], rules: [], images: 0, kept: [] });
    this.now = { matrix: base, font: null, size: 0, way: 1, char: 0, word: 0, wide: 1, lead: 0, rise: 0, width: 1 };
    this.begin([1, 0, 0, 1, 0, 0]);
  }

  begin(matrix) {
    Object.assign(this, { text: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  move(x, y) {
    this.x = this.lineX += x;
    this.y = this.lineY += y;
  }

  font(name, size) {
    Object.assign(this.now, { font: this.fonts(name), size: Math.abs(size), way: size < 0 ? -1 : 1 });
  }

  draw(op, args) {
    const now = this.now;
    switch (op) {
      case OPS.save: this.kept.push({ ...now }); break;
      case OPS.restore: this.now = this.kept.pop() ?? now; break;
      case OPS.transform: now.matrix = times(now.matrix, args); break;
      case OPS.paintFormXObjectBegin:
        this.kept.push({ ...now });
        if (args[0]) now.matrix = times(now.matrix, args[0]);
        break;
      case OPS.paintFormXObjectEnd: this.now = this.kept.pop() ?? now; break;
      case OPS.setLineWidth: [now.width] = args; break;
      case OPS.setGState:
        for (const [key, value] of args[0]) {
          if (key === "LW") now.width = value;
          if (key === "Font") this.font(...value);
        }
        break;
      case OPS.beginText: this.begin([1, 0, 0, 1, 0, 0]); break;
      case OPS.setTextMatrix: this.begin([...(args[0].length ? args[0] : args)]); break;
      case OPS.setFont: this.font(...args); break;
      case OPS.setCharSpacing: [now.char] = args; break;
      case OPS.setWordSpacing: [now.word] = args; break;
      case OPS.setHScale: now.wide = args[0] / 100; break;
      case OPS.setLeading: now.lead = -args[0]; break;
      case OPS.setTextRise: [now.rise] = args; break;
      case OPS.moveText: this.move(...args); break;
      case OPS.setLeadingMoveText: now.lead = args[1]; this.move(...args); break;
      case OPS.nextLine: this.move(0, now.lead); break;
      case OPS.showText: this.show(args[0]); break;
      case OPS.constructPath: this.path(args); break;
      default: if (IMAGES.has(op)) this.images += 1;
    }
  }

  show(glyphs) {
    const { font, size, way, char, word, wide, rise, matrix } = this.now;
    if (!font || !size) return;
    const whole = times(matrix, this.text);
    const scale = size * (font.fontMatrix?.[0] ?? 0.001);
    const chars = [], lefts = [], rights = [];
    let along = 0, base = null;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") { along -= glyph * size * 0.001; continue; }
      const step = glyph.width * scale;
      if (glyph.unicode) {
        const at = point(whole, this.x + along * wide * way, this.y + rise);
        base ??= at;
        chars.push(glyph.unicode);
        lefts.push(short(at[0]));
        rights.push(short(point(whole, this.x + (along + step) * wide * way, this.y + rise)[0]));
      }
      along += step + (char + (glyph.isSpace ? word : 0)) * way;
    }
    this.x += along * wide * way;
    if (!base) return;
    const [ascent, descent] = font.ascent > font.descent ? [font.ascent, font.descent] : [0.75, -0.25];
    const scaled = size * Math.hypot(whole[2], whole[3]);
    const upright = Math.abs(whole[1]) < 0.1 * Math.abs(whole[0]) && whole[0] * way > 0;
    const bold = Boolean(font.bold || font.black) || /bold|black|heavy/i.test(font.name ?? "");
    const [low, tall] = [base[1] + scaled * descent, scaled * (ascent - descent)];
    this.runs.push([chars, lefts, rights, short(low), short(tall), bold, upright]);
  }

  path([op, , bounds]) {
    const stroked = STROKES.has(op);
    if (!bounds || !(stroked || FILLS.has(op)) || this.rules.length > MOST_LINES) return;
    const { matrix, width } = this.now;
    const [one, other] = [point(matrix, bounds[0], bounds[1]), point(matrix, bounds[2], bounds[3])];
    const grown = stroked ? (Math.max(width, 0.1) * Math.hypot(matrix[0], matrix[1])) / 2 : 0;
    const [left, right] = [Math.min(one[0], other[0]) - grown, Math.max(one[0], other[0]) + grown].map(short);
    const [bottom, top] = [Math.min(one[1], other[1]) - grown, Math.max(one[1], other[1]) + grown].map(short);
    const wide = right - left, high = top - bottom;
    if ((high <= THIN && wide > 10) || (wide <= THIN && high > 6)) this.rules.push([left, bottom, right, top]);
    else if (wide > 10 && high > 6 && stroked) {
      this.rules.push([left, bottom, right, bottom], [left, top, right, top], [left, bottom, left, top], [right, bottom, right, top]);
    }
  }
}

async function page(pdf, number) {
  const from = await pdf.getPage(number);
  const view = from.getViewport({ scale: 1 });
  const found = await from.getOperatorList({ annotationMode: pdfjs.AnnotationMode.DISABLE });
  const fonts = new Map();
  const font = (name) => {
    if (!fonts.has(name)) fonts.set(name, from.commonObjs.has(name) ? from.commonObjs.get(name) : null);
    return fonts.get(name);
  };
  const pen = new Pen(font, times([1, 0, 0, -1, 0, view.height], view.transform)); // upwards, as PDF counts
  found.fnArray.forEach((op, index) => pen.draw(op, found.argsArray[index] ?? []));
  from.cleanup();
  return { size: [short(view.width), short(view.height)], runs: pen.runs, rules: pen.rules, images: pen.images };
}

// The pages one by one; an image is not unpacked, but on pages without text it is looked whether there is one.
export async function* pages(bytes) {
  const open = (more) => pdfjs.getDocument({ ...BASE, data: bytes.slice(), ...more }).promise;
  let pdf, whole;
  try {
    pdf = await open({ maxImageSize: 1 });
  } catch (error) {
    yield { error: error?.name === "PasswordException" ? 4 : 3 };
    return;
  }
  yield { pages: pdf.numPages };
  for (let number = 1; number <= pdf.numPages; number += 1) {
    let found = await page(pdf, number).catch(() => ({ size: [0, 0], runs: [], rules: [], images: 0 }));
    if (!found.runs.length) {
      whole ??= await open({});
      found = await page(whole, number).catch(() => found);
    }
    yield found;
  }
  await Promise.all([pdf.loadingTask.destroy(), whole?.loadingTask.destroy()]);
}
