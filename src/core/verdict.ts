/** Every answer the bench can give, with how much it stops and how it sounds. Words stand in the renderer's catalogue. */

export type RefusalCode =
  | 'invalid-code' // check digit, check character, AI or date wrong
  | 'unreadable-code' // three of those in a row
  | 'scan-glued' // two codes read as one
  | 'unknown-code'
  | 'unknown-quiet' // the same, where the site does not want it to stop the bench
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
  | 'already-done' // the same command twice in a moment
  | 'same-item' // a stand read the item that still lies there
  // items
  | 'kit-in-parts' // the kit's own code, where its parts are to be scanned
  | 'case-unknown' // a case of a known item whose content nobody told
  | 'content-off' // a code that says what is inside, where the site counts units only
  | 'scan-required' // typed, where only a scan will do
  | 'finish-first' // another item while one in hand still lacks something
  | 'not-that' // this is not the lot, date, serial or weight that is asked for
  | 'item-blocked'
  | 'hazard-right'
  | 'gs-missing' // lot and serial ran together: the scanner leaves out the separator
  | 'wrong-lot'
  | 'expired'
  | 'shelf-life'
  | 'expiry-mismatch'
  | 'serial-counted' // this very unit is in the box already
  | 'serial-shipped'
  | 'wrong-serial'
  | 'serial-case' // a case has no serial of its own
  | 'weight-range'
  | 'quantity-off'
  | 'nothing-to-remove'
  // places, totes and boxes
  | 'wrong-place'
  | 'wrong-tote'
  | 'tote-taken'
  | 'tote-first' // the tote is to be scanned before anything else
  | 'place-first'
  | 'wrong-box'
  | 'box-unknown'
  | 'box-not-allowed'
  | 'box-empty'
  | 'no-bigger-box'
  | 'last-line'
  | 'not-by-hand' // this item has a barcode
  | 'no-kit'
  | 'wrong-station'
  // weight
  | 'weight-low'
  | 'weight-high'
  | 'scale-unsteady'
  | 'no-scale'
  | 'no-camera'
  // orders and people
  | 'order-stale' // the hub's word is old, and the network is away
  | 'order-problem' // address, customs or hazard papers are missing
  | 'nothing-to-ship'
  | 'answer-first' // a question waits
  | 'sure-late' // CONFIRM came after ten seconds
  | 'no-right'
  | 'not-a-supervisor'
  | 'locked'
  | 'parcel-unknown'
  | 'parcel-loaded-already'
  | 'nothing-to-load'
  | 'not-saved'; // the journal could not be written: nothing happened, and nothing is kept

/** `band`: nothing stops. `soft`: this scan stops. `hard`: the order stops until it is seen. */
export type Stop = 'band' | 'soft' | 'hard';
export type Tone = 'idle' | 'ok' | 'warn' | 'error';
export type Sound =
  | 'none'
  | 'tick'
  | 'double-tick'
  | 'accept'
  | 'line-done'
  | 'order-done'
  | 'accept-swap'
  | 'await'
  | 'reject'
  | 'stop';

interface RefusalRule {
  readonly stop: Stop;
  readonly tone: Tone;
  readonly sound: Sound;
}

