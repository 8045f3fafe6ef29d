import type { Gs1Element } from '../scan.ts';
import { faultOf, type Gs1Fault } from './element-string.ts';
import { type Identifier, identifierOf } from './identifier.ts';

export interface DigitalLink {
  readonly fault?: undefined;
  readonly elements: readonly Gs1Element[];
}

/** Lower or upper case as a whole, as the two QR modes write it (GS1 Digital Link URI syntax 4.3). */
const SCHEME = /^(?:https?|HTTPS?):\/\//;
const HOST = /^[0-9A-Za-z._:[\]-]+$/;
/** What may stand in a URI at all (RFC 3986, section 2). */
const URI = /^[0-9A-Za-z._~:/?#[\]@!$&'()*+,;=%-]*$/;
const GTIN_LENGTHS = new Set([8, 12, 13]);

export function isWebAddress(text: string): boolean {
  return SCHEME.test(text);
}

/**
 * Reads a GS1 Digital Link, uncompressed (GS1 Digital Link URI syntax 1.4). GTINs of 8, 12 or 13 digits are filled up to 14: many
 * links in the field have them. Null when the address has no GS1 key in its path: then it is somebody's web page.
 */
export function readDigitalLink(text: string, thisYear: number): DigitalLink | Gs1Fault | null {
  const rest = text.replace(SCHEME, '');
  const slash = rest.indexOf('/');
  if (rest.length === text.length || slash < 0) return null;
  const [address = ''] = rest.slice(slash + 1).split('#', 1);
  const question = address.indexOf('?');
  const path = pairsFromKey((question < 0 ? address : address.slice(0, question)).split('/'));
  if (path === null) return null;
  if (!URI.test(rest) || !HOST.test(rest.slice(0, slash)))
    return bad('bad-character', 'a character that no address has');
  return read(path, question < 0 ? [] : attributesOf(address.slice(question + 1)), thisYear);
}

/** Percent-decoding; what is no percent sequence stays as it is. A `+` is a space in queries only. */
export function unescapeUri(text: string, plusIsSpace: boolean): string {
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text;
  return spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Identifier and value pairs from the last key of the path on; what stands before it is the owner's own. */
function pairsFromKey(segments: readonly string[]): readonly Gs1Element[] | null {
  const pairs: Gs1Element[] = [];
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    const ai = segments[at] ?? '';
    if (!/^\d{2,4}$/.test(ai)) return null;
    pairs.unshift({ ai, value: unescapeUri(segments[at + 1] ?? '', false) });
    if (identifierOf(ai)?.key) return pairs;
  }
  return null;
}

/** Only numeric names are GS1's; the rest of a query belongs to whoever made the link. */
function attributesOf(query: string): readonly Gs1Element[] {
  return query.split('&').flatMap((parameter) => {
    const equals = parameter.indexOf('=');
    const ai = parameter.slice(0, Math.max(equals, 0));
    return /^\d+$/.test(ai) ? [{ ai, value: unescapeUri(parameter.slice(equals + 1), true) }] : [];
  });
}

function read(
  path: readonly Gs1Element[],
  attributes: readonly Gs1Element[],
  thisYear: number,
): DigitalLink | Gs1Fault {
  const [key, ...qualifiers] = path.map(({ ai }) => ai);
  const rows = identifierOf(key ?? '')?.key ?? [];
  if (!isRow(rows, qualifiers)) return bad('bad-link', `the path has no legal order after AI ${key}`, key);
  const elements: Gs1Element[] = [];
  const seen = new Set<string>();
  for (const { ai, value } of [...path, ...attributes]) {
    const identifier = identifierOf(ai);
    if (identifier === undefined) return bad('unknown-ai', `no known application identifier ${ai} in the link`, ai);
    if (seen.has(ai)) return bad('bad-link', `AI ${ai} twice`, ai);
    if (elements.length >= path.length && (!identifier.attribute || isMisplaced(rows, qualifiers, ai))) {
      return bad('bad-link', `AI ${ai} belongs into the path`, ai);
    }
    const full = filledUp(identifier, value);
    const fault = faultOf(identifier, full, thisYear);
    if (fault !== null) return fault;
    seen.add(ai);
    elements.push({ ai, value: full });
  }
  return { elements };
}

/** A qualifier that could stand in the path has to. */
function isMisplaced(rows: readonly (readonly string[])[], qualifiers: readonly string[], ai: string): boolean {
  return Array.from({ length: qualifiers.length + 1 }, (_, at) => qualifiers.toSpliced(at, 0, ai)).some((row) =>
    isRow(rows, row),
  );
}

/** Qualifiers may be left out, but not change places. */
function isRow(rows: readonly (readonly string[])[], qualifiers: readonly string[]): boolean {
  return rows.some((row) => {
    let next = 0;
    for (const ai of row) if (ai === qualifiers[next]) next += 1;
    return next === qualifiers.length;
  });
}

function filledUp(identifier: Identifier, value: string): string {
  return identifier.ai === '01' && GTIN_LENGTHS.has(value.length) ? value.padStart(14, '0') : value;
}

function bad(fault: Gs1Fault['fault'], detail: string, ai?: string): Gs1Fault {
  return { fault, ai, detail };
}
