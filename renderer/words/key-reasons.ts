import { REFUSALS, type RefusalCode } from '../../src/core/verdict.ts';

/** The refusals that a key can foresee; any other is "not now" on a key, where there is room for two words. */
export type KeyReason = Extract<
  RefusalCode,
  | 'not-now'
  | 'nothing-to-undo'
  | 'nothing-to-do'
  | 'nothing-to-remove'
  | 'nothing-to-ship'
  | 'nothing-to-load'
  | 'last-line'
  | 'not-by-hand'
  | 'no-kit'
  | 'no-other-printer'
  | 'nothing-parked'
  | 'nothing-to-reprint'
  | 'box-empty'
  | 'no-bigger-box'
  | 'box-not-allowed'
  | 'no-scale'
  | 'no-camera'
  | 'scale-unsteady'
  | 'weight-low'
  | 'weight-high'
  | 'no-right'
  | 'not-a-supervisor'
  | 'order-problem'
  | 'order-held'
  | 'no-order-open'
  | 'answer-first'
  | 'finish-first'
  | 'tote-first'
  | 'place-first'
  | 'signed-out'
  | 'locked'
  | 'stopped'
>;

/** A word for every code, from the short table. */
export function reasonsOf(short: Readonly<Record<KeyReason, string>>): Readonly<Record<RefusalCode, string>> {
  const words: Readonly<Record<string, string>> = short;
  const all = Object.keys(REFUSALS).map((code) => [code, words[code] ?? short['not-now']]);
  return Object.fromEntries(all) as Record<RefusalCode, string>;
}
