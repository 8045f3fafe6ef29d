/** What a symbology can carry, which decides how its text is read. */
export type Route =
  | 'gs1' // FNC1 first: an element string or nothing
  | 'ean'
  | 'itf'
  | 'plain';

export interface Symbology {
  readonly name: string;
  readonly route: Route;
  /** Our command barcodes are printed in these alone. */
  readonly commands: boolean;
  /** Extended channel interpretation: the text may begin with `\` and six digits that name its character set. */
  readonly eci: boolean;
}

interface Row {
  readonly ids: string;
  readonly name: string;
  readonly route?: Route;
  readonly commands?: boolean;
  readonly eci?: boolean;
}

/** AIM symbology identifiers (ISO/IEC 15424) without `]`: the letter of the code, then its modifiers. */
const ROWS: readonly Row[] = [
  { ids: 'E0', name: 'EAN-13, UPC-A or UPC-E', route: 'ean' },
  { ids: 'E123', name: 'EAN or UPC with add-on', route: 'ean' },
  { ids: 'E4', name: 'EAN-8', route: 'ean' },
  { ids: 'C0', name: 'Code 128', commands: true },
  { ids: 'C1', name: 'GS1-128', route: 'gs1' },
  { ids: 'C24', name: 'Code 128, FNC1 second or joined' },
  { ids: 'e012', name: 'GS1 DataBar or composite', route: 'gs1' },
  { ids: 'e3', name: 'Composite, second part' },
  { ids: 'd0', name: 'Data Matrix, old' },
  { ids: 'd1', name: 'Data Matrix', commands: true },
  { ids: 'd2', name: 'GS1 DataMatrix', route: 'gs1' },
  { ids: 'd3', name: 'Data Matrix, FNC1 second' },
  { ids: 'd4', name: 'Data Matrix with ECI', eci: true },
  { ids: 'd5', name: 'GS1 DataMatrix with ECI', route: 'gs1', eci: true },
  { ids: 'd6', name: 'Data Matrix, FNC1 second, with ECI', eci: true },
  { ids: 'Q01', name: 'QR Code', commands: true },
  { ids: 'Q2', name: 'QR Code with ECI', commands: true, eci: true },
  { ids: 'Q3', name: 'GS1 QR Code', route: 'gs1' },
  { ids: 'Q4', name: 'GS1 QR Code with ECI', route: 'gs1', eci: true },
  { ids: 'Q5', name: 'QR Code, FNC1 second' },
  { ids: 'Q6', name: 'QR Code, FNC1 second, with ECI', eci: true },
  { ids: 'I013', name: 'Interleaved 2 of 5', route: 'itf' },
  { ids: 'A01234567', name: 'Code 39', commands: true },
  { ids: 'F0123456789', name: 'Codabar' },
  { ids: 'G0123456789', name: 'Code 93' },
  { ids: 'H0123456789', name: 'Code 11' },
  { ids: 'M0123456789', name: 'MSI' },
  { ids: 'R0123456789', name: '2 of 5, straight' },
  { ids: 'S0123456789', name: '2 of 5' },
  { ids: 'L012345', name: 'PDF417' },
  { ids: 'z0', name: 'Aztec' },
  { ids: 'z1', name: 'GS1 Aztec', route: 'gs1' },
  { ids: 'z2', name: 'Aztec, FNC1 second' },
  { ids: 'z3', name: 'Aztec with ECI', eci: true },
  { ids: 'z4', name: 'GS1 Aztec with ECI', route: 'gs1', eci: true },
  { ids: 'z5', name: 'Aztec, FNC1 second, with ECI', eci: true },
  { ids: 'z6789ABC', name: 'Aztec, one of several' },
  { ids: 'J0', name: 'DotCode' },
  { ids: 'J1', name: 'GS1 DotCode', route: 'gs1' },
  { ids: 'J2', name: 'DotCode, FNC1 second' },
  { ids: 'J3', name: 'DotCode with ECI', eci: true },
  { ids: 'J4', name: 'GS1 DotCode with ECI', route: 'gs1', eci: true },
  { ids: 'J5', name: 'DotCode, FNC1 second, with ECI', eci: true },
  { ids: 'U0123456789', name: 'MaxiCode' },
  { ids: 'h0123456789', name: 'Han Xin' },
  { ids: 'o0123456789', name: 'OCR' },
  { ids: 'X0123456789ABCDEF', name: 'another kind of code' },
];

const SYMBOLOGIES: ReadonlyMap<string, Symbology> = new Map(
  ROWS.flatMap(({ ids, name, route = 'plain', commands = false, eci = false }) =>
    [...ids.slice(1)].map((modifier): [string, Symbology] => [
      ids.charAt(0) + modifier,
      { name, route, commands, eci },
    ]),
  ),
);

const UNKNOWN: Symbology = { name: 'unknown', route: 'plain', commands: false, eci: false };

const IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/;

/** @param aim without `]` */
export function symbologyOf(aim: string): Symbology {
  return SYMBOLOGIES.get(aim) ?? UNKNOWN;
}

export interface AimSplit {
  /** Without `]`; null when there is none. */
  readonly aim: string | null;
  readonly body: string;
}

/**
 * Parts the identifier from the text. Where the scanner is known to send identifiers, everything of their form is one; elsewhere only
 * those of the table are, and only with something behind them. An identifier of a GS1 or EAN code alone is a torn scan, not a text.
 */
export function splitAim(text: string, mode: 'on' | 'off' | 'auto'): AimSplit {
  if (mode === 'off' || !IDENTIFIER.test(text)) return { aim: null, body: text };
  const aim = text.slice(1, 3);
  const symbology = SYMBOLOGIES.get(aim);
  const isOne = mode === 'on' || (symbology !== undefined && (text.length > 3 || symbology.route !== 'plain'));
  return isOne ? { aim, body: text.slice(3) } : { aim: null, body: text };
}
