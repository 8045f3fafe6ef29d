import type { Frame } from './scan.ts';
import { CARD_CODES, type CardCode, type CardCodeId } from './scanner-card-codes.ts';
import {
  CARD_FINDINGS,
  type CardClue,
  type CardFindingCode,
  type CardFixCode,
  type CardGrade,
  clueOf,
} from './scanner-card-findings.ts';
import { type CardMatch, matchCard } from './scanner-card-match.ts';

/**
 * The bench test card: twelve codes that show in a minute how a scanner is set up (scanning design, 12 and 17). A code
 * that is read again replaces its earlier reading, so a setting can be mended and tried on the spot.
 */
export interface CardState {
  readonly readings: Readonly<Partial<Record<CardCodeId, CardReading>>>;
  /** What came that is none of the codes. */
  readonly strange: readonly CardClue[];
  /** The person has scanned what can be scanned; what is still open was not read. */
  readonly finished: boolean;
}

interface CardReading {
  readonly aim: 'right' | 'wrong' | 'none';
  readonly clues: readonly CardClue[];
}

/** What some devices tell besides the frame. */
export interface CardTiming {
  /** Monotonic milliseconds of the first byte or key. */
  readonly firstMonoMs?: number | undefined;
}

export interface CardFinding {
  readonly code: CardFindingCode;
  readonly grade: CardGrade;
  readonly fix: CardFixCode;
  readonly what: string | null;
  /** The codes that it was seen on. */
  readonly on: readonly CardCodeId[];
}

export interface CardRow {
  readonly id: CardCodeId;
  readonly symbology: string;
  readonly state: 'open' | 'ok' | 'wrong';
  /** The worst of them, when there are several. */
  readonly finding?: CardFinding | undefined;
}

export interface CardReport {
  readonly rows: readonly CardRow[];
  /** Worst first. */
  readonly findings: readonly CardFinding[];
  readonly verdict: 'open' | 'good' | 'usable' | 'bad';
}

/** From the last byte to the picture there are 50 ms (scanning design, 0.9); a line that takes as long is too slow. */
const SLOW_LINE_MS = 50;
/** Between two keys; slower than this, a scanner is hard to tell from a person (scanning design, 9). */
const SLOW_KEY_MS = 35;
const MOST_STRANGE = 8;
const LONGEST_WHAT = 60;

export function beginCard(): CardState {
  return { readings: {}, strange: [], finished: false };
}

export function finishCard(state: CardState): CardState {
  return { ...state, finished: true };
}

/** Takes one frame; what a person typed is ignored unless it is a code of the card, which then came as slowly as typing. */
export function readCard(state: CardState, frame: Frame, timing: CardTiming = {}): CardState {
  const aim = frame.aim ?? '';
  const text = frame.text.startsWith(aim) ? frame.text : `${aim}${frame.text}`;
  const match = matchCard(text);
  const twins = isDoubtful(match) ? splitGlued(text) : null;
  if (twins !== null) {
    const clue = clueOf('glued', twins.map(({ id }) => id).join(' '));
    const glued = twins.map(({ id }): [CardCodeId, CardReading] => [id, { aim: aimOf(text), clues: [clue] }]);
    return { ...state, readings: { ...state.readings, ...Object.fromEntries(glued) } };
  }
  if (match === null) return frame.kind === 'manual' ? state : addStrange(state, text);
  const clues = [...match.clues, ...lineClues(frame, timing, text.length)];
  return { ...state, readings: { ...state.readings, [match.code.id]: { aim: match.aim, clues } } };
}

export function reportOf(state: CardState): CardReport {
  const unread: CardReading = { aim: 'none', clues: [clueOf('unread-symbology')] };
  const readings = CARD_CODES.map((code) => ({
    code,
    reading: state.readings[code.id] ?? (state.finished ? unread : undefined),
  }));
  const findings = gather([
    ...aimFindings(state),
    ...state.strange.map((clue) => ({ clue, on: [] })),
    ...readings.flatMap(({ code, reading }) => (reading?.clues ?? []).map((clue) => ({ clue, on: [code] }))),
  ]);
  const rows = readings.map(({ code, reading }) => rowOf(code, reading, findings));
  if (rows.some((row) => row.state === 'open')) return { rows, findings, verdict: 'open' };
  const worst = findings[0]?.grade ?? 'note';
  return { rows, findings, verdict: worst === 'note' ? 'good' : worst };
}

