import { CHECKS, type Check, type CheckName } from './check.ts';
import { IDENTIFIER_TABLE } from './identifier-table.ts';

/** Digits, character set 82, character set 39, file-safe base 64 (GS1 General Specifications 7.11). */
export type CharacterSet = 'n' | 'x' | 'y' | 'z';

export interface Part {
  readonly set: CharacterSet;
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  readonly checks: readonly Check[];
}

/** `310n` is prefix `310` and length 4. */
export interface Pattern {
  readonly prefix: string;
  readonly length: number;
}

export interface Identifier {
  readonly ai: string;
  readonly parts: readonly Part[];
  /** Total length of the value. */
  readonly min: number;
  readonly max: number;
  /** Of predefined length: needs no separator after it. */
  readonly fixed: boolean;
  /** A Digital Link may begin with it; the legal rows of qualifiers. */
  readonly key: readonly (readonly string[])[] | null;
  /** False when it may stand in the path of a link only. */
  readonly attribute: boolean;
  readonly excludes: readonly Pattern[];
  /** For each: one of these sets has to be there. */
  readonly needs: readonly (readonly (readonly Pattern[])[])[];
}

/** First two digits of the identifiers of predefined length (GS1 General Specifications, figure 7.8.5-2). */
const FIXED = new Set('00 01 02 03 04 11 12 13 14 15 16 17 18 19 20 31 32 33 34 35 36 41'.split(' '));

const IDENTIFIERS: ReadonlyMap<string, Identifier> = new Map(
  IDENTIFIER_TABLE.trim()
    .split('\n')
    .flatMap((line) => identifiersOf(line))
    .map((identifier) => [identifier.ai, identifier]),
);

export const ALL_IDENTIFIERS: readonly Identifier[] = [...IDENTIFIERS.values()];

export function identifierOf(ai: string): Identifier | undefined {
  return IDENTIFIERS.get(ai);
}

/** The identifier that the text has at this place. No identifier is the beginning of another one. */
export function identifierAt(text: string, at: number): Identifier | undefined {
  return (
    IDENTIFIERS.get(text.slice(at, at + 2)) ??
    IDENTIFIERS.get(text.slice(at, at + 3)) ??
    IDENTIFIERS.get(text.slice(at, at + 4))
  );
}

function identifiersOf(line: string): Identifier[] {
  const [ais = '', format = '', ...rules] = line.split(' ');
  const parts = format.split('+').map(partOf);
  const of = (name: string) =>
    rules.filter((rule) => rule.startsWith(`${name}=`)).map((rule) => rule.slice(name.length + 1));
  const keys = of('key').flatMap((rows) => rows.split('|').map((row) => row.split(',')));
  return ais.split(',').flatMap((span) =>
    expand(span).map((ai) => ({
      ai,
      parts,
      min: parts.reduce((sum, part) => sum + (part.optional ? 0 : part.min), 0),
      max: parts.reduce((sum, part) => sum + part.max, 0),
      fixed: FIXED.has(ai.slice(0, 2)),
      key: rules.includes('key') ? [[]] : keys.length > 0 ? keys : null,
      attribute: !rules.includes('path'),
      excludes: of('not').flatMap((list) => list.split(',').map((pattern) => patternOf(pattern, ai))),
      needs: of('with').map((sets) => sets.split('|').map((set) => set.split('&').map((each) => patternOf(each, ai)))),
    })),
  );
}

function expand(span: string): string[] {
  const [, from = '', to = from, decimals] = /^(\d+)(?:-(\d+))?(?:\*(\d))?$/.exec(span) ?? [];
  const stems = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) =>
    String(Number(from) + index).padStart(from.length, '0'),
  );
  if (decimals === undefined) return stems;
  return stems.flatMap((stem) => Array.from({ length: Number(decimals) + 1 }, (_, digit) => `${stem}${digit}`));
}

function partOf(text: string): Part {
  const [, set, upTo, length, optional, checks = ''] = /^([nxyz])(\.\.)?(\d+)(\?)?(:.+)?$/.exec(text) ?? [];
  return {
    set: set as CharacterSet,
    min: upTo === undefined ? Number(length) : 1,
    max: Number(length),
    optional: optional !== undefined,
    checks: checks
      .split(':')
      .filter((name) => name !== '')
      .map((name) => CHECKS[name as CheckName]),
  };
}

function patternOf(text: string, ai: string): Pattern {
  if (text === '~') return { prefix: ai.slice(0, 3), length: 4 };
  return { prefix: text.replace(/n+$/, ''), length: text.length };
}
