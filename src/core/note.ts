import { REFUSALS, type RefusalCode, type Sound, type Tone } from './verdict.ts';

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
  | 'label-awaited' // the carrier's label is not here yet
  | 'parked'
  | 'resumed'
  | 'copy-printing' // of a parcel that has left this bench
  | 'copy-right'
  | 'job-dropped'
  | 'shipped'
  | 'saved'
  | 'sending'
  | 'accepted-swap' // a substitute
  | 'scan-lot'
  | 'scan-expiry'
  | 'scan-serial'
  | 'scan-weight'
  | 'scan-place'
  | 'capture-dropped'
  | 'removing'
  | 'moving'
  | 'moved'
  | 'removed'
  | 'quantity'
  | 'mode-left'
  | 'chosen'
  | 'short-noted'
  | 'damage-noted'
  | 'bin-noted'
  | 'kit-broken'
  | 'learned'
  | 'choose-box'
  | 'box-chosen'
  | 'box-next' // the next box of this order
  | 'weigh-box'
  | 'weight-ok'
  | 'weight-noted' // it could prove nothing
  | 'add-papers'
  | 'paper-added'
  | 'order-changed-now'
  | 'order-dropped'
  | 'round-begun'
  | 'scan-tote'
  | 'tote-ready'
  | 'scan-shelf'
  | 'shelf-right'
  | 'picked'
  | 'into-tote'
  | 'round-done'
  | 'loading'
  | 'loaded'
  | 'hand-over-done'
  | 'conflict-settled'
  | 'conflict-asked' // a lead decides
  | 'conflict-gone' // somebody else decided while it was asked here
  | 'drill-running'
  | 'drill-over'
  | 'question'
  | 'approved'
  | 'paused'
  | 'back'
  | 'taken-over'
  | 'station-right'
  | 'card'
  | 'training'
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
  'label-awaited': { tone: 'idle', sound: 'await' },
  parked: { tone: 'idle', sound: 'tick' },
  resumed: { tone: 'idle', sound: 'accept' },
  'copy-printing': { tone: 'idle', sound: 'tick' },
  'copy-right': { tone: 'ok', sound: 'accept' },
  'job-dropped': { tone: 'idle', sound: 'tick' },
  shipped: { tone: 'ok', sound: 'order-done' },
  saved: { tone: 'idle', sound: 'order-done' },
  sending: { tone: 'idle', sound: 'order-done' },
  'accepted-swap': { tone: 'ok', sound: 'accept-swap' },
  'scan-lot': { tone: 'idle', sound: 'await' },
  'scan-expiry': { tone: 'idle', sound: 'await' },
  'scan-serial': { tone: 'idle', sound: 'await' },
  'scan-weight': { tone: 'idle', sound: 'await' },
  'scan-place': { tone: 'idle', sound: 'await' },
  'capture-dropped': { tone: 'idle', sound: 'tick' },
  removing: { tone: 'idle', sound: 'await' },
  moving: { tone: 'idle', sound: 'await' },
  moved: { tone: 'idle', sound: 'tick' },
  removed: { tone: 'idle', sound: 'tick' },
  quantity: { tone: 'warn', sound: 'await' },
  'mode-left': { tone: 'idle', sound: 'tick' },
  chosen: { tone: 'idle', sound: 'tick' },
  'short-noted': { tone: 'idle', sound: 'tick' },
  'damage-noted': { tone: 'idle', sound: 'tick' },
  'bin-noted': { tone: 'idle', sound: 'tick' },
  'kit-broken': { tone: 'idle', sound: 'tick' },
  learned: { tone: 'ok', sound: 'accept' },
  'choose-box': { tone: 'idle', sound: 'await' },
  'box-chosen': { tone: 'ok', sound: 'accept' },
  'box-next': { tone: 'idle', sound: 'tick' },
  'weigh-box': { tone: 'idle', sound: 'await' },
  'weight-ok': { tone: 'ok', sound: 'accept' },
  'weight-noted': { tone: 'idle', sound: 'tick' },
  'add-papers': { tone: 'idle', sound: 'await' },
  'paper-added': { tone: 'ok', sound: 'accept' },
  'order-changed-now': { tone: 'warn', sound: 'await' },
  'order-dropped': { tone: 'idle', sound: 'tick' },
  'round-begun': { tone: 'ok', sound: 'accept' },
  'scan-tote': { tone: 'idle', sound: 'await' },
  'tote-ready': { tone: 'ok', sound: 'accept' },
  'scan-shelf': { tone: 'idle', sound: 'tick' },
  'shelf-right': { tone: 'ok', sound: 'accept' },
  picked: { tone: 'ok', sound: 'accept' },
  'into-tote': { tone: 'idle', sound: 'await' },
  'round-done': { tone: 'ok', sound: 'order-done' },
  loading: { tone: 'idle', sound: 'accept' },
  loaded: { tone: 'ok', sound: 'accept' },
  'hand-over-done': { tone: 'ok', sound: 'order-done' },
  'conflict-settled': { tone: 'ok', sound: 'accept' },
  'conflict-asked': { tone: 'idle', sound: 'tick' },
  'conflict-gone': { tone: 'idle', sound: 'tick' },
  'drill-running': { tone: 'warn', sound: 'tick' },
  'drill-over': { tone: 'idle', sound: 'tick' },
  question: { tone: 'idle', sound: 'await' },
  approved: { tone: 'ok', sound: 'accept' },
  paused: { tone: 'idle', sound: 'tick' },
  back: { tone: 'idle', sound: 'accept' },
  'taken-over': { tone: 'idle', sound: 'accept' },
  'station-right': { tone: 'ok', sound: 'accept' },
  card: { tone: 'idle', sound: 'tick' },
  training: { tone: 'idle', sound: 'tick' },
  welcome: { tone: 'idle', sound: 'accept' },
  'signed-out-now': { tone: 'idle', sound: 'tick' },
} as const satisfies Record<NoteCode, NoteRule>;

export function isRefusal(code: NoteCode | RefusalCode): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
