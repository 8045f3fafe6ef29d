import { type Choice, SATISFIES } from '../../src/core/phase.ts';
import { choicesOf, type Question } from '../../src/core/question.ts';
import type { DecodeFault } from '../../src/core/scan.ts';
import type { BandDetail, QuestionView } from '../../src/core/view.ts';
import { sampleLine } from './sample-parts.ts';

/** As long as the world makes them: names, numbers and counts of a real wholesaler. */
const HOLDER = { name: 'WHITE HANGING HEART T-LIGHT HOLDER', sku: '85123A' };
const BOTTLE = { name: 'KNITTED UNION FLAG HOT WATER BOTTLE', variant: 'STRAWBERRY', sku: '84029G' };
const SERIAL = 'SN-4006381333931-A20';

const THING: BandDetail = {
  name: BOTTLE.name,
  variant: BOTTLE.variant,
  number: '1000536365',
  text: '04006381333931',
  n: 144,
  of: 200,
};

const FAULTS = {
  'check-character': true,
  'unknown-command': true,
  'check-digit': true,
  'check-digit-stripped': true,
  glued: true,
  'unknown-ai': true,
  'too-short': true,
  'too-long': true,
  'bad-character': true,
  'bad-date': true,
  'bad-time': true,
  'bad-value': true,
  'ai-conflict': true,
  empty: true,
  'bad-link': true,
} satisfies Record<DecodeFault, true>;

/** What the core tells with a refusal or a note, a case a row; together they fill every placeholder. */
export const DETAILS: readonly BandDetail[] = [
  {},
  THING,
  { ...THING, ordered: 200, packed: 200, factor: 144 },
  { scanned: HOLDER, wanted: BOTTLE, text: '04006381333931', ordered: 200, packed: 56, factor: 144 },
  { scanned: { ...BOTTLE, variant: 'FOREST GREEN' }, wanted: BOTTLE },
  { scanned: HOLDER },
  { wanted: BOTTLE, expected: 'serial' },
  { wanted: BOTTLE, expected: 'expiry' },
  { got: SERIAL, expected: `${SERIAL}, ${SERIAL}, ${SERIAL}`, scanned: BOTTLE },
  { got: '2027-03-31', expected: '2026-09-30', ordered: 365, packed: 12 },
  { got: 'A-04-2', expected: 'HIGH-BAY-EAST-12-04-A', number: '1000536365' },
  { grams: 12_502, expectedGrams: 24_180, toleranceGrams: 1_209 },
  { grams: 24_180, expectedGrams: 12_502, toleranceGrams: 1_209, wanted: BOTTLE, factor: 12 },
  { number: '1000536365', sinceMs: new Date(2026, 8, 30, 23, 58).getTime(), person: 'Oksana Kovalenko-Maximiliansen' },
  { number: '1000536365', sinceMs: new Date(2026, 8, 30, 23, 58).getTime(), reprint: true, text: '10482' },
  { number: '1000536365', packed: 12 },
  { choices: ['KNITTED UNION FLAG', 'Large double-wall carton', 'Tube 900'] },
  { text: 'PH000501000212K' },
  ...(['recall', 'hold', 'hazard'] as const).map((block) => ({ block, scanned: HOLDER })),
  ...(['address', 'customs', 'hazard-papers'] as const).map((problem) => ({ problem, number: '1000536365' })),
  ...(['carrier', 'too-heavy', 'too-long', 'girth'] as const).map((notAllowed) => ({
    notAllowed,
    choices: ['Large double-wall carton', 'Tube 900', 'Pallet box'],
  })),
  ...(Object.keys(FAULTS) as DecodeFault[]).map((fault) => ({ fault, text: '400638133393' })),
];

const LINE = sampleLine(BOTTLE.sku, BOTTLE.name, { variant: BOTTLE.variant, ordered: 200 });

const BLANK: Omit<QuestionView, 'kind'> = {
  sinceMs: 0,
  choices: [],
  badge: false,
  action: null,
  about: null,
  detail: {},
  line: null,
  units: null,
  reason: null,
  person: null,
  bin: null,
  changes: [],
  conflict: null,
  drill: null,
  names: [],
};

/** A question with as little and with as much as the core tells. */
export function questionsOf(kind: Question['kind']): readonly QuestionView[] {
  const actions = [...new Set(Object.values(SATISFIES).flat())];
  const long: QuestionView = {
    ...BLANK,
    kind,
    line: LINE,
    units: 200,
    reason: 'misplaced',
    person: 'Oksana Kovalenko-Maximiliansen',
    bin: 'HIGH-BAY-EAST-12-04-A',
    detail: {
      person: 'Ibrahim Yusuf-Abdurrahmani',
      ordered: 200,
      wanted: BOTTLE,
      text: 'Zebra ZD420 beside the north door, spare',
      number: '1000536365',
      packed: 12,
    },
  };
  return [
    { ...BLANK, kind },
    long,
    { ...long, line: null },
    { ...long, units: 1, reason: 'seal-broken' },
    ...actions.map((action) => ({ ...BLANK, kind, action })),
    ...(
      ['learn', 'break-kit', 'short', 'train', 'leave-training', 'undo-label', 'reprint', 'shelf-life'] as const
    ).flatMap((about) => [
      { ...BLANK, kind, about },
      { ...long, about },
    ]),
  ];
}

const EVERY_KIND = {
  sure: true,
  short: true,
  'after-short': true,
  damaged: true,
  'after-damage': true,
  hold: true,
  approval: true,
  'approval-reason': true,
  'take-over': true,
  learn: true,
  'which-box': true,
  'bin-empty': true,
  changed: true,
  reprint: true,
  'which-printer': true,
  twice: true,
  'left-behind': true,
  conflict: true,
  drill: true,
  'drill-over': true,
} satisfies Record<Question['kind'], true>;

/** The answers to each kind of question, as the core gives them; it looks at the kind, the boxes, the printers and what is approved. */
export const KINDS = Object.fromEntries(
  Object.keys(EVERY_KIND).map((kind) => [
    kind,
    choicesOf({
      kind,
      boxes: 6,
      printers: Array(6),
      about: 'weight-low',
      conflict: { kind: 'double_ship' },
    } as unknown as Question),
  ]),
) as Readonly<Record<Question['kind'], readonly Choice[]>>;

/** Details as the test card gives them, for each finding. */
export const CARD_WHATS: readonly (string | null)[] = [
  null,
  'upper',
  'lower',
  'keys',
  'german',
  'gs1-128 gs1-datamatrix digital-link',
  'x'.repeat(60),
];
