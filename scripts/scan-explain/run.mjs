// `npm run -s scan:explain`: what the station makes of a scan, for people who set up scanners.
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { EXIT, Stop } from '../runtime/exits.mjs';
import { ROOT } from '../runtime/paths.mjs';
import { createExplainer } from './explain.mjs';

const USAGE =
  'Write one scan a line as a JSON string on standard input, for example "]C10109506000134352" with GS as \\u001d. Options: --aim on|off|auto, --today YYYY-MM-DD.';

/**
 * Reads scans from standard input, one JSON string a line, and writes one JSON object a line. Answers each line as it comes.
 * @param {string[]} argv
 * @returns {Promise<number>} 1 when a line could not be read
 */
export async function runScanExplain(argv) {
  const options = readArguments(argv);
  const explain = createExplainer(await loadEngine(), options);
  let hasBadLine = false;
  let no = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    no += 1;
    const answer = { line: no, ...explain(line) };
    if ('error' in answer) hasBadLine = true;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
  await new Promise((done) => process.stdout.write('', done));
  return hasBadLine ? 1 : EXIT.ok;
}

function readArguments(argv) {
  const { values } = parse(argv);
  const today = values.today ?? localDay(new Date());
  if (!['on', 'off', 'auto'].includes(values.aim)) throw new Stop(EXIT.usage, `--aim is on, off or auto. ${USAGE}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Stop(EXIT.usage, `--today is a day like 2026-07-15. ${USAGE}`);
  return { aim: values.aim, today };
}

function parse(argv) {
  try {
    return parseArgs({ args: argv, options: { aim: { type: 'string', default: 'auto' }, today: { type: 'string' } } });
  } catch (error) {
    throw new Stop(EXIT.usage, `${error.message} ${USAGE}`);
  }
}

function localDay(date) {
  const two = (value) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The station's own code, so that the answer is what the station would do. Small: bundling it takes less than a tenth of a second. */
async function loadEngine() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { decode } from './decode.ts'; export { symbologyOf } from './aim.ts';`,
      resolveDir: join(ROOT, 'src/core'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
