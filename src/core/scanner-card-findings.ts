/** What a reading of the test card can say about a scanner's setup. */
export type CardFindingCode =
  | 'no-aim' // sends no AIM identifier with any code
  | 'aim-partly' // sends it with some
  | 'aim-wrong' // says another symbology, for example GS1-128 as plain Code 128
  | 'gs-dropped'
  | 'gs-substituted'
  | 'suffix-missing'
  | 'suffix-extra'
  | 'prefix'
  | 'check-digit-stripped'
  | 'upca-as-12'
  | 'upce-not-expanded'
  | 'case-changed'
  | 'layout-wrong'
  | 'parity-wrong' // the top bit of the bytes is a parity bit
  | 'characters-lost'
  | 'characters-changed'
  | 'cut-short'
  | 'glued'
  | 'slow'
  | 'garbled' // nothing but line noise: the speed is set wrong
  | 'not-on-card'
  | 'unread-symbology';

/** What to do about it. */
export type CardFixCode =
  | 'send-aim'
  | 'scan-from-defaults' // factory default, then the setup sheet again
  | 'send-gs'
  | 'name-gs-substitute' // or set the scanner to send the real one
  | 'send-suffix'
  | 'remove-suffix'
  | 'remove-prefix'
  | 'send-check-digit'
  | 'upca-as-ean13'
  | 'expand-upce'
  | 'keep-case'
  | 'us-keyboard'
  | 'match-line-settings'
  | 'raise-line-speed'
  | 'slow-keys-down'
  | 'hurry-keys'
  | 'scan-again'
  | 'enable-symbology'
  | 'nothing';

/** `note`: fine as it is. `usable`: work can go on. `bad`: codes will be misread. */
export type CardGrade = 'note' | 'usable' | 'bad';

export const CARD_FINDINGS = {
  'no-aim': { grade: 'usable', fix: 'send-aim' },
  'aim-partly': { grade: 'usable', fix: 'send-aim' },
  'aim-wrong': { grade: 'bad', fix: 'scan-from-defaults' },
  'gs-dropped': { grade: 'bad', fix: 'send-gs' },
  'gs-substituted': { grade: 'usable', fix: 'name-gs-substitute' },
  'suffix-missing': { grade: 'usable', fix: 'send-suffix' },
  'suffix-extra': { grade: 'bad', fix: 'remove-suffix' },
  prefix: { grade: 'usable', fix: 'remove-prefix' },
  'check-digit-stripped': { grade: 'bad', fix: 'send-check-digit' },
  'upca-as-12': { grade: 'usable', fix: 'upca-as-ean13' },
  // The identifier says what it is, and both forms are understood (scanning design, 17 step 6).
  'upce-not-expanded': { grade: 'note', fix: 'expand-upce' },
  'case-changed': { grade: 'bad', fix: 'keep-case' },
  'layout-wrong': { grade: 'bad', fix: 'us-keyboard' },
  'parity-wrong': { grade: 'bad', fix: 'match-line-settings' },
  'characters-lost': { grade: 'bad', fix: 'slow-keys-down' },
  'characters-changed': { grade: 'bad', fix: 'scan-from-defaults' },
  'cut-short': { grade: 'bad', fix: 'scan-again' },
  glued: { grade: 'bad', fix: 'send-suffix' },
  slow: { grade: 'usable', fix: 'raise-line-speed' },
  garbled: { grade: 'bad', fix: 'match-line-settings' },
  'not-on-card': { grade: 'note', fix: 'nothing' },
  'unread-symbology': { grade: 'usable', fix: 'enable-symbology' },
} as const satisfies Record<CardFindingCode, { readonly grade: CardGrade; readonly fix: CardFixCode }>;

/** One thing seen in one reading. */
export interface CardClue {
  readonly code: CardFindingCode;
  /** The detail as it came: the prefix, the substitute, the layout; null when there is none to tell. */
  readonly what: string | null;
}

export function clueOf(code: CardFindingCode, what: string | null = null): CardClue {
  return { code, what };
}
