import type { DecodeFault, Gs1Element } from '../scan.ts';
import { isWritten } from './character-set.ts';
import { type Identifier, identifierAt, identifierOf } from './identifier.ts';

/** FNC1 inside a symbol arrives as the control character GS (GS1 General Specifications 7.8.3). */
export const SEPARATOR = '\x1d';

export interface Gs1Fault {
  readonly fault: DecodeFault;
  readonly ai?: string | undefined;
  /** For support: where, and what was expected. Never the value: it may be a person's badge. */
  readonly detail: string;
}

export interface ElementString {
  readonly fault?: undefined;
  readonly elements: readonly Gs1Element[];
  /** A separator stood where none is needed. */
  readonly extraSeparator: boolean;
}

/** Reads what a GS1 symbol carries, without its symbology identifier. Either all of it makes sense, or none of it is used. */
export function readElementString(text: string, thisYear: number): ElementString | Gs1Fault {
  const elements: Gs1Element[] = [];
  let extraSeparator = text.startsWith(SEPARATOR);
  let at = extraSeparator ? 1 : 0;
  if (at === text.length) return { fault: 'empty', detail: 'no element after the FNC1' };
  while (at < text.length) {
    const identifier = identifierAt(text, at);
    if (identifier === undefined) return unknownAt(text, at);
    const from = at + identifier.ai.length;
    const separator = text.indexOf(SEPARATOR, from);
    const end = separator < 0 ? text.length : separator;
    const to = identifier.fixed ? Math.min(from + identifier.max, end) : end;
    const value = text.slice(from, to);
    const fault = faultOf(identifier, value, thisYear);
    if (fault !== null) return { ...fault, detail: `${fault.detail}, from character ${at + 1}` };
    elements.push({ ai: identifier.ai, value });
    at = to;
    if (to === separator) {
      at += 1;
      if (identifier.fixed || at === text.length) extraSeparator = true;
    }
  }
  return { elements, extraSeparator };
}

/** Reads the form that is printed for people, `(01)09506000134352(10)ABC`; a bracket inside a value has a backslash before it. */
export function readBracketed(text: string, thisYear: number): ElementString | Gs1Fault {
  const elements: Gs1Element[] = [];
  for (let at = 0; at < text.length; ) {
    const close = text.indexOf(')', at);
    const identifier = text[at] === '(' && close > 0 ? identifierOf(text.slice(at + 1, close)) : undefined;
    if (identifier === undefined) return unknownAt(text, at);
    const end = nextBracket(text, close);
    const value = text.slice(close + 1, end).replaceAll('\\(', '(');
    const fault = faultOf(identifier, value, thisYear);
    if (fault !== null) return fault;
    elements.push({ ai: identifier.ai, value });
    at = end;
  }
  return elements.length === 0 ? { fault: 'empty', detail: 'no element' } : { elements, extraSeparator: false };
}

/** What is wrong with the value of this identifier, or null. */
export function faultOf(identifier: Identifier, value: string, thisYear: number): Gs1Fault | null {
  const { ai, parts, min, max } = identifier;
  const bad = (fault: DecodeFault, what: string): Gs1Fault => ({ fault, ai, detail: `AI ${ai}: ${what}` });
  if (value === '') return bad('empty', 'no value');
  if (value.length > max) return bad('too-long', `${value.length} characters, at most ${max}`);
  if (value.length < min) return bad('too-short', `${value.length} characters, at least ${min}`);
  let at = 0;
  for (const part of parts) {
    const piece = value.slice(at, at + part.max);
    at += part.max;
    if (piece === '' && part.optional) continue;
    if (!isWritten(piece, part.set)) return bad('bad-character', `a character that is not in its set (${part.set})`);
    if (piece.length < part.min) return bad('too-short', `a part of ${piece.length} characters, at least ${part.min}`);
    for (const check of part.checks) {
      const fault = check(piece, thisYear);
      if (fault !== null) return bad(fault, WHAT[fault] ?? 'not a value that it can have');
    }
  }
  return null;
}

const WHAT: Readonly<Partial<Record<DecodeFault, string>>> = {
  'check-digit': 'wrong check digit',
  'bad-date': 'no such day',
  'bad-time': 'no such time',
};

function nextBracket(text: string, from: number): number {
  for (let at = text.indexOf('(', from); at >= 0; at = text.indexOf('(', at + 1)) {
    if (text[at - 1] !== '\\') return at;
  }
  return text.length;
}

function unknownAt(text: string, at: number): Gs1Fault {
  if (text[at] === SEPARATOR) return { fault: 'empty', detail: `two separators in a row, at character ${at + 1}` };
  const ai = /^\(?(\d{2,4})/.exec(text.slice(at, at + 5))?.[1];
  return { fault: 'unknown-ai', ai, detail: `no known application identifier at character ${at + 1}` };
}
