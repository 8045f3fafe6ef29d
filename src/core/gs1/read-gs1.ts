import type { Confidence, Payload, ScanWarning } from '../scan.ts';
import { readDigitalLink } from './digital-link.ts';
import { type ElementString, type Gs1Fault, readBracketed, readElementString } from './element-string.ts';
import { factsOf } from './facts.ts';
import { conflictIn, lacksRequisite } from './relation.ts';

export type Gs1Payload = Extract<Payload, { t: 'gs1' }>;

export interface Gs1Read {
  readonly fault?: undefined;
  readonly payload: Gs1Payload;
  readonly warnings: readonly ScanWarning[];
}

export function readGs1(text: string, confidence: Confidence, thisYear: number): Gs1Read | Gs1Fault {
  return meaningOf(readElementString(text, thisYear), 'element', confidence, text, thisYear);
}

export function readGs1Brackets(text: string, confidence: Confidence, thisYear: number): Gs1Read | Gs1Fault {
  return meaningOf(readBracketed(text, thisYear), 'element', confidence, text, thisYear);
}

/** Null when the address is no GS1 link. */
export function readGs1Link(text: string, thisYear: number): Gs1Read | Gs1Fault | null {
  const link = readDigitalLink(text, thisYear);
  if (link === null) return null;
  const read = link.fault === undefined ? { ...link, extraSeparator: false } : link;
  return meaningOf(read, 'link', 'sure', text, thisYear);
}

/**
 * The same payload with each `%%` as `%`, or null when there is none. In a GS1 QR code `%` stands for FNC1 and `%%` for itself, and
 * some readers hand over both (ISO/IEC 18004, 7.4.8.2): worth one more look-up, for `]Q3` and `]Q4` only, when the first finds nothing.
 */
export function withoutDoublePercent(payload: Gs1Payload, today: string): Gs1Payload | null {
  if (!payload.elements.some(({ value }) => value.includes('%%'))) return null;
  const elements = payload.elements.map(({ ai, value }) => ({ ai, value: value.replaceAll('%%', '%') }));
  const read = factsOf(elements, Number(today.slice(0, 4)));
  return read.fault === undefined ? { ...payload, elements, facts: read.facts } : null;
}

function meaningOf(
  read: ElementString | Gs1Fault,
  via: Gs1Payload['via'],
  confidence: Confidence,
  text: string,
  thisYear: number,
): Gs1Read | Gs1Fault {
  if (read.fault !== undefined) return read;
  const { elements, extraSeparator } = read;
  const conflict = conflictIn(elements);
  if (conflict !== null) return conflict;
  const meaning = factsOf(elements, thisYear);
  if (meaning.fault !== undefined) return meaning;
  const warnings: ScanWarning[] = [];
  if (extraSeparator) warnings.push('extra-gs');
  if (meaning.dayZero) warnings.push('day-00');
  if (lacksRequisite(elements)) warnings.push('requisite-missing');
  return { payload: { t: 'gs1', via, elements, facts: meaning.facts, confidence, text }, warnings };
}
