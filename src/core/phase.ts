/** Where the bench stands. One table says what may be done in each; it feeds `decide` and the keys on the screen. */
export type Phase =
  | 'signed-out'
  | 'ready'
  | 'asking' // the hub was asked for an order
  | 'packing'
  | 'labelling' // everything is in the box; the label is being made or printed
  | 'proving' // the label is out, or may be; only its scan goes on
  | 'done'
  | 'stopped'; // a refusal that must be seen first; the phase beneath is kept

/** What a person can ask for. Each is a key on the screen and a command barcode at once. */
export type Action =
  | 'next'
  | 'undo'
  | 'skip'
  | 'hold'
  | 'put-back'
  | 'acknowledge'
  | 'retry'
  | 'no-label'
  | 'reprint'
  | 'slip-again'
  | 'help'
  | 'sign-out';

export const SATISFIES = {
  'signed-out': ['help'],
  ready: ['next', 'help', 'sign-out'],
  asking: ['help'],
  packing: ['undo', 'skip', 'hold', 'put-back', 'help'],
  labelling: ['retry', 'no-label', 'slip-again', 'hold', 'help'],
  proving: ['reprint', 'slip-again', 'hold', 'help'],
  done: ['next', 'slip-again', 'help', 'sign-out'],
  stopped: ['acknowledge', 'help'],
} as const satisfies Record<Phase, readonly Action[]>;

export function satisfies(phase: Phase, action: Action): boolean {
  return (SATISFIES[phase] as readonly Action[]).includes(action);
}
