/** Where the bench stands. One table says what may be done in each; it feeds `decide` and the keys on the screen. */
export type Phase =
  | 'signed-out'
  | 'locked' // paused: the work is kept, a badge brings it back
  | 'checking-scanner' // the test card
  | 'ready'
  | 'asking' // the hub was asked for an order
  | 'picking'
  | 'packing'
  | 'capturing' // one unit in hand: its lot, serial, expiry, weight or place is still to be scanned
  | 'boxing' // which box
  | 'weighing'
  | 'papering' // slips, gift notes, customs papers to put in
  | 'labelling' // everything is in the box; the label is being made or printed
  | 'proving' // the label is out, or may be; only its scan goes on
  | 'done'
  | 'loading' // hand-over to the carrier
  | 'asked' // a question waits for one of its answers
  | 'stopped'; // a refusal that must be seen first; the phase beneath is kept

/** What a person can ask for. Each is a key on the screen and a command barcode at once. */
export type Action =
  | 'next'
  | 'previous'
  | 'undo'
  | 'undo-line'
  | 'remove'
  | 'skip'
  | 'short'
  | 'damaged'
  | 'partial'
  | 'hold'
  | 'put-back'
  | 'by-hand'
  | 'new-box'
  | 'bigger-box'
  | 'move'
  | 'break-kit'
  | 'wrong-bin'
  | 'learn'
  | 'pick'
  | 'new-tote'
  | 'weigh'
  | 'confirm'
  | 'cancel'
  | 'acknowledge'
  | 'finish'
  | 'retry'
  | 'no-label'
  | 'reprint'
  | 'other-printer'
  | 'clear-printer'
  | 'park'
  | 'parked'
  | 'printers'
  | 'slip-again'
  | 'hand-over'
  | 'conflicts'
  | 'drill'
  | 'train'
  | 'check-scanner'
  | 'status'
  | 'repeat'
  | 'lock'
  | 'help'
  | 'sign-out';

/** An answer to a question; each has a command barcode of its own. */
export type Choice =
  // why a line is short
  | 'none-on-shelf'
  | 'misplaced'
  | 'too-few'
  // what is wrong with a unit
  | 'crushed'
  | 'leaking'
  | 'dirty'
  | 'seal-broken'
  // why an order is held
  | 'address'
  | 'goods'
  | 'papers'
  | 'customer'
  | 'other'
  // what happens then
  | 'elsewhere'
  | 'ship-rest'
  | 'wait'
  | 'replace'
  // why a supervisor lets it pass
  | 'checked'
  | 'customer-agrees'
  | 'scale-wrong'
  | 'no-choice'
  // which box
  | 'box-1'
  | 'box-2'
  | 'box-3'
  | 'box-4'
  | 'box-5'
  | 'box-6'
  // why a label is printed once more
  | 'torn'
  | 'smeared'
  | 'lost'
  | 'elsewhere-stuck'
  // which printer
  | 'printer-1'
  | 'printer-2'
  | 'printer-3'
  | 'printer-4'
  | 'printer-5'
  | 'printer-6'
  // parcels that contradict each other
  | 'keep-first'
  | 'keep-second'
  | 'taken-back'
  | 'has-left'
  | 'still-right'
  | 'ask-lead'
  // how long the network is cut
  | 'minutes-5'
  | 'minutes-15'
  | 'minutes-30'
  // plain questions
  | 'yes'
  | 'no'
  | 'take-over';

/** In the order of the rail: the first seven are keys, the rest stand on the help sheet. */
export const SATISFIES = {
  'signed-out': ['check-scanner', 'status', 'help'],
  locked: ['status', 'help'],
  'checking-scanner': ['finish', 'cancel'],
  ready: [
    'next',
    'pick',
    'hand-over',
    'parked',
    'conflicts',
    'status',
    'lock',
    'help',
    'printers',
    'reprint',
    'sign-out',
    'check-scanner',
    'train',
    'drill',
    'repeat',
  ],
  asking: ['cancel', 'help'],
  picking: [
    'undo',
    'short',
    'skip',
    'wrong-bin',
    'new-tote',
    'put-back',
    'help',
    'finish',
    'by-hand',
    'previous',
    'lock',
    'repeat',
  ],
  packing: [
    'undo',
    'short',
    'damaged',
    'skip',
    'new-box',
    'hold',
    'help',
    'remove',
    'undo-line',
    'by-hand',
    'partial',
    'move',
    'break-kit',
    'previous',
    'put-back',
    'printers',
    'lock',
    'repeat',
  ],
  capturing: ['cancel', 'undo', 'short', 'hold', 'lock', 'help', 'repeat'],
  boxing: ['confirm', 'bigger-box', 'new-box', 'undo', 'hold', 'lock', 'help', 'printers', 'repeat'],
  weighing: ['weigh', 'skip', 'undo', 'hold', 'lock', 'help', 'printers', 'repeat'],
  papering: ['confirm', 'retry', 'hold', 'lock', 'help', 'printers', 'repeat'],
  labelling: [
    'retry',
    'no-label',
    'other-printer',
    'park',
    'slip-again',
    'hold',
    'help',
    'clear-printer',
    'put-back',
    'printers',
    'lock',
    'repeat',
  ],
  proving: ['reprint', 'no-label', 'slip-again', 'hold', 'lock', 'help', 'other-printer', 'printers', 'repeat'],
  done: [
    'next',
    'slip-again',
    'reprint',
    'pick',
    'hand-over',
    'parked',
    'conflicts',
    'help',
    'printers',
    'lock',
    'sign-out',
    'repeat',
  ],
  loading: ['finish', 'undo', 'lock', 'help', 'cancel', 'repeat'],
  asked: ['confirm', 'cancel', 'help', 'repeat'],
  stopped: ['acknowledge', 'confirm', 'undo', 'learn', 'wrong-bin', 'hold', 'help', 'repeat'],
} as const satisfies Record<Phase, readonly Action[]>;

export function satisfies(phase: Phase, action: Action): boolean {
  return (SATISFIES[phase] as readonly Action[]).includes(action);
}
