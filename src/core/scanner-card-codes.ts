import { checkDigitOf } from './gtin.ts';
import type { CardFindingCode } from './scanner-card-findings.ts';
import { GS } from './us-keyboard.ts';

export type CardCodeId =
  | 'ean-13'
  | 'upc-a'
  | 'upc-e'
  | 'ean-8'
  | 'itf-14'
  | 'code-128'
  | 'gs1-128'
  | 'gs1-datamatrix'
  | 'qr'
  | 'digital-link'
  | 'datamatrix'
  | 'databar';

export interface CardForm {
  readonly text: string;
  readonly says: readonly CardFindingCode[];
}

export interface CardCode {
  readonly id: CardCodeId;
  /** As people call it. */
  readonly symbology: string;
  /** The symbol's content for a barcode writer; GS1 codes with their AIs in brackets. */
  readonly draw: string;
  /** What a well set up scanner sends, without identifier and suffix. */
  readonly text: string;
  /** AIM identifiers that are right for it, without `]` (ISO/IEC 15424). */
  readonly aims: readonly string[];
  readonly proves: readonly ('check-digit' | 'aim' | 'case' | 'signs' | 'gs' | 'length' | 'two-dimensional')[];
  /** What else scanners make of it, and what that says. */
  readonly forms: readonly CardForm[];
  /** Codes that work cannot do without: unread, the scanner is no use. */
  readonly vital: boolean;
}

/** GTINs of GS1's range 952 for examples, so that no shop sells what is on the card; every code has one of its own. */
const EAN13 = withCheckDigit('952110153001');
const ITF14 = withCheckDigit('1952734580615');
const IN_GS1_128 = withCheckDigit('0952123454321');
const IN_DATAMATRIX = withCheckDigit('0952987650483');
const IN_LINK = withCheckDigit('0952606412876');
const IN_DATABAR = withCheckDigit('0952400005910');

const STRIPPED = ['check-digit-stripped'] as const;

/** Twelve codes, a minute's work. Letters y, z, a, q, w, m and the signs are there to show a wrong keyboard. */
export const CARD_CODES: readonly CardCode[] = [
  {
    id: 'ean-13',
    symbology: 'EAN-13',
    draw: EAN13,
    text: EAN13,
    aims: ['E0'],
    proves: ['check-digit', 'aim'],
    forms: [{ text: EAN13.slice(0, -1), says: STRIPPED }],
    vital: true,
  },
  {
    id: 'upc-a',
    symbology: 'UPC-A',
    draw: '012345678905',
    text: '0012345678905',
    aims: ['E0'],
    proves: ['check-digit', 'length'],
    forms: [
      { text: '012345678905', says: ['upca-as-12'] },
      { text: '001234567890', says: STRIPPED },
      { text: '01234567890', says: ['check-digit-stripped', 'upca-as-12'] },
    ],
    vital: true,
  },
  {
    id: 'upc-e',
    symbology: 'UPC-E',
    draw: '04252614',
    text: '0042100005264',
    aims: ['E0'],
    proves: ['length'],
    forms: [
      { text: '042100005264', says: ['upca-as-12'] },
      { text: '04252614', says: ['upce-not-expanded'] },
      { text: '0425261', says: ['check-digit-stripped', 'upce-not-expanded'] },
      { text: '425261', says: ['check-digit-stripped', 'upce-not-expanded'] },
    ],
    vital: false,
  },
  {
    id: 'ean-8',
    symbology: 'EAN-8',
    draw: '96385074',
    text: '96385074',
    aims: ['E4'],
    proves: ['check-digit', 'aim'],
    forms: [{ text: '9638507', says: STRIPPED }],
    vital: false,
  },
  {
    id: 'itf-14',
    symbology: 'ITF-14',
    draw: ITF14,
    text: ITF14,
    aims: ['I1', 'I0'],
    proves: ['check-digit', 'length'],
    forms: [{ text: ITF14.slice(0, -1), says: STRIPPED }],
    vital: false,
  },
  {
    id: 'code-128',
    symbology: 'Code 128',
    draw: 'LOC-A.01/02 zq_b',
    text: 'LOC-A.01/02 zq_b',
    aims: ['C0'],
    proves: ['case', 'signs'],
    forms: [],
    vital: true,
  },
  gs1('gs1-128', 'GS1-128', 'C1', [
    ['01', IN_GS1_128],
    ['10', 'Lot-a.7'],
    ['21', 'Sny_9/b'],
  ]),
  gs1('gs1-datamatrix', 'GS1 DataMatrix', 'd2', [
    ['01', IN_DATAMATRIX],
    ['17', '291231'],
    ['10', 'qW-4m'],
    ['21', '58/zK'],
  ]),
  {
    id: 'qr',
    symbology: 'QR',
    draw: 'Pack 7/8: my-box_Z',
    text: 'Pack 7/8: my-box_Z',
    aims: ['Q1', 'Q0', 'Q2'],
    proves: ['two-dimensional', 'case', 'signs'],
    forms: [],
    vital: false,
  },
  {
    id: 'digital-link',
    symbology: 'QR with GS1 Digital Link',
    draw: `https://id.gs1.org/01/${IN_LINK}/10/aB7z/21/S-9?17=291231`,
    text: `https://id.gs1.org/01/${IN_LINK}/10/aB7z/21/S-9?17=291231`,
    aims: ['Q1', 'Q0', 'Q2'],
    proves: ['two-dimensional', 'length', 'signs'],
    forms: [],
    vital: false,
  },
  {
    id: 'datamatrix',
    symbology: 'DataMatrix',
    draw: 'DM-7_wyz.b',
    text: 'DM-7_wyz.b',
    aims: ['d1', 'd4'],
    proves: ['two-dimensional', 'case'],
    forms: [],
    vital: false,
  },
  {
    id: 'databar',
    symbology: 'GS1 DataBar',
    draw: `(01)${IN_DATABAR}`,
    text: `01${IN_DATABAR}`,
    // Many scanners hand DataBar over as GS1-128; it means the same.
    aims: ['e0', 'C1'],
    proves: ['aim'],
    forms: [],
    vital: false,
  },
];

export function cardCode(id: CardCodeId): CardCode {
  const found = CARD_CODES.find((code) => code.id === id);
  if (found === undefined) throw new Error(`The card has no ${id}`);
  return found;
}

/** Two elements of variable length stand last, so the separator between them is the only one. */
function gs1(
  id: 'gs1-128' | 'gs1-datamatrix',
  symbology: string,
  aim: string,
  elements: readonly (readonly [ai: string, value: string])[],
): CardCode {
  const parts = elements.map(([ai, value]) => ai + value);
  return {
    id,
    symbology,
    draw: elements.map(([ai, value]) => `(${ai})${value}`).join(''),
    text: `${parts.slice(0, -1).join('')}${GS}${parts.at(-1)}`,
    aims: [aim],
    proves: id === 'gs1-128' ? ['gs', 'case', 'aim'] : ['gs', 'case', 'aim', 'two-dimensional'],
    forms: [],
    vital: id === 'gs1-128',
  };
}

function withCheckDigit(digits: string): string {
  return `${digits}${checkDigitOf(digits)}`;
}
