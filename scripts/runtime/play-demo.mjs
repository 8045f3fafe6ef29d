// `npm run demo`: the app packs a few orders by itself and reports what happened.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchElectron } from '../launch-electron.mjs';
import { parseDemoOptions } from './demo-options.mjs';
import { EXIT, Stop } from './exits.mjs';
import { ensureBuild } from './fresh-build.mjs';
import { ROOT } from './paths.mjs';
import { temporaryFolder } from './remove-at-exit.mjs';
import { DEMO_PICTURES } from './start-app.mjs';

const BASE_LIMIT_MS = 5 * 60_000;
const LIMIT_PER_ORDER_MS = 20_000;

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the app's exit code
 */
export async function playDemo(argv) {
  // npm changes to the project's folder; INIT_CWD is where the person stands.
  const options = parseDemoOptions(argv, process.env.INIT_CWD ?? process.cwd());
  await ensureBuild(ROOT);
  const folder = temporaryFolder('demo');
  const resultFile = join(folder, 'result.json');
  const exitCode = await launchElectron({
    args: demoArguments(options, resultFile, join(folder, 'user-data')),
    limitMs: BASE_LIMIT_MS + (options.orders ?? 0) * LIMIT_PER_ORDER_MS,
    output: 'show-on-stderr',
  });
  if (exitCode !== 0) return exitCode;
  const result = readResult(resultFile);
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : summaryOf(result));
  return EXIT.ok;
}

/**
 * @param {import('./demo-options.mjs').DemoOptions} options
 * @param {string} resultFile
 * @param {string} userData
 */
export function demoArguments({ orders, ordersFrom, outage }, resultFile, userData) {
  return [
    ROOT,
    '--demo-shift',
    ...(orders === undefined ? [] : [`--orders=${orders}`]),
    ...(ordersFrom === undefined ? [] : [`--orders-from=${ordersFrom}`]),
    ...(outage ? ['--outage'] : []),
    `--json-out=${resultFile}`,
    `--user-data-dir=${userData}`,
  ];
}

/**
 * @param {string} file
 * @returns {Record<string, unknown>}
 * @throws {Stop}
 */
export function readResult(file) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    if (result !== null && typeof result === 'object' && !Array.isArray(result)) return result;
  } catch {
    // No file, or half of one: said below.
  }
  throw new Stop(
    EXIT.demoResultMissing,
    'The demo ended without a result: run it again without --json and look at what the app says.',
  );
}

/**
 * @param {Record<string, unknown>} result
 * @returns {string} a fact a line; of a list only its length, the rest is for --json
 */
export function summaryOf(result) {
  const lines = factsIn(result, '').map((fact) => `  ${fact}`);
  return `${['The demo shift is over.', ...lines, `  pictures and labels: ${DEMO_PICTURES}`].join('\n')}\n`;
}

/**
 * @param {object} part
 * @param {string} prefix the words that lead to it
 * @returns {string[]}
 */
function factsIn(part, prefix) {
  return Object.entries(part).flatMap(([name, value]) => {
    const words = prefix + name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
    if (value === null) return [];
    if (Array.isArray(value)) return [`${words}: ${value.length}`];
    return typeof value === 'object' ? factsIn(value, `${words}, `) : [`${words}: ${value}`];
  });
}
