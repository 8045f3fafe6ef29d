import { checkDigitOf, expandUpcE, expandUpcEBody, isGtin, toGtin14 } from './gtin.ts';
import { type InvalidScan, invalidScan } from './invalid-scan.ts';
import type { Confidence, GtinCarrier, Payload } from './scan.ts';

type GtinPayload = Extract<Payload, { t: 'gtin' }>;

const ADD_ON: Readonly<Record<string, readonly number[]>> = { E1: [2], E2: [5], E3: [2, 5] };

/** Reads what an EAN or UPC symbol says. @param aim `E0` to `E4` */
export function readEan(aim: string, text: string): GtinPayload | InvalidScan {
  const lengths = ADD_ON[aim];
  if (lengths !== undefined) return readWithAddOn(text, lengths);
  return aim === 'E4' ? readEan8(text) : readEan13(text);
}

/** Fourteen digits in Interleaved 2 of 5 with a right check digit are a GTIN; anything else is a text. @param aim `I0`, `I1` or `I3` */
export function readItf(aim: string, text: string): GtinPayload | null {
  // `]I3`: the scanner has proved the check digit and left it out.
  const whole = aim === 'I3' && /^\d{13}$/.test(text) ? `${text}${checkDigitOf(text)}` : text;
  if (aim === 'I3' && whole === text) return null;
  return whole.length === 14 && isGtin(whole) ? gtin(whole, 'ITF-14', 'sure', text) : null;
}

/** Reads digits from a scanner that does not say what kind of code it read. Null: a text. */
export function inferGtin(text: string): GtinPayload | null {
  if (text.length === 8) {
    const long = expandUpcE(text);
    if (!isGtin(text)) return long === null ? null : gtin(long, 'UPC-E', 'inferred', text);
    return gtin(text, 'EAN-8', 'inferred', text, long === null ? [] : [toGtin14(long)]);
  }
  if (!isGtin(text)) return null;
  const carrier = text.length === 12 ? 'UPC-A' : text.length === 13 ? 'EAN-13' : 'unknown';
  return gtin(text, carrier, 'inferred', text);
}

function readEan8(text: string): GtinPayload | InvalidScan {
  if (isGtin(text) && text.length === 8) return gtin(text, 'EAN-8', 'sure', text);
  return wrong(text, 8, 8);
}

function readEan13(text: string): GtinPayload | InvalidScan {
  if (!/^\d*$/.test(text)) return wrong(text, 6, 13);
  if (text.length === 13 && isGtin(text)) return gtin(text, text.startsWith('0') ? 'UPC-A' : 'EAN-13', 'sure', text);
  if (text.length === 12 && isGtin(text)) return gtin(text, 'UPC-A', 'sure', text);
  if (text.length === 8) return readUpcE(text);
  if (text.length === 7 || text.length === 6) return readShortUpcE(text);
  return wrong(text, 6, 13);
}

/** A number system of 2 or more cannot be UPC-E: it is an EAN-8 from a scanner that gives both the same identifier. */
function readUpcE(text: string): GtinPayload | InvalidScan {
  const long = expandUpcE(text);
  if (long !== null) return gtin(long, 'UPC-E', 'sure', text);
  return text >= '2' && isGtin(text) ? gtin(text, 'EAN-8', 'sure', text) : wrong(text, 8, 8);
}

/** UPC-E from a scanner that leaves out the check digit, the number system, or both. */
function readShortUpcE(text: string): GtinPayload | InvalidScan {
  const readings: string[] = [];
  if (text.length === 7) {
    const withoutSystem = expandUpcE(`0${text}`);
    if (withoutSystem !== null) readings.push(withoutSystem);
  }
  if (text.length === 6 || /^[01]/.test(text)) {
    const body = expandUpcEBody(text.padStart(7, '0'));
    readings.push(`${body}${checkDigitOf(body)}`);
  }
  const [first, ...others] = new Set(readings);
  if (first === undefined) return wrong(text, 6, 13);
  return gtin(first, 'UPC-E', 'inferred', text, others.map(toGtin14));
}

/** The main symbol comes first, then 2 or 5 digits that belong to a magazine's issue or a price; some scanners put a space between. */
function readWithAddOn(text: string, lengths: readonly number[]): GtinPayload | InvalidScan {
  if (!/^\d+ ?\d+$/.test(text)) return wrong(text, 8, 18);
  const [before = '', after] = text.split(' ');
  const mains =
    after === undefined
      ? lengths.map((length) => text.slice(0, -length))
      : lengths.includes(after.length)
        ? [before]
        : [];
  // Eight and five digits could be an EAN-13 as well, if the scanner names the add-on and leaves it out.
  const readings = [...mains, ...(after === undefined ? [text] : [])]
    .map((main) => readEan13(main))
    .filter((reading) => reading.t === 'gtin' && reading.confidence === 'sure');
  const [only, ...others] = readings;
  return only !== undefined && others.length === 0 ? { ...only, text } : wrong(text, 8, 18);
}

function gtin(
  digits: string,
  carrier: GtinCarrier,
  confidence: Confidence,
  text: string,
  alt: readonly string[] = [],
): GtinPayload {
  return { t: 'gtin', gtin14: toGtin14(digits), carrier, alt, confidence, text };
}

function wrong(text: string, shortest: number, longest: number): InvalidScan {
  if (text === '') return invalidScan('empty', text, 'an identifier without a code');
  if (!/^[\d ]*$/.test(text)) return invalidScan('bad-character', text, 'an EAN or UPC code has digits only');
  // One digit less than a whole code, with no right check digit of its own.
  if (text.length === 12 || text.length === 11 || (text.length === 7 && shortest > 6)) {
    return invalidScan(
      'check-digit-stripped',
      text,
      `${text.length} digits: the scanner seems to leave out the check digit`,
    );
  }
  if (text.length < shortest) return invalidScan('too-short', text, `${text.length} digits, at least ${shortest}`);
  if (text.length > longest) return invalidScan('too-long', text, `${text.length} digits, at most ${longest}`);
  return invalidScan('check-digit', text, 'wrong check digit');
}
