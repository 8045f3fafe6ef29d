import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FAULT_WORDS, WARNING_WORDS } from '../../scripts/scan-explain/words.mjs';

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** Runs the tool as a person would, and parses what it prints. */
function explain(lines, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path('scripts/scan-explain.mjs'), ...args], {
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
    timeout: 25_000,
  });
  const printed = stdout.split('\n');
  expect(printed.pop()).toBe('');
  return { status, stderr, answers: printed.map((line) => JSON.parse(line)) };
}

const scans = (...texts) => texts.map((text) => JSON.stringify(text));

describe('scan:explain', () => {
  test('answers each scan with one line and nothing else', () => {
    const { status, stderr, answers } = explain(
      scans(
        ']C1010950600013435217261200\x1d10ABC\x1d21S1',
        ']E04006381333931',
        '85123A',
        'XQUNDOM',
        'https://a/01/9506000134352',
      ),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(answers).toHaveLength(5);
    expect(answers[0]).toMatchObject({
      line: 1,
      symbology: { name: 'GS1-128', aim: ']C1' },
      payload: { t: 'gs1', confidence: 'sure' },
      elements: [
        { ai: '01', value: '09506000134352' },
        { ai: '17', value: '261200' },
        { ai: '10', value: 'ABC' },
        { ai: '21', value: 'S1' },
      ],
      facts: { gtin14: '09506000134352', lot: 'ABC', serial: 'S1', expiry: '2026-12-31' },
    });
    expect(answers[0].warnings.map(({ code }) => code)).toEqual(['extra-gs', 'day-00']);
    expect(answers[1]).toMatchObject({ symbology: { aim: ']E0' }, payload: { t: 'gtin', gtin14: '04006381333931' } });
    expect(answers[2]).toMatchObject({ symbology: { aim: null }, payload: { t: 'text', text: '85123A' } });
    expect(answers[3]).toMatchObject({ payload: { t: 'command', instruction: { kind: 'do', action: 'undo' } } });
    expect(answers[4]).toMatchObject({ payload: { via: 'link' }, facts: { gtin14: '09506000134352' } });
  });

  test('says why a code is refused and what to do', () => {
    const { status, answers } = explain(scans(']C10109506000134353', ']E0400638133393', '40063813339314006381333931'));
    expect(status).toBe(0);
    expect(answers.map(({ refused }) => refused.fault)).toEqual(['check-digit', 'check-digit-stripped', 'glued']);
    expect(answers[0].refused).toMatchObject({
      ai: '01',
      what: expect.stringMatching(/check digit/),
      todo: expect.stringMatching(/\w{4}/),
    });
    expect(answers[0]).not.toHaveProperty('payload');
  });

  test('takes the AIM setting', () => {
    const lines = scans(']C0A1', '4006381333931');
    expect(explain(lines, '--aim', 'off').answers[0]).toMatchObject({
      symbology: { aim: null },
      payload: { text: ']C0A1' },
    });
    const on = explain(lines, '--aim=on').answers;
    expect(on[0]).toMatchObject({ symbology: { aim: ']C0' }, payload: { text: 'A1' } });
    expect(on[1].warnings.map(({ code }) => code)).toEqual(['aim-missing', 'inferred']);
  });

  test('counts years from the day it is told', () => {
    const facts = (day) => explain(scans(']C117770101'), '--today', day).answers[0].facts;
    expect(facts('2026-07-15')).toEqual({ expiry: '1977-01-01' });
    expect(facts('2027-07-15')).toEqual({ expiry: '2077-01-01' });
  });

  test('answers good lines beside bad ones, says what to do, and ends with 1', () => {
    const { status, stderr, answers } = explain(['nonsense', '4006381333931', '', '"\\u4e2d"', '"4006381333931"']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(answers.map((answer) => 'error' in answer)).toEqual([true, true, true, true, false]);
    for (const { error } of answers.slice(0, 4)) expect(error).toMatch(/\b(Write|Put)\b/);
    expect(answers[4]).toMatchObject({ line: 5, payload: { t: 'gtin' } });
  });

  test('never shows a badge', () => {
    const { answers } = explain(scans('XB47115', ']C0XB47115', ']C0XB47115]C0XB47115', 'XB47116'));
    expect(answers.map(({ payload, refused }) => payload?.t ?? refused.fault)).toEqual([
      'badge',
      'badge',
      'glued',
      'check-character',
    ]);
    expect(JSON.stringify(answers)).not.toContain('4711');
  });

  test.each([['--aim', 'maybe'], ['--colour'], ['--today', 'monday']])('%s %s: says what it takes', (...args) => {
    const { status, stderr, answers } = explain([], ...args);
    expect({ status, answers }).toEqual({ status: 64, answers: [] });
    expect(stderr).toMatch(/--aim on\|off\|auto/);
  });

  test('has words for every fault and warning that the core can give', () => {
    const source = readFileSync(path('src/core/scan.ts'), 'utf8');
    const literals = (type) =>
      [
        ...source
          .split(`export type ${type} =`)[1]
          .split(';')[0]
          .matchAll(/^ {2}\| '([\w-]+)'/gm),
      ].map(([, name]) => name);
    expect(Object.keys(FAULT_WORDS).sort()).toEqual(literals('DecodeFault').sort());
    expect(Object.keys(WARNING_WORDS).sort()).toEqual(literals('ScanWarning').sort());
    expect(literals('DecodeFault').length).toBeGreaterThan(10);
  });
});
