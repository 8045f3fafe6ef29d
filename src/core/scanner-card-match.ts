import { CARD_CODES, type CardCode, type CardForm } from './scanner-card-codes.ts';
import { type CardClue, clueOf } from './scanner-card-findings.ts';
import { asTypedWith, WRONG_LAYOUTS } from './scanner-card-layouts.ts';
import { GS } from './us-keyboard.ts';

export interface CardMatch {
  readonly code: CardCode;
  /** `none`: no identifier came. */
  readonly aim: 'right' | 'wrong' | 'none';
  readonly clues: readonly CardClue[];
  /** How much had to be supposed; the least wins. */
  readonly cost: number;
}

interface Change {
  readonly clue: CardClue | null;
  readonly apply: (text: string) => string;
}

/** What can happen to every character of a code at once. */
const CHANGES: readonly Change[] = [
  { clue: null, apply: (text) => text },
  { clue: clueOf('case-changed', 'upper'), apply: (text) => text.toUpperCase() },
  { clue: clueOf('case-changed', 'lower'), apply: (text) => text.toLowerCase() },
  { clue: clueOf('case-changed', 'swapped'), apply: swapCase },
  ...WRONG_LAYOUTS.map((layout) => ({
    clue: clueOf('layout-wrong', layout),
    apply: (text: string) => asTypedWith(layout, text),
  })),
  { clue: clueOf('parity-wrong', 'even'), apply: (text) => withParity(text, 0) },
  { clue: clueOf('parity-wrong', 'odd'), apply: (text) => withParity(text, 1) },
];

const LONGEST_AFFIX = 12;
const LONGEST_SUBSTITUTE = 6;
/** A long prefix is less likely than a short one: `*+E0` is a prefix `*` and an identifier of a German keyboard. */
const PREFIX_CHARACTER_COST = 0.25;
/** Least part of a code that must have come for it to be told from the others. */
const LEAST_SHARE = 0.5;

interface Candidate {
  readonly code: CardCode;
  readonly form: CardForm;
  readonly change: Change;
  /** The form as it would arrive, cut at the separator. */
  readonly parts: readonly string[];
  readonly gs: string;
  readonly bracket: string;
  readonly aims: readonly string[];
}

const CANDIDATES: readonly Candidate[] = CARD_CODES.flatMap((code) =>
  [{ text: code.text, says: [] }, ...code.forms].flatMap((form) =>
    CHANGES.map((change) => ({
      code,
      form,
      change,
      parts: form.text.split(GS).map(change.apply),
      gs: change.apply(GS),
      bracket: change.apply(']'),
      aims: code.aims.map((aim) => change.apply(`]${aim}`)),
    })),
  ),
);

/**
 * Which code of the card was meant by what came, and what happened to it on the way; null when it is none of them.
 * @param text as the scanner sent it, the AIM identifier in front when there is one
 * @param only the one code that it can be, when that is known
 */
export function matchCard(text: string, only?: CardCode): CardMatch | null {
  let best: CardMatch | null = null;
  for (const candidate of CANDIDATES) {
    if (only !== undefined && candidate.code !== only) continue;
    for (const read of readingsOf(text, candidate)) {
      const body = matchBody(read.body, candidate);
      if (body === null) continue;
      const clues = [
        ...candidate.form.says.map((code) => clueOf(code)),
        ...(candidate.change.clue === null ? [] : [candidate.change.clue]),
        ...read.clues,
        ...body.clues,
      ];
      const prefix = clues.find(({ code }) => code === 'prefix')?.what ?? '';
      const cost = clues.length + read.cost + body.cost + prefix.length * PREFIX_CHARACTER_COST;
      if (best === null || cost < best.cost) best = { code: candidate.code, aim: read.aim, clues, cost };
    }
  }
  return best;
}

interface Reading {
  readonly aim: CardMatch['aim'];
  readonly body: string;
  readonly clues: readonly CardClue[];
  readonly cost: number;
}

