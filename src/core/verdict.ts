/** Every answer the bench can give, with how much it stops and how it sounds. Words stand in the renderer's catalogue. */

export type RefusalCode =
  | 'invalid-code' // check digit or check character wrong
  | 'scan-glued' // two codes read as one
  | 'unknown-code'
  | 'ambiguous-code'
  | 'wrong-item'
  | 'too-many'
  | 'case-too-big'
  | 'other-order' // an order number while another order is open
  | 'order-shipped'
  | 'order-held'
  | 'order-cancelled'
  | 'order-taken'
  | 'order-not-ready'
  | 'order-needs-hub' // not lent to this station, and the hub is away
  | 'no-order-open'
  | 'nothing-to-do' // NEXT with an empty queue
  | 'badge-unknown'
  | 'pin-wrong'
  | 'pin-blocked'
  | 'signed-out'
  | 'stopped' // a scan while a stop waits to be seen
  | 'wrong-label'
  | 'label-not-here' // a scan of something that is no label while the label is to be proved
  | 'item-after-complete'
  | 'nothing-to-undo'
  | 'not-now' // a command that this phase does not take
  | 'already-counted' // the same frame from a second source
  | 'not-saved'; // the journal could not be written: nothing happened, and nothing is kept

/** `band`: nothing stops. `soft`: this scan stops. `hard`: the order stops until it is seen. */
export type Stop = 'band' | 'soft' | 'hard';
export type Tone = 'idle' | 'ok' | 'warn' | 'error';
export type Sound = 'none' | 'tick' | 'accept' | 'line-done' | 'order-done' | 'await' | 'reject' | 'stop';

interface RefusalRule {
  readonly stop: Stop;
  readonly tone: Tone;
  readonly sound: Sound;
}

export const REFUSALS = {
  'invalid-code': { stop: 'band', tone: 'warn', sound: 'reject' },
  'scan-glued': { stop: 'band', tone: 'warn', sound: 'reject' },
  'unknown-code': { stop: 'hard', tone: 'error', sound: 'stop' },
  'ambiguous-code': { stop: 'band', tone: 'warn', sound: 'reject' },
  'wrong-item': { stop: 'hard', tone: 'error', sound: 'stop' },
  'too-many': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'case-too-big': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'other-order': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-shipped': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-held': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-cancelled': { stop: 'hard', tone: 'error', sound: 'stop' },
  'order-taken': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-not-ready': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-needs-hub': { stop: 'band', tone: 'warn', sound: 'reject' },
  'no-order-open': { stop: 'band', tone: 'warn', sound: 'reject' },
  'nothing-to-do': { stop: 'band', tone: 'idle', sound: 'reject' },
  'badge-unknown': { stop: 'band', tone: 'warn', sound: 'reject' },
  'pin-wrong': { stop: 'band', tone: 'warn', sound: 'reject' },
  'pin-blocked': { stop: 'band', tone: 'error', sound: 'reject' },
  'signed-out': { stop: 'band', tone: 'warn', sound: 'reject' },
  stopped: { stop: 'hard', tone: 'error', sound: 'stop' },
  'wrong-label': { stop: 'hard', tone: 'error', sound: 'stop' },
  'label-not-here': { stop: 'band', tone: 'warn', sound: 'reject' },
  'item-after-complete': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'nothing-to-undo': { stop: 'band', tone: 'idle', sound: 'reject' },
  'not-now': { stop: 'band', tone: 'idle', sound: 'reject' },
  'already-counted': { stop: 'band', tone: 'idle', sound: 'tick' },
  'not-saved': { stop: 'band', tone: 'error', sound: 'stop' },
} as const satisfies Record<RefusalCode, RefusalRule>;

/** Good news; the band shows one of these or a refusal. */
export type NoteCode =
  | 'ready'
  | 'asking-hub'
  | 'order-open'
  | 'accepted'
  | 'line-done'
  | 'order-complete'
  | 'undone'
  | 'skipped'
  | 'acknowledged'
  | 'held'
  | 'put-back'
  | 'making-label'
  | 'printing'
  | 'waiting-for-label-scan'
  | 'shipped'
  | 'saved'
  | 'sending'
  | 'welcome'
  | 'signed-out-now';

interface NoteRule {
  readonly tone: Tone;
  readonly sound: Sound;
}

export const NOTES = {
  ready: { tone: 'idle', sound: 'none' },
  'asking-hub': { tone: 'idle', sound: 'tick' },
  'order-open': { tone: 'ok', sound: 'accept' },
  accepted: { tone: 'ok', sound: 'accept' },
  'line-done': { tone: 'ok', sound: 'line-done' },
  'order-complete': { tone: 'ok', sound: 'order-done' },
  undone: { tone: 'idle', sound: 'tick' },
  skipped: { tone: 'idle', sound: 'tick' },
  acknowledged: { tone: 'idle', sound: 'tick' },
  held: { tone: 'idle', sound: 'tick' },
  'put-back': { tone: 'idle', sound: 'tick' },
  'making-label': { tone: 'idle', sound: 'none' },
  printing: { tone: 'idle', sound: 'none' },
  'waiting-for-label-scan': { tone: 'idle', sound: 'none' },
  shipped: { tone: 'ok', sound: 'order-done' },
  saved: { tone: 'idle', sound: 'order-done' },
  sending: { tone: 'idle', sound: 'order-done' },
  welcome: { tone: 'idle', sound: 'accept' },
  'signed-out-now': { tone: 'idle', sound: 'tick' },
} as const satisfies Record<NoteCode, NoteRule>;

export function isRefusal(code: NoteCode | RefusalCode): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
