import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { readTally, tallyOfPlaywright, tallyOfVitest } from './test-tally.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} title
 * @property {boolean} needsScreen
 * @property {(report: string) => string[]} command arguments for Node; the report is to be written to that file
 * @property {(report: string) => NodeJS.ProcessEnv} env
 * @property {number} limitMs
 * @property {(report: string, outcome: import('./run-child.mjs').Outcome) => ReturnType<typeof readTally>} read
 */

/**
 * In the order in which they run, one at a time. Together well within half an hour.
 * @type {readonly Suite[]}
 */
export const SUITES = [
  vitest({
    name: 'unit',
    title: 'unit, contract and story tests',
    limitMs: 10 * 60_000,
    args: ['--exclude', 'test/sim/**', '--exclude', 'test/kill/**'],
  }),
  // By themselves, because they fill both cores: beside them the others would wait for their turn.
  vitest({
    name: 'sim',
    title: 'simulation and kill -9',
    limitMs: 6 * 60_000,
    args: ['test/sim', 'test/kill'],
  }),
  {
    name: 'e2e',
    title: 'end-to-end tests',
    needsScreen: true,
    command: () => [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    limitMs: 15 * 60_000,
    read: (report, outcome) => readTally(report, outcome, tallyOfPlaywright),
  },
];

/**
 * @param {string | undefined} only a suite's name
 * @returns {readonly Suite[] | undefined} undefined when there is no such suite
 */
export function chooseSuites(only) {
  if (only === undefined) return SUITES;
  const suites = SUITES.filter((suite) => suite.name === only);
  return suites.length > 0 ? suites : undefined;
}

/**
 * @param {{ name: string, title: string, limitMs: number, args: readonly string[] }} of
 * @returns {Suite}
 */
function vitest({ name, title, limitMs, args }) {
  return {
    name,
    title,
    needsScreen: false,
    command: (report) => [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env: () => ({}),
    limitMs,
    read: (report, outcome) => readTally(report, outcome, tallyOfVitest),
  };
}
