import { choiceCodeOf } from '../../src/core/command-code.ts';
import { ANSWERS_TO, CONFLICT_KINDS, type Conflict, type ConflictKind } from '../../src/core/conflict.ts';
import type { OrderId } from '../../src/core/ids.ts';
import type { Choice } from '../../src/core/phase.ts';
import type { Question } from '../../src/core/question.ts';
import type { QuestionView, View } from '../../src/core/view.ts';
import { AT_MS, BOTTLE, keysOf } from './sample-parts.ts';
import { BLUE, band, stopped, verify } from './sample-views.ts';

/** Every kind of question, over the work or over the stop that led to it. */

const BOXES = ['box-1', 'box-2', 'box-3', 'box-4', 'box-5', 'box-6'] as const satisfies readonly Choice[];

export function question(
  kind: Question['kind'],
  choices: readonly Choice[],
  rest: Partial<QuestionView> = {},
): QuestionView {
  return {
    kind,
    sinceMs: AT_MS - 2_000,
    choices: choices.map((choice) => ({ choice, code: choiceCodeOf(choice) })),
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
    ...rest,
  };
}

function conflictOf(kind: ConflictKind): Conflict {
  const here = {
    station: 'Station 5',
    mine: true,
    person: 'Mira K.',
    atMs: AT_MS - 60_000,
    labels: ['PH000501000212K'],
    accepted: false,
  };
  const there = { ...here, station: 'Station 2', mine: false, person: 'Tom R.', atMs: AT_MS - 480_000, accepted: true };
  return {
    id: '0190',
    kind,
    orderId: 'o1' as OrderId,
    number: '10482',
    openedAtMs: AT_MS,
    askedLead: kind === 'label_voided',
    sides: kind === 'double_ship' || kind === 'moved' ? [there, here] : [here],
  };
}

const asked = (...parts: Parameters<typeof question>) =>
  verify({ phase: 'asked', keys: keysOf('asked'), question: question(...parts), band: band('question') });

export const QUESTION_SAMPLES = {
  'question-sure': asked('sure', ['yes', 'no'], { action: 'put-back' }),
  'question-short': asked('short', ['none-on-shelf', 'too-few', 'misplaced'], { line: BOTTLE, units: 1 }),
  'question-after-short': asked('after-short', ['elsewhere', 'ship-rest', 'wait'], {
    line: BOTTLE,
    units: 1,
    reason: 'none-on-shelf',
  }),
  'question-damaged': asked('damaged', ['crushed', 'leaking', 'dirty', 'seal-broken'], { line: BOTTLE, units: 1 }),
  'question-after-damage': asked('after-damage', ['replace', 'ship-rest', 'wait'], { line: BOTTLE, reason: 'leaking' }),
  'question-hold': asked('hold', ['address', 'goods', 'papers', 'customer', 'other']),
  'question-approval': {
    ...stopped('hazard-right', { scanned: BLUE, block: 'hazard' }),
    phase: 'asked',
    keys: keysOf('asked'),
    question: question('approval', [], {
      badge: true,
      about: 'hazard-right',
      detail: { scanned: BLUE, block: 'hazard' },
    }),
  },
  'question-approval-learn': asked('approval', [], { badge: true, about: 'learn' }),
  'question-approval-reason': {
    ...stopped('weight-low', { grams: 1502, expectedGrams: 1820, toleranceGrams: 40 }),
    phase: 'asked',
    keys: keysOf('asked'),
    question: question('approval-reason', ['checked', 'customer-agrees', 'scale-wrong', 'no-choice'], {
      about: 'weight-low',
      person: 'Ana Lopes',
      detail: { grams: 1502, expectedGrams: 1820, toleranceGrams: 40 },
    }),
  },
  'question-take-over': asked('take-over', ['take-over', 'no'], { person: 'Mira K.' }),
  'question-learn': asked('learn', ['yes', 'no'], { line: BOTTLE, detail: { text: '4006381999999' } }),
  'question-which-box': asked('which-box', BOXES, { line: BOTTLE }),
  'question-bin-empty': asked('bin-empty', ['yes', 'no'], { bin: 'A-04-2' }),
  'question-changed': asked('changed', ['yes'], {
    detail: { number: '10482' },
    changes: [
      { what: 'quantity', name: 'Steel bottle 0.5 l', variant: 'BLACK', from: '3', to: '1' },
      { what: 'line-added', name: 'Forest honey 250 g', to: '2' },
      { what: 'address', from: 'Harbour Street 12, Northport', to: 'Mill Lane 4, Northport' },
    ],
  }),
  'question-changed-much': asked('changed', ['yes'], {
    detail: { number: '10482' },
    changes: Array.from({ length: 9 }, (_, at) => ({
      what: 'quantity' as const,
      name: `JUMBO BAG STRAWBERRY ${at}`,
      from: String(at + 2),
      to: '1',
    })),
  }),
  'question-left-behind': asked('left-behind', ['yes', 'no'], { units: 4 }),
  ...Object.fromEntries(
    CONFLICT_KINDS.map((kind) => [
      `question-conflict-${kind}`,
      asked('conflict', ANSWERS_TO[kind], { conflict: conflictOf(kind) }),
    ]),
  ),
  'question-drill': asked('drill', ['minutes-5', 'minutes-15', 'minutes-30']),
  'question-drill-over': asked('drill-over', ['yes'], {
    drill: {
      lastedMs: 900_000,
      shipped: 9,
      refused: 2,
      scans: 184,
      claimedBefore: 30,
      claimedAfter: 0,
      dryAfterMs: 740_000,
    },
  }),
} satisfies Record<string, View>;
