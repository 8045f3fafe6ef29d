/**
 * What somebody else's label may make a ZPL printer do. A command that is not here is refused, so a command that Zebra invents
 * tomorrow is refused too. Source of the meanings: Zebra, ZPL II Programming Guide, volume 1 (P1012728).
 */
export interface AllowedCommand {
  /** What its parameters must look like (trimmed, upper case); absent: anything. */
  readonly only?: RegExp;
  /** Why other parameters are refused. */
  readonly because?: string;
}

/** `^A0` to `^AZ`, and `^A@` with a font by its name. */
export function isFontCommand(name: string): boolean {
  return /^\^A[A-Z0-9@]$/.test(name);
}

/** These make a format a label: without any of them it only sets something, and no paper comes out. */
export function isDrawingCommand(name: string): boolean {
  return DRAWING.has(name);
}

const DRAWING: ReadonlySet<string> = new Set('^FD ^FV ^SN ^GB ^GC ^GD ^GE ^GF ^GS ^XG ^IM ^IL'.split(' '));

/** Change nothing but the picture: fields, bar codes, boxes, text. */
const DRAW =
  '^B0 ^B1 ^B2 ^B3 ^B4 ^B5 ^B7 ^B8 ^B9 ^BA ^BB ^BC ^BD ^BE ^BF ^BI ^BJ ^BK ^BL ^BM ^BO ^BP ^BQ ^BR ^BS ^BT ^BU ^BX ^BY ^BZ ' +
  '^CF ^CV ^FB ^FC ^FD ^FH ^FM ^FN ^FO ^FP ^FR ^FS ^FT ^FV ^FW ^FX ^GB ^GC ^GD ^GE ^GF ^GS ^SN ^SF ^TB ^LL ^PA ^SE ^XB';

/** Recall a picture that is already in the printer; reading changes nothing. */
const RECALL = '^XG ^IM ^IL';

const anything: AllowedCommand = {};

/**
 * These stay in the printer after the label. Each is here because a real label brings it and because the next label can be
 * printed rightly all the same: our own labels set orientation, origin, units, resolution and character set themselves.
 */
const SETTINGS: readonly (readonly [string, RegExp, string])[] = [
  ['^CI', /^\d{0,2}$/, 'it would print other characters than were sent'],
  ['^CW', /^[A-Z1-9],/, 'it would replace the standard font'],
  ['^PQ', /^(0*1)?(,0*(,[01]?(,[YN]?(,[YN]?)?)?)?)?$/, 'more than one copy of a label, or a pause'],
  ['^PW', /^\d{1,5}$/, 'not a width'],
  ['^PO', /^[NI]?$/, 'not an orientation'],
  ['^PM', /^[NY]?$/, 'not a mirroring'],
  ['^PR', /^[0-9A-E]{0,2}(,[0-9A-E]{0,2}){0,2}$/, 'not a speed'],
  ['^LH', /^\d{0,5}(,\d{0,5})?$/, 'not a label home'],
  ['^LR', /^[NY]?$/, 'not a reversal'],
  ['^LS', /^[+-]?\d{0,4}$/, 'not a shift'],
  ['^LT', /^[+-]?\d{0,3}$/, 'not a shift'],
  // Darkness: relative and absolute. FedEx and GLS send it.
  ['^MD', /^[+-]?\d{0,2}(\.\d)?$/, 'not a darkness'],
  ['~SD', /^\d{1,2}(\.\d)?$/, 'not a darkness'],
  ['~TA', /^[+-]?\d{1,3}$/, 'not a tear-off position'],
  ['~JS', /^[ABNO]$|^\d{1,2}0$/, 'not a back-feed sequence'],
  // UPS and USPS. With N the picture would lie under the next label.
  ['^MC', /^Y?$/, 'it would leave this picture on the next label'],
  // UPS: no feeding at power-on. The other choices calibrate.
  ['^MF', /^N,N$/, 'it would feed or calibrate at power-on'],
  // GLS. Every other mode waits for a cutter, a peeler or a rewinder that may not be there.
  ['^MM', /^T?(,N?)?$/, 'it would make the printer wait for a cutter or a peeler'],
  ['^MN', /^[NYWMA](,-?\d{1,3})?$/, 'not a kind of media'],
  ['^MT', /^[TD]$/, 'not a kind of media'],
  // DHL. Other units would scale every label that follows.
  ['^MU', /^D$/, 'it would scale the labels that follow'],
  // GLS. B halves the resolution of every label that follows.
  ['^JM', /^A?$/, 'it would halve the resolution of the labels that follow'],
  // GLS, and every label of ZebraDesigner: keeps what is set over a power cycle, and nothing but this table can have set it.
  ['^JU', /^S$/, 'it would reset the printer'],
  ['^SZ', /^2$/, 'it would change the language'],
  // UPS ends with ^DN; ~DN is the command: stop receiving a picture.
  ['^DN', /^$/, 'not a command with parameters'],
  ['~DN', /^$/, 'not a command with parameters'],
];

/** Pictures and fonts into the printer's memory that a power cycle empties; R: is also where they go when nothing is said. */
const DOWNLOADS: readonly (readonly [string, RegExp, string])[] = [
  [
    '~DG',
    /^(R:)?[A-Z0-9_]{1,16}(\.GRF)?,\d{1,7},\d{1,4},/,
    'a picture may only go to the memory that is emptied at power-off (R:)',
  ],
  [
    '~DY',
    /^(R:)?[A-Z0-9_]{1,16}(\.[A-Z]{3})?,[ABP],[GPBXTE],\d{1,7},\d{0,4},/,
    'a file may only go to the memory that is emptied at power-off (R:)',
  ],
];

export const DOWNLOAD_COMMANDS: ReadonlySet<string> = new Set(DOWNLOADS.map(([name]) => name));

export const ALLOWED: ReadonlyMap<string, AllowedCommand> = new Map<string, AllowedCommand>([
  ...[...DRAW.split(' '), ...RECALL.split(' ')].map((name) => [name, anything] as const),
  ...[...SETTINGS, ...DOWNLOADS].map(([name, only, because]) => [name, { only, because }] as const),
]);

/** For the commands that people try: what would happen. Everything else is merely not known to draw. */
export const HARMFUL: readonly (readonly [RegExp, string])[] = [
  [/^[\^~]C[CDT]$/, 'it changes how commands are written'],
  [/^[\^~]J[ABCDEFGHILNOPQRTWXZ]$/, 'it resets, calibrates or empties the printer'],
  [/^[\^~]H.$/, 'it asks the printer, and the answer would be taken for ours'],
  [/^[\^~]N.$/, 'it changes the network'],
  [/^[\^~]K.$/, 'it changes the configuration'],
  [/^[\^~]W.$/, 'it changes or prints the configuration'],
  [/^[\^~]R.$/, 'it writes radio tags'],
  [/^[\^~]S[CILOPQRSTX]$/, 'it changes the configuration'],
  [/^\^(DF|XF|IS|ID|TO|CM|EF|EG)$|^~EG$/, "it uses, fills or empties the printer's memory"],
  [/^~D.$/, "it loads something into the printer's memory"],
  [/^[\^~]P[FHPSR]$/, 'it feeds, pauses or repeats'],
  [/^\^M[APLWI]$/, 'it changes the configuration'],
];
