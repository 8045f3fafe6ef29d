import { type Symbology, splitAim, symbologyOf } from './aim.ts';
import { hasCheckCharacter } from './check-character.ts';
import { readCommandCode } from './command-code.ts';
import { isGlued } from './glued-scan.ts';
import { isWebAddress } from './gs1/digital-link.ts';
import { SEPARATOR } from './gs1/element-string.ts';
import { type Gs1Read, readGs1, readGs1Brackets, readGs1Link } from './gs1/read-gs1.ts';
import { isGtin } from './gtin.ts';
import { invalidScan } from './invalid-scan.ts';
import { isParcelCode } from './parcel-code.ts';
import { readPlaceCode, readStationCode } from './place-code.ts';
import { inferGtin, readEan, readItf } from './read-gtin.ts';
import type { DecodeOptions, Payload, ScanWarning } from './scan.ts';
import { readUtf8 } from './utf8.ts';

export interface Decoded {
  /** AIM identifier without `]`, or null. */
  readonly aim: string | null;
  readonly payload: Payload;
  readonly warnings: readonly ScanWarning[];
}

/** How some scanners send a leading FNC1 of Code 128 as it is: 0xE8 or `ñ`. Real words do not go on with digits. */
const RAW_FNC1 = /^[\xe8\xf1](?=\d\d)/;
const C1_CONTROL = /[\x80-\x9f]/;
/** Names the character set of what follows; a backslash in the data is doubled then (ISO/IEC 15424, annex on ECI). */
const ECI = /^\\\d{6}/;
const BRACKETED = /^\(\d{2,4}\)/;
const BARE_GTIN = /^01\d{14}/;
const BADGE = /^XB[0-9A-Z]{5,33}$/;
const PARCEL = /^PH\d{12}[0-9A-Z]$/;
/** Our own codes have no `]`, so an identifier inside begins a second scan. */
const GLUED_OWN = /^(?:XQ|XB|PH|XS)[0-9A-Z]+\][A-Za-z][0-9A-Za-z]/i;
const BADGE_INSIDE = /XB[0-9A-Z]{5}/;

/** Gives a frame its meaning, without looking anything up. First hit wins; see the scanning design, section 4.5. */
export function decode(
  frame: { readonly text: string; readonly aim?: string | undefined; readonly terminated?: boolean | undefined },
  options: DecodeOptions,
): Decoded {
  const raw = normalised(frame.text, options);
  const lead = raw.startsWith(SEPARATOR) ? SEPARATOR : (RAW_FNC1.exec(raw)?.[0] ?? '');
  const { aim, body } = partsOf(raw.slice(lead.length), frame.aim, options.aim);
  const symbology = aim === null ? null : symbologyOf(aim);
  const text = inCharacters(body, symbology);
  const own: ScanWarning[] = [];
  if (frame.terminated === false) own.push('unterminated');
  if (options.aim === 'on' && aim === null) own.push('aim-missing');

  const read = (): Meaning => {
    if (aim === null || symbology === null) return readBare(text, lead, options);
    if (isGlued(text, symbology)) return glued(text);
    if (symbology.route === 'gs1') return readSymbol(aim, text, thisYearOf(options));
    if (symbology.route === 'ean') return { payload: readEan(aim, text) };
    return (
      (symbology.commands ? readCommand(text) : null) ??
      (symbology.route === 'itf' ? wrapped(readItf(aim, text)) : null) ??
      readText(text, text, options)
    );
  };
  const { payload, warnings = [] } = read();
  const inferred = (payload.t === 'gs1' || payload.t === 'gtin') && payload.confidence === 'inferred';
  return { aim, payload, warnings: [...own, ...(inferred ? (['inferred'] as const) : []), ...warnings] };
}

interface Meaning {
  readonly payload: Payload;
  readonly warnings?: readonly ScanWarning[];
}

function normalised(text: string, { stripPrefix = '', gsSubstitute = '' }: DecodeOptions): string {
  const bare = stripPrefix !== '' && text.startsWith(stripPrefix) ? text.slice(stripPrefix.length) : text;
  return gsSubstitute === '' ? bare : bare.replaceAll(gsSubstitute, SEPARATOR);
}

/** An identifier that the device gives beside the data is sure. */
function partsOf(text: string, beside: string | undefined, mode: DecodeOptions['aim']): ReturnType<typeof splitAim> {
  if (beside === undefined || !beside.startsWith(']')) return splitAim(text, mode);
  return { aim: beside.slice(1), body: text.startsWith(beside) ? text.slice(beside.length) : text };
}

