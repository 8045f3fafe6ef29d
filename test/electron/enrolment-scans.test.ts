import { expect, it } from 'vitest';
import { divertEnrolment, enrolmentIn } from '../../electron/enrolment-scans.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';

const CODE = 'packhouse:enrol?hub=https%3A%2F%2Fhub%3A8321&code=ABCDEFGHJK&pin=00';

it('finds the code behind what a scanner puts before it', () => {
  expect(enrolmentIn(CODE)).toBe(CODE);
  expect(enrolmentIn(`]Q1${CODE}`)).toBe(CODE);
  expect(enrolmentIn('4006381333931')).toBeNull();
  expect(enrolmentIn(`a long note that mentions ${CODE}`)).toBeNull();
});

it('keeps an enrolment code from the bench, and nothing else', () => {
  const scanner = createVirtualScanner({ source: 'one', clock: systemClock });
  const enrolments: string[] = [];
  const bench: string[] = [];
  const [diverted] = divertEnrolment([scanner], (text) => enrolments.push(text));
  diverted?.onFrame(({ text }) => bench.push(text));
  diverted?.start();
  scanner.scan('4006381333931');
  scanner.scan(CODE);
  expect(bench).toEqual(['4006381333931']);
  expect(enrolments).toEqual([CODE]);
});
