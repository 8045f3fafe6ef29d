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
  | 'needs-hub-to-print' // packed under a soft lease: before paper is made the hub must lend it for good
  | 'order-lost' // the hub gave it to another station, or took it back
  | 'no-order-open'
  | 'nothing-to-do' // NEXT with an empty queue
  | 'badge-unknown'
  | 'pin-wrong'
  | 'pin-blocked'
  | 'signed-out'
  | 'stopped' // a scan while a stop waits to be seen
  | 'wrong-label'
  | 'label-voided' // the carrier cancelled this label
  | 'label-copy' // a second paper with a number that is on the vehicle already
  | 'no-other-printer'
  | 'nothing-parked'
  | 'nothing-to-reprint'
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
  'order-taken': { stop: 'soft', tone: 'warn', sound: 'stop' },
  'order-not-ready': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-needs-hub': { stop: 'band', tone: 'warn', sound: 'reject' },
  'needs-hub-to-print': { stop: 'band', tone: 'warn', sound: 'reject' },
  'order-lost': { stop: 'hard', tone: 'error', sound: 'stop' },
  'no-order-open': { stop: 'band', tone: 'warn', sound: 'reject' },
  'nothing-to-do': { stop: 'band', tone: 'idle', sound: 'reject' },
  'badge-unknown': { stop: 'band', tone: 'warn', sound: 'reject' },
  'pin-wrong': { stop: 'band', tone: 'warn', sound: 'reject' },
  'pin-blocked': { stop: 'band', tone: 'error', sound: 'reject' },
  'signed-out': { stop: 'band', tone: 'warn', sound: 'reject' },
  stopped: { stop: 'hard', tone: 'error', sound: 'stop' },
  'wrong-label': { stop: 'hard', tone: 'error', sound: 'stop' },
  'label-voided': { stop: 'hard', tone: 'error', sound: 'stop' },
  'label-copy': { stop: 'hard', tone: 'error', sound: 'stop' },
  'no-other-printer': { stop: 'band', tone: 'warn', sound: 'reject' },
  'nothing-parked': { stop: 'band', tone: 'idle', sound: 'reject' },
  'nothing-to-reprint': { stop: 'band', tone: 'idle', sound: 'reject' },
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

/** Stops that only a supervisor's badge takes away. */
export const SUPERVISOR_CLEARS: readonly RefusalCode[] = ['item-blocked'];