function inCharacters(bytes: string, symbology: Symbology | null): string {
  const named = symbology?.eci === true && ECI.test(bytes) ? bytes.slice(7).replaceAll('\\\\', '\\') : bytes;
  return symbology?.eci === true || C1_CONTROL.test(named) ? (readUtf8(named) ?? named) : named;
}

/** A symbol with FNC1 first holds GS1 elements or nothing: it never becomes a text. */
function readSymbol(aim: string, text: string, thisYear: number): Meaning {
  const read = readGs1(text, 'sure', thisYear);
  if (read.fault === undefined) return read;
  if ((aim === 'Q3' || aim === 'Q4') && text.includes('%%')) {
    // See withoutDoublePercent: here the doubled signs make the value too long or no percent sequence.
    const single = readGs1(text.replaceAll('%%', '%'), 'sure', thisYear);
    if (single.fault === undefined) return single;
  }
  return { payload: invalidScan(read.fault, text, read.detail, read.ai) };
}

/** Without an identifier the text has to speak for itself. */
function readBare(text: string, lead: string, options: DecodeOptions): Meaning {
  const command = readCommand(text);
  if (command !== null) return command;
  // A letter that stood for FNC1 is a letter again when the rest is no GS1 string.
  const whole = lead === SEPARATOR ? text : lead + text;
  const isKnown = options.isKnown?.(whole) ?? false;
  if (!isKnown && isGlued(text, null)) return glued(text);
  return (
    (isKnown ? null : inferGs1(text, lead !== '', thisYearOf(options))) ??
    wrapped(inferGtin(whole)) ??
    readText(text, whole, options)
  );
}

function inferGs1(text: string, fnc1Lead: boolean, thisYear: number): Gs1Read | null {
  if (BRACKETED.test(text)) return soundOrNull(readGs1Brackets(text, 'inferred', thisYear));
  const announced = text.includes(SEPARATOR) || fnc1Lead || (BARE_GTIN.test(text) && isGtin(text.slice(2, 16)));
  if (!announced || (fnc1Lead && text.startsWith(SEPARATOR))) return null;
  return soundOrNull(readGs1(text, 'inferred', thisYear));
}

/** Our own codes, links, and what is left. @param whole the text before a leading FNC1 was taken off */
function readText(text: string, whole: string, options: DecodeOptions): Meaning {
  if (isWebAddress(text)) return readLink(text, options);
  if (GLUED_OWN.test(text)) return glued(text);
  if (BADGE.test(text)) {
    if (hasCheckCharacter(text)) return { payload: { t: 'badge', text } };
    return { payload: invalidScan('check-character', '', 'wrong check character of a badge') };
  }
  if (PARCEL.test(text)) {
    if (isParcelCode(text)) return { payload: { t: 'parcel', text } };
    return { payload: invalidScan('check-character', text, 'wrong check character of a parcel code') };
  }
  const station = readStationCode(text);
  if (station === 'damaged')
    return { payload: invalidScan('check-character', text, 'wrong check character of a station code') };
  if (station !== 'not-a-station') return { payload: { t: 'station', no: station, text: text.toUpperCase() } };
  const bin = readPlaceCode(text);
  return { payload: bin === null ? { t: 'text', text: whole } : { t: 'place', bin, text } };
}

function readLink(text: string, options: DecodeOptions): Meaning {
  const link = readGs1Link(text, thisYearOf(options));
  if (link === null) return { payload: { t: 'text', text } };
  if (link.fault === undefined) return link;
  // A shop's own web address may have `/01/` in it by chance; if it is in the catalogue, it is one.
  if (options.isKnown?.(text) === true) return { payload: { t: 'text', text } };
  return { payload: invalidScan(link.fault, text, link.detail, link.ai) };
}

function readCommand(text: string): Meaning | null {
  const instruction = readCommandCode(text);
  if (instruction === 'not-a-command') return null;
  if (instruction === 'damaged')
    return { payload: invalidScan('check-character', text, 'wrong check character of a command') };
  if (instruction === 'unknown')
    return { payload: invalidScan('unknown-command', text, 'a command that this version does not know') };
  return { payload: { t: 'command', instruction, text: text.toUpperCase() } };
}

function glued(text: string): Meaning {
  return { payload: invalidScan('glued', BADGE_INSIDE.test(text) ? '' : text, 'two codes in one read') };
}

function wrapped(payload: Payload | null): Meaning | null {
  return payload === null ? null : { payload };
}

function soundOrNull(read: ReturnType<typeof readGs1>): Gs1Read | null {
  return read.fault === undefined ? read : null;
}

function thisYearOf({ today }: DecodeOptions): number {
  return Number(today.slice(0, 4));
}
