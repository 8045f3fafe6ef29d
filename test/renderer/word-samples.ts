import { type Choice, SATISFIES } from '../../src/core/phase.ts';
import type { Question } from '../../src/core/question.ts';
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
  { choices: ['KNITTED UNION FLAG', 'Large double-wall carton', 'Tube 900'] },
  { text: 'PH000501000212K' },
  ...(['recall', 'hold', 'hazard'] as const).map((block) => ({ block, scanned: HOLDER })),
  ...(['address', 'customs', 'hazard-papers'] as const).map((problem) => ({ problem, number: '1000536365' })),
  ...(['carrier', 'too-heavy', 'too-long', 'girth'] as const).map((notAllowed) => ({
    notAllowed,
    choices: ['Large double-wall carton', 'Tube 900', 'Pallet box'],
  })),
  ...(['check-digit', 'check-digit-stripped', 'glued'] as const).map((fault) => ({ fault, text: '400638133393' })),
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
    detail: { person: 'Ibrahim Yusuf-Abdurrahmani', ordered: 200, wanted: BOTTLE, text: '04006381333931' },
  };
  return [
    { ...BLANK, kind },
    long,
    { ...long, line: null },
    { ...long, units: 1, reason: 'seal-broken' },
    ...actions.map((action) => ({ ...BLANK, kind, action })),
    ...(['learn', 'break-kit', 'short', 'train', 'leave-training', 'undo-label', 'shelf-life'] as const).flatMap(
      (about) => [
        { ...BLANK, kind, about },
        { ...long, about },
      ],
    ),
  ];
}

export const KINDS: Readonly<Record<Question['kind'], readonly Choice[]>> = {
  sure: ['yes', 'no'],
  short: ['none-on-shelf', 'too-few', 'misplaced'],
  'after-short': ['elsewhere', 'ship-rest', 'wait'],
  damaged: ['crushed', 'leaking', 'dirty', 'seal-broken'],
  'after-damage': ['replace', 'ship-rest', 'wait'],
  hold: ['address', 'goods', 'papers', 'customer', 'other'],
  approval: [],
  'approval-reason': ['checked', 'customer-agrees', 'scale-wrong', 'no-choice'],
  'take-over': ['take-over', 'no'],
  learn: ['yes', 'no'],
  'which-box': ['box-1', 'box-2', 'box-3', 'box-4', 'box-5', 'box-6'],
  'bin-empty': ['yes', 'no'],
  changed: ['yes'],
  'left-behind': ['yes', 'no'],
};

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
