import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT, Stop } from './exits.mjs';

export const DEMO_USAGE = 'npm run demo -- [--orders N] [--orders-from FILE] [--outage] [--json]';

/** @typedef {{ orders: number | undefined, ordersFrom: string | undefined, outage: boolean, json: boolean }} DemoOptions */

/**
 * @param {string[]} argv
 * @param {string} folder what a relative FILE is relative to
 * @returns {DemoOptions} ordersFrom is absolute
 * @throws {Stop}
 */
export function parseDemoOptions(argv, folder) {
  const { values } = parseStrictly(argv);
  return {
    orders: values.orders === undefined ? undefined : parseCount(values.orders),
    ordersFrom: values['orders-from'] === undefined ? undefined : existingFile(values['orders-from'], folder),
    outage: values.outage === true,
    json: values.json === true,
  };
}

/** @param {string[]} argv */
function parseStrictly(argv) {
  try {
    return parseArgs({
      args: argv,
      strict: true,
      allowPositionals: false,
      options: {
        orders: { type: 'string' },
        'orders-from': { type: 'string' },
        outage: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    // The first sentence names the option; the rest is Node's advice about positionals.
    const what = /** @type {Error} */ (error).message.split(/\.\s|\n/)[0].replace(/\.$/, '');
    throw new Stop(EXIT.usage, `${what}. Use: ${DEMO_USAGE}`);
  }
}

/** @param {string} text */
function parseCount(text) {
  const count = Number(text);
  if (/^[0-9]+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new Stop(EXIT.usage, `--orders takes a whole number of at least 1, and "${text}" is none.`);
}

/**
 * @param {string} name
 * @param {string} folder
 */
function existingFile(name, folder) {
  const path = resolve(folder, name);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new Stop(EXIT.usage, `--orders-from: there is no file "${name}"; check the path.`);
}