function rowOf(code: CardCode, reading: CardReading | undefined, findings: readonly CardFinding[]): CardRow {
  const { id, symbology } = code;
  if (reading === undefined) return { id, symbology, state: 'open' };
  const finding = findings.find(
    (each) => each.on.includes(id) && reading.clues.some((clue) => clue.code === each.code && clue.what === each.what),
  );
  if (finding === undefined) return { id, symbology, state: 'ok' };
  return { id, symbology, state: finding.grade === 'note' ? 'ok' : 'wrong', finding };
}

function lineClues(frame: Frame, { firstMonoMs }: CardTiming, length: number): readonly CardClue[] {
  const clues = frame.terminated ? [] : [clueOf('suffix-missing')];
  if (frame.kind === 'manual') return [...clues, clueOf('slow', 'keys')];
  if (firstMonoMs === undefined) return clues;
  const tookMs = frame.monoMs - firstMonoMs;
  if (frame.kind === 'wedge') {
    return tookMs > SLOW_KEY_MS * Math.max(1, length - 1) ? [...clues, clueOf('slow', 'keys')] : clues;
  }
  return tookMs > SLOW_LINE_MS ? [...clues, clueOf('slow', 'line')] : clues;
}

function addStrange(state: CardState, text: string): CardState {
  const odd = [...text].filter((character) => character < ' ' || character > '~').length;
  const what = text.slice(0, LONGEST_WHAT);
  const clue = odd * 3 > text.length ? clueOf('garbled') : clueOf('not-on-card', what);
  return { ...state, strange: [...state.strange, clue].slice(-MOST_STRANGE) };
}

/** What looks like a long prefix or suffix may be a code of its own. */
function isDoubtful(match: CardMatch | null): boolean {
  return (
    match === null || match.cost >= 3 || match.clues.some(({ code }) => code === 'prefix' || code === 'suffix-extra')
  );
}

/** Two codes of the card in one frame. */
function splitGlued(text: string): readonly CardCode[] | null {
  for (let at = 4; at <= text.length - 4; at += 1) {
    const first = matchCard(text.slice(0, at));
    const second = first === null || first.cost > 1 ? null : matchCard(text.slice(at));
    if (first !== null && second !== null && second.cost <= 1) return [first.code, second.code];
  }
  return null;
}

function aimOf(text: string): CardReading['aim'] {
  return text.startsWith(']') ? 'right' : 'none';
}

/** Whether identifiers come is said of the scanner, once, and not of each code. */
function aimFindings(state: CardState): readonly Seen[] {
  const read = CARD_CODES.filter(({ id }) => state.readings[id] !== undefined);
  const without = read.filter(({ id }) => state.readings[id]?.aim === 'none');
  if (without.length === 0) return [];
  return [{ clue: clueOf(without.length === read.length ? 'no-aim' : 'aim-partly'), on: without }];
}

interface Seen {
  readonly clue: CardClue;
  readonly on: readonly CardCode[];
}

const ORDER: readonly CardGrade[] = ['bad', 'usable', 'note'];

function gather(seen: readonly Seen[]): readonly CardFinding[] {
  const found = new Map<string, CardFinding>();
  for (const { clue, on } of seen) {
    const key = `${clue.code} ${clue.what}`;
    const known = found.get(key) ?? { ...gradeOf(clue, on), code: clue.code, what: clue.what, on: [] };
    const ids = on.map(({ id }) => id).filter((id) => !known.on.includes(id));
    const grade = known.grade === 'bad' ? known.grade : gradeOf(clue, on).grade;
    found.set(key, { ...known, grade, on: [...known.on, ...ids] });
  }
  return [...found.values()].sort((a, b) => ORDER.indexOf(a.grade) - ORDER.indexOf(b.grade));
}

function gradeOf(clue: CardClue, on: readonly CardCode[]): { readonly grade: CardGrade; readonly fix: CardFixCode } {
  const { grade, fix } = CARD_FINDINGS[clue.code];
  if (clue.code === 'unread-symbology' && on.some(({ vital }) => vital)) return { grade: 'bad', fix };
  if (clue.code === 'slow' && clue.what === 'keys') return { grade, fix: 'hurry-keys' };
  return { grade, fix };
}
