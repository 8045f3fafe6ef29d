// What the two test runners' reports say, in one kind of number. A report that is missing, or an exit code
// that its numbers do not explain, counts as a failure: a crash is never a silent zero.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * @typedef {object} VitestReport the part of its JSON report that we read
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults a file each
 */

/**
 * @typedef {object} PlaywrightReport the part of its JSON report that we read
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {readonly unknown[]} errors those that belong to no test
 */

/**
 * @param {VitestReport} report
 * @returns {Tally}
 */
export function tallyOfVitest(report) {
  // A file that could not even be loaded has no tests in it to fail.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {PlaywrightReport} report
 * @returns {Tally}
 */
export function tallyOfPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

/**
 * @template Report
 * @param {string} file the runner's report
 * @param {import('./run-child.mjs').Outcome} outcome the runner's
 * @param {(report: Report) => Tally} tallyOf
 * @returns {{ tally: Tally, trouble?: string }} trouble: a failure that is no test's
 */
export function readTally(file, outcome, tallyOf) {
  const tally = readReport(file, tallyOf) ?? { passed: 0, failed: 0, skipped: 0 };
  const trouble = troubleIn(tally, outcome);
  if (trouble === undefined) return { tally };
  return { tally: { ...tally, failed: tally.failed + 1 }, trouble };
}

/**
 * @template Report
 * @param {string} file
 * @param {(report: Report) => Tally} tallyOf
 */
function readReport(file, tallyOf) {
  try {
    const tally = tallyOf(JSON.parse(readFileSync(file, 'utf8')));
    return Object.values(tally).every(Number.isSafeInteger) ? tally : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Tally} tally
 * @param {import('./run-child.mjs').Outcome} outcome
 */
function troubleIn(tally, { code, tookTooLong }) {
  if (tookTooLong) return 'did not end in time and were stopped';
  if (code !== 0 && tally.failed === 0) return `ended with exit code ${code}, though no test failed`;
  if (tally.passed + tally.failed === 0) return 'ran no test';
  return undefined;
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = (/** @type {keyof Tally} */ key) => tallies.reduce((all, tally) => all + tally[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** @param {Tally} tally @returns {string} the closing line, whose form CI reads */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
