import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { Stop } from '../runtime/exits.mjs';
import { ROOT } from '../runtime/paths.mjs';
import { adviceFor, whereAndWhat } from './words.mjs';

/** What was asked for cannot be made. */
const BAD_INPUT = 2;
const USAGE =
  'npm run -s label:render -- FILE.json | --bin NAME | --tote NAME | --badge FILE.json [--size 4x2|3x1] --dpi 203|300 --format png|zpl|escpos --out FILE [--graphics run-length|z64|native] [--font FILE.ttf]...';
// npm changes to the project's folder; INIT_CWD is where the person stands, and what the files are relative to.
const here = process.env.INIT_CWD ?? process.cwd();

/**
 * Draws the label as the station would, proves it by decoding, and writes it; then one line of JSON on standard output.
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function runLabelRender(argv) {
  const wish = readArguments(argv);
  const fonts = wish.fonts.map((font) => ({ font, bytes: readOrStop(font, '--font') }));
  const pipeline = await loadPipeline();
  const { findLabelAssets, fontProblem, openLabelPipeline } = pipeline;
  for (const { font, bytes } of fonts) {
    const problem = fontProblem(bytes);
    if (problem !== null) throw new Stop(BAD_INPUT, `--font ${font} is no TrueType or OpenType font (${problem}).`);
  }
  const document = documentOf(wish, pipeline);
  const { make } = await openLabelPipeline(findLabelAssets(wish.fonts));
  const begun = performance.now();
  const made = await make(document, formOf(document, wish));
  if (!made.ok) {
    const { code, detail } = made.error;
    throw new Stop(BAD_INPUT, `${wish.what} cannot be printed (${code}): ${detail}. ${adviceFor(code)}`);
  }
  const ms = Math.round(performance.now() - begun);
  const { png, bytes, decoded } = made.value;
  const written = wish.format === 'png' ? png : bytes;
  writeWhole(wish.out, written);
  const sha256 = createHash('sha256').update(written).digest('hex');
  const header = Buffer.from(png.buffer, png.byteOffset);
  const dots = { widthDots: header.readUInt32BE(16), heightDots: header.readUInt32BE(20) };
  const report = { file: wish.out, dpi: wish.dpi, ...dots, bytes: written.length, sha256, decoded, ms };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return 0;
}

/** A document from a file, or one that the warehouse itself needs: for a shelf, a tote, a badge. */
function documentOf({ kind, what, size }, { labelDocumentSchema, binLabelOf, toteLabelOf, badgeLabelOf }) {
  if (kind === 'file') {
    const parsed = labelDocumentSchema.safeParse(readJson(what));
    if (parsed.success) return parsed.data;
    throw new Stop(BAD_INPUT, `${what} is not a label: ${whereAndWhat(parsed.error.issues)}.`);
  }
  try {
    if (kind === 'bin') return binLabelOf(what, size);
    if (kind === 'tote') return toteLabelOf(what, size);
    const { name, code } = readJson(what);
    return badgeLabelOf({ name: String(name), code: String(code) });
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(BAD_INPUT, `There is no label for this ${kind}: ${error.message}.`);
  }
}

function readArguments(argv) {
  const { values, positionals } = parse(argv);
  const wrong = (sentence) => new Stop(BAD_INPUT, `${sentence} Use: ${USAGE}`);
  const wanted = [
    ...positionals.map((file) => ({ kind: 'file', what: resolve(here, file) })),
    ...['bin', 'tote'].flatMap((kind) => (values[kind] === undefined ? [] : [{ kind, what: values[kind] }])),
    ...(values.badge === undefined ? [] : [{ kind: 'badge', what: resolve(here, values.badge) }]),
  ];
  const [only] = wanted;
  if (only === undefined || wanted.length > 1)
    throw wrong('Name one file with a label document, or one bin, tote or badge.');
  if (!['4x2', '3x1'].includes(values.size)) throw wrong('--size is 4x2 or 3x1 inches.');
  if (!['203', '300'].includes(values.dpi)) throw wrong('--dpi is 203 or 300.');
  if (!['png', 'zpl', 'escpos'].includes(values.format)) throw wrong('--format is png, zpl or escpos.');
  if (!['run-length', 'z64', 'native'].includes(values.graphics))
    throw wrong('--graphics is run-length, z64 or native.');
  if (!values.out) throw wrong('Say with --out where the result is to be written.');
  const fonts = values.font.map((file) => resolve(here, file));
  return { ...values, ...only, dpi: Number(values.dpi), out: resolve(here, values.out), fonts };
}

function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        dpi: { type: 'string', default: '203' },
        format: { type: 'string', default: 'png' },
        graphics: { type: 'string', default: 'run-length' },
        out: { type: 'string' },
        bin: { type: 'string' },
        tote: { type: 'string' },
        badge: { type: 'string' },
        size: { type: 'string', default: '4x2' },
        font: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new Stop(BAD_INPUT, `${error.message} Use: ${USAGE}`);
  }
}

/** A head exactly as wide as the label: which printer it is for is not known here. */
function formOf({ widthMm }, { dpi, format, graphics }) {
  const widthDots = Math.round((widthMm * dpi) / 25.4);
  if (format === 'escpos') return { language: 'escpos', dpi, widthDots, columns: 48 };
  return { language: 'zpl', dpi, widthDots, graphics };
}

function readOrStop(file, what) {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Stop(BAD_INPUT, `${what} ${file} cannot be read (${error.message}).`);
  }
}

function readJson(file) {
  const bytes = readOrStop(file, 'The label document');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const why = error instanceof SyntaxError ? `it is not JSON: ${error.message}` : 'it is not UTF-8 text';
    throw new Stop(BAD_INPUT, `${file} is not a label document (${why}).`);
  }
}

/** The station's own code, so that the label is the one that it would print. Inside the project, where the bundle finds its packages. */
async function loadPipeline() {
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'out', 'label-'));
  try {
    const outfile = join(folder, 'pipeline.mjs');
    await build({
      stdin: {
        contents: `
          export { badgeLabelOf, binLabelOf, toteLabelOf } from './core/labels/name-label.ts';
          export { labelDocumentSchema } from './wire/label-document.ts';
          export { findLabelAssets } from './devices/label/assets.ts';
          export { fontProblem } from './devices/label/font.ts';
          export { openLabelPipeline } from './devices/label/make-label.ts';`,
        resolveDir: join(ROOT, 'src'),
        loader: 'ts',
      },
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.18',
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Beside its place first, so that a full disk leaves no half of a label. */
function writeWhole(file, bytes) {
  const draft = `${file}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(draft, bytes);
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw new Stop(BAD_INPUT, `${file} cannot be written (${error.message}).`);
  }
}
