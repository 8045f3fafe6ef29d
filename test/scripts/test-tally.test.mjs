import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseSuites } from '../../scripts/runtime/test-suites.mjs';
import { closingLine, sum, tallyOfPlaywright } from '../../scripts/runtime/test-tally.mjs';
import { outcomeWith } from './fixtures/outcome.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

const VITEST = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};
const NONE = { ...VITEST, numPassedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const BROKEN_FILE = { ...VITEST, testResults: [{ status: 'failed', assertionResults: [] }] };

/** @param {unknown} report @param {Parameters<typeof outcomeWith>[0]} [outcome] */
function read(report, outcome) {
  const [unit] = chooseSuites('unit') ?? [];
  const file = join(temporaryFolder(), 'report.json');
  if (report !== undefined) writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
  return unit.read(file, outcomeWith(outcome));
}

test('a good run is counted as it is', () => {
  expect(read(VITEST)).toEqual({ tally: { passed: 5, failed: 0, skipped: 2 } });
});

test.each([
  ['no report', undefined, { code: 139 }],
  ['no report, though the exit code is good', undefined, {}],
  ['half a report', '{"numPassedTests": 5', {}],
  ['a report of another kind', { stats: {} }, {}],
  ['no test at all', NONE, {}],
])('%s is one failure', (_, report, outcome) => {
  const { tally, trouble } = read(report, outcome);
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(trouble).toBeTypeOf('string');
});

test.each([
  ['an exit code that the numbers do not explain', VITEST, { code: 1 }],
  ['a run that was stopped', VITEST, { code: 143, tookTooLong: true }],
  ['a file that could not be loaded', BROKEN_FILE, { code: 1 }],
])('%s adds a failure', (_, report, outcome) => {
  expect(read(report, outcome).tally).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test("Playwright's errors outside of tests are failures, a flaky test is not", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
  expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

test('the closing line has the form that CI reads', () => {
  const total = sum([
    { passed: 5, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 0 },
  ]);
  expect(closingLine(total)).toBe('7 passed, 1 failed');
  expect(closingLine({ ...total, skipped: 3 })).toBe('7 passed, 1 failed, 3 skipped');
});

test('suites are chosen by name', () => {
  expect(chooseSuites(undefined)?.map((suite) => suite.name)).toEqual(['unit', 'sim', 'e2e']);
  expect(chooseSuites('e2e')?.map((suite) => suite.name)).toEqual(['e2e']);
  expect(chooseSuites('')).toBeUndefined();
});
