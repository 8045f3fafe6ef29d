import type { Facts } from './command.ts';
import { commandCodeOf } from './command-code.ts';
import type { Instruction } from './instruction.ts';
import type { Action } from './phase.ts';
import type { Scan } from './scan.ts';
import type { State } from './state.ts';

/** A composite scanner on two interfaces delivers one read twice; one device never does. */
const SECOND_SOURCE_MS = 150;
const COMMAND_TWICE_MS = 800;
const ONCE_ONLY: readonly Action[] = ['confirm', 'new-box', 'reprint', 'next'];

/** Rule D5 of the scanning design, section 10: the very same delivery again. */
export function isTwin(state: State, scan: Scan): boolean {
  return state.lastScan?.id === scan.id;
}

/** Rule D4: identical bytes from two devices in a moment are one read. One device may repeat as it likes (D1). */
export function isDouble(state: State, scan: Scan): boolean {
  const { lastScan } = state;
  return (
    lastScan !== null &&
    deviceOf(lastScan.source) !== deviceOf(scan.source) &&
    lastScan.text === scan.payload.text &&
    scan.atMs - lastScan.atMs < SECOND_SOURCE_MS
  );
}

/** What is typed by hand and what a scanner types come over the same keyboard. */
function deviceOf(source: string): string {
  return source === 'manual' ? 'wedge' : source;
}

/** Rule D7. UNDO is never ignored. */
export function isRepeatedCommand(state: State, scan: Scan, instruction: Instruction): boolean {
  if (instruction.kind !== 'do' || !ONCE_ONLY.includes(instruction.action)) return false;
  const { lastScan } = state;
  const same = lastScan?.text === scan.payload.text || lastScan?.text === commandCodeOf(instruction.action);
  return same && lastScan !== null && scan.atMs - lastScan.atMs < COMMAND_TWICE_MS;
}

/** Rule D8, for stands and off by default: the item was not lifted. */
export function isStillThere(state: State, scan: Scan, facts: Facts): boolean {
  const { lastScan } = state;
  const guardMs = facts.site.policy.presentationGuardMs;
  if (guardMs <= 0 || lastScan === null || scan.payload.t === 'command') return false;
  return lastScan.source === scan.source && lastScan.text === scan.payload.text && scan.atMs - lastScan.atMs < guardMs;
}