/** The text as it is, and with an identifier cut off where one can be. */
function readingsOf(text: string, { bracket, aims }: Candidate): readonly Reading[] {
  const plain: Reading = { aim: 'none', body: text, clues: [], cost: 0 };
  const at = text.indexOf(bracket);
  if (at < 0 || at > LONGEST_AFFIX || text.length < at + 4) return [plain];
  const aim = text.slice(at, at + 3);
  const right = aims.includes(aim);
  const clues = [
    ...(at > 0 ? [clueOf('prefix', text.slice(0, at))] : []),
    ...(right ? [] : [clueOf('aim-wrong', aim)]),
  ];
  const identified = { aim: right ? 'right' : 'wrong', body: text.slice(at + 3), clues } as const;
  // An identifier that is right speaks for this code; one that is there and is not used speaks against it.
  return [
    { ...plain, cost: 2 },
    { ...identified, cost: right ? -0.5 : 0.5 },
  ];
}

interface BodyMatch {
  readonly clues: readonly CardClue[];
  readonly cost: number;
}

function matchBody(body: string, { parts, gs }: Candidate): BodyMatch | null {
  const [first = '', second] = parts;
  const at = body.indexOf(first);
  if (at >= 0 && at <= LONGEST_AFFIX) {
    // A leading separator is FNC1 itself, as some scanners send it; it does no harm.
    const before = body.slice(0, at);
    const start = before === '' || before === GS ? [] : [clueOf('prefix', before)];
    const rest = body.slice(at + first.length);
    const end = second === undefined ? matchEnd(rest) : matchSecond(rest, second, gs);
    if (end !== null) return { clues: [...start, ...end], cost: 0 };
  }
  return matchDamaged(body, parts.join(gs));
}

function matchSecond(rest: string, second: string, gs: string): readonly CardClue[] | null {
  const at = rest.indexOf(second);
  if (at < 0 || at > LONGEST_SUBSTITUTE) return null;
  const between = rest.slice(0, at);
  const end = matchEnd(rest.slice(at + second.length));
  if (end === null) return null;
  if (between === gs) return end;
  return [between === '' ? clueOf('gs-dropped') : clueOf('gs-substituted', between), ...end];
}

function matchEnd(rest: string): readonly CardClue[] | null {
  if (rest === '') return [];
  return rest.length > LONGEST_AFFIX ? null : [clueOf('suffix-extra', rest)];
}

/** Something is missing or other than it should be; only told when enough is left to know the code by. */
function matchDamaged(body: string, whole: string): BodyMatch | null {
  if (body.length < Math.max(4, whole.length * LEAST_SHARE) || body.length > whole.length) return null;
  const missing = whole.length - body.length;
  if (missing > 0) {
    const counted = `${body.length}/${whole.length}`;
    if (whole.startsWith(body)) return { clues: [clueOf('cut-short', counted)], cost: 3 + missing / whole.length };
    return isWithin(body, whole) ? { clues: [clueOf('characters-lost', counted)], cost: 4 + missing } : null;
  }
  const changed = Array.from(whole).flatMap((character, at) => {
    const got = body.charAt(at);
    return got === character ? [] : [`${character}→${got}`];
  });
  if (changed.length > whole.length * (1 - LEAST_SHARE)) return null;
  return { clues: [clueOf('characters-changed', [...new Set(changed)].join(' '))], cost: 5 + changed.length };
}

/** True when the part's characters stand in the whole in this order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function swapCase(text: string): string {
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    return character === lower ? character.toUpperCase() : lower;
  }).join('');
}

/** Seven data bits and a parity bit, read as eight data bits. */
function withParity(text: string, odd: 0 | 1): string {
  return Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    let ones = 0;
    for (let bits = code; bits > 0; bits >>= 1) ones += bits & 1;
    return String.fromCharCode(code | (ones % 2 === odd ? 0 : 0x80));
  }).join('');
}
