import { checkDigitOf } from '../../core/gtin.ts';

/** What the encoder is given, what a scanner reads, what stands under the bars. */
export interface Code128Data {
  /** Encoder's input: `^NNN` codewords when `raw`, else `^NNN` characters and `^FNC1`. */
  readonly input: string;
  readonly raw: boolean;
  readonly gs1: boolean;
  readonly data: string;
  readonly caption: string;
}

type Subset = 'A' | 'B' | 'C';

const FNC1 = 102;
const SHIFT = 98;
/** Codewords of the invocations behind `>` (ZPL II programming guide, `^BC`, "Code 128 Invocation Characters"). */
const INVOKED: Readonly<Record<string, number>> = { '2': 96, '3': 97, '4': SHIFT, '8': FNC1 };
const WRITTEN: Readonly<Record<string, number>> = { '<': 62, '0': 30, '=': 94, '1': 95 };
const STARTS: Readonly<Record<string, readonly [Subset, number]>> = {
  '9': ['A', 103],
  ':': ['B', 104],
  ';': ['C', 105],
};
const SHIFTS: Readonly<Record<string, readonly [Subset, number]>> = {
  '7': ['A', 101],
  '6': ['B', 100],
  '5': ['C', 99],
};

/**
 * Reads the field of a `^BC` in mode N (subset B unless the field invokes another), A (the printer chooses the subsets),
 * D (GS1 with brackets) or U (SSCC: 19 digits and the check digit, which the printer computes).
 */
export function readCode128(field: string, mode: string): Code128Data {
  if (mode === 'A') return automatic(field, field, false);
  if (mode === 'D') {
    // The brackets and blanks are only for people; FNC1 before the first element goes without saying.
    const content = field.replace(/[()\s]/g, '').replace(/^>8/, '');
    return automatic(content.replaceAll('>8', '\x1d'), field.replaceAll('>8', ''), true);
  }
  if (mode === 'U') {
    const digits = field.replace(/\D/g, '').slice(0, 19).padEnd(19, '0');
    const whole = digits + String(checkDigitOf(digits));
    return automatic(whole, whole, true);
  }
  return invoked(field);
}

function automatic(content: string, caption: string, gs1: boolean): Code128Data {
  const coded = [...content].map((letter) => (letter === '\x1d' && gs1 ? '^FNC1' : numeric(letter.charCodeAt(0))));
  return { input: (gs1 ? '^FNC1' : '') + coded.join(''), raw: false, gs1, data: content, caption };
}

function invoked(field: string): Code128Data {
  let subset: Subset = 'B';
  let start = 104;
  const codewords: number[] = [];
  let data = '';
  let at = 0;
  const first = field.charAt(0) === '>' ? STARTS[field.charAt(1)] : undefined;
  if (first !== undefined) {
    [subset, start] = first;
    at = 2;
  }
  const put = (codeword: number): void => {
    data += meaningOf(codeword, codewords.at(-1) === SHIFT ? otherThan(subset) : subset, codewords.length === 0);
    codewords.push(codeword);
  };
  while (at < field.length) {
    const letter = field.charAt(at);
    const next = field.charAt(at + 1);
    if (letter === '>') {
      at += 2;
      const change = SHIFTS[next];
      const word = INVOKED[next] ?? (subset === 'C' ? undefined : WRITTEN[next]);
      if (change !== undefined && change[0] !== subset) {
        codewords.push(change[1]);
        subset = change[0];
      } else if (word !== undefined) put(word);
    } else if (subset === 'B') {
      at += 1;
      const code = letter.charCodeAt(0);
      if (code >= 32 && code < 128) put(code - 32);
    } else {
      // Subsets A and C are written as pairs of digits; half a pair is left out.
      if (/^\d\d$/.test(letter + next)) put(Number.parseInt(letter + next, 10));
      if (/\d/.test(letter) && next === '>') at += 1;
      else at += /\d/.test(letter) ? 2 : 1;
    }
  }
  const gs1 = codewords[0] === FNC1;
  return {
    input: [start, ...codewords].map(numeric).join(''),
    raw: true,
    gs1,
    data,
    caption: data.replace(/[^\x20-\x7e]/g, ''),
  };
}

/** ISO/IEC 15417 table 1. */
function meaningOf(codeword: number, subset: Subset, first: boolean): string {
  if (codeword === FNC1) return first ? '' : '\x1d';
  if (subset === 'C') return codeword < 100 ? String(codeword).padStart(2, '0') : '';
  if (codeword >= 96) return '';
  return String.fromCharCode(subset === 'A' && codeword >= 64 ? codeword - 64 : codeword + 32);
}

function otherThan(subset: Subset): Subset {
  return subset === 'A' ? 'B' : 'A';
}

function numeric(code: number): string {
  return `^${String(code).padStart(3, '0')}`;
}
