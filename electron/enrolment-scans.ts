import type { Frame } from '../src/core/scan.ts';
import type { Scanner } from '../src/runtime/scanner-port.ts';

/** What an enrolment code begins with, whatever a scanner puts before it. */
const ENROLMENT = /^.{0,8}?(packhouse:enrol\?\S+)/s;

/** The text of an enrolment code, or null: then it is the bench's. */
export function enrolmentIn(text: string): string | null {
  return ENROLMENT.exec(text)?.[1] ?? null;
}

/** The same scanners, but an enrolment code goes to whoever sets the station up and never to the bench: it holds a secret. */
export function divertEnrolment(scanners: readonly Scanner[], onEnrolment: (text: string) => void): readonly Scanner[] {
  for (const scanner of scanners) {
    scanner.onFrame(({ text }) => {
      const enrolment = enrolmentIn(text);
      if (enrolment !== null) onEnrolment(enrolment);
    });
  }
  return scanners.map((scanner) => ({
    ...scanner,
    onFrame: (listener: (frame: Frame) => void) =>
      scanner.onFrame((frame) => void (enrolmentIn(frame.text) === null && listener(frame))),
  }));
}