export const REFUSALS = {
  'invalid-code': { stop: 'band', tone: 'warn', sound: 'reject' },
  'scan-glued': { stop: 'band', tone: 'warn', sound: 'reject' },
  'unknown-code': { stop: 'hard', tone: 'error', sound: 'stop' },
  'unknown-quiet': { stop: 'band', tone: 'warn', sound: 'reject' },
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
  'unreadable-code': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'already-done': { stop: 'band', tone: 'idle', sound: 'tick' },
  'same-item': { stop: 'band', tone: 'idle', sound: 'double-tick' },
  'kit-in-parts': { stop: 'band', tone: 'warn', sound: 'reject' },
  'case-unknown': { stop: 'hard', tone: 'error', sound: 'stop' },
  'content-off': { stop: 'band', tone: 'warn', sound: 'reject' },
  'scan-required': { stop: 'band', tone: 'warn', sound: 'reject' },
  'finish-first': { stop: 'band', tone: 'warn', sound: 'reject' },
  'not-that': { stop: 'band', tone: 'warn', sound: 'reject' },
  'item-blocked': { stop: 'hard', tone: 'error', sound: 'stop' },
  'hazard-right': { stop: 'hard', tone: 'error', sound: 'stop' },
  'gs-missing': { stop: 'hard', tone: 'error', sound: 'stop' },
  'wrong-lot': { stop: 'soft', tone: 'warn', sound: 'stop' },
  expired: { stop: 'hard', tone: 'error', sound: 'stop' },
  'shelf-life': { stop: 'hard', tone: 'error', sound: 'stop' },
  'expiry-mismatch': { stop: 'hard', tone: 'error', sound: 'stop' },
  'serial-counted': { stop: 'band', tone: 'warn', sound: 'reject' },
  'serial-shipped': { stop: 'hard', tone: 'error', sound: 'stop' },
  'wrong-serial': { stop: 'hard', tone: 'error', sound: 'stop' },
  'serial-case': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'weight-range': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'quantity-off': { stop: 'band', tone: 'warn', sound: 'reject' },
  'nothing-to-remove': { stop: 'band', tone: 'idle', sound: 'reject' },
  'wrong-place': { stop: 'band', tone: 'warn', sound: 'reject' },
  'wrong-tote': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'tote-taken': { stop: 'band', tone: 'warn', sound: 'reject' },
  'tote-first': { stop: 'band', tone: 'warn', sound: 'reject' },
  'place-first': { stop: 'band', tone: 'warn', sound: 'reject' },
  'wrong-box': { stop: 'band', tone: 'warn', sound: 'reject' },
  'box-unknown': { stop: 'band', tone: 'warn', sound: 'reject' },
  'box-not-allowed': { stop: 'band', tone: 'warn', sound: 'reject' },
  'box-empty': { stop: 'band', tone: 'idle', sound: 'reject' },
  'no-bigger-box': { stop: 'band', tone: 'warn', sound: 'reject' },
  'last-line': { stop: 'band', tone: 'idle', sound: 'reject' },
  'not-by-hand': { stop: 'band', tone: 'warn', sound: 'reject' },
  'no-kit': { stop: 'band', tone: 'idle', sound: 'reject' },
  'wrong-station': { stop: 'band', tone: 'warn', sound: 'reject' },
  'weight-low': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'weight-high': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'scale-unsteady': { stop: 'band', tone: 'idle', sound: 'reject' },
  'no-scale': { stop: 'band', tone: 'warn', sound: 'reject' },
  'no-camera': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-stale': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'order-problem': { stop: 'band', tone: 'warn', sound: 'reject' },
  'nothing-to-ship': { stop: 'band', tone: 'warn', sound: 'reject' },
  'answer-first': { stop: 'band', tone: 'idle', sound: 'reject' },
  'sure-late': { stop: 'band', tone: 'idle', sound: 'reject' },
  'no-right': { stop: 'band', tone: 'warn', sound: 'reject' },
  'not-a-supervisor': { stop: 'band', tone: 'warn', sound: 'reject' },
  locked: { stop: 'band', tone: 'warn', sound: 'reject' },
  'parcel-unknown': { stop: 'band', tone: 'warn', sound: 'reject' },
  'parcel-loaded-already': { stop: 'band', tone: 'idle', sound: 'reject' },
  'nothing-to-load': { stop: 'band', tone: 'idle', sound: 'reject' },
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

/** Stops that only a supervisor's badge takes away. */
export const SUPERVISOR_CLEARS: readonly RefusalCode[] = ['item-blocked'];

export function isRefusal(code: NoteCode | RefusalCode): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
