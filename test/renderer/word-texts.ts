import type { Catalogue } from '../../renderer/words/catalogue.ts';
import type { Limit } from '../../renderer/words/limits.ts';
import type { Question } from '../../src/core/question.ts';
import { CARD_WHATS, DETAILS, KINDS, questionsOf } from './word-samples.ts';

/** Which place it stands in, its key in the catalogue, the text. */
export type WordText = readonly [Limit, string, string];

const PRINTER = 'Printer at bench 5';

/** Every text of the catalogue as it comes out with short, long and missing data. */
export function textsOf(words: Catalogue): readonly WordText[] {
  const texts = [
    ...verdictTexts(words),
    ...tableTexts(words),
    ...printingTexts(words),
    ...frameTexts(words),
    ...benchTexts(words),
  ];
  return [...new Map(texts.map((text) => [text.join('\n'), text])).values()];
}

function all(limit: Limit, table: Readonly<Record<string, string>>, where: string): WordText[] {
  return Object.entries(table).map(([code, text]) => [limit, `${where}.${code}`, text]);
}

export function verdictTexts({ verdicts }: Catalogue): readonly WordText[] {
  return Object.entries({ ...verdicts.refusals, ...verdicts.notes }).flatMap(([code, says]) => [
    ['bandWord', code, says.word] as const,
    ...DETAILS.map((detail) => [code === 'invalid-code' ? 'fault' : 'bandWhat', code, says.what(detail)] as const),
    ...('steps' in says
      ? DETAILS.flatMap((detail) => says.steps(detail).map((step) => ['step', code, step] as const))
      : []),
  ]);
}

export function tableTexts(words: Catalogue): readonly WordText[] {
  const kinds = Object.keys(KINDS) as Question['kind'][];
  return [
    ...all('key', words.keys, 'keys'),
    ...all('helpSays', words.actionSays, 'actionSays'),
    ...all('choice', words.choices, 'choices'),
    ...all('choiceSays', words.choiceSays, 'choiceSays'),
    ...all('reason', words.reasons, 'reasons'),
    ...all('mark', words.marks, 'marks'),
    ...all('approval', words.approvals, 'approvals'),
    ...all('change', words.changes, 'changes'),
    ...all('notAllowed', words.notAllowed, 'notAllowed'),
    ...all('fix', words.cardFixes, 'cardFixes'),
    ...Object.entries(words.extras).flatMap(([code, { word, what }]): WordText[] => [
      ['extra', `extras.${code}`, word],
      ['extraWhat', `extras.${code}`, what],
    ]),
    ...Object.entries(words.cardFindings).flatMap(([code, says]) =>
      CARD_WHATS.map((what): WordText => ['finding', `cardFindings.${code}`, says(what)]),
    ),
    ...kinds.flatMap((kind) =>
      questionsOf(kind).flatMap((question): WordText[] => [
        ['question', `questions.${kind}`, words.questions[kind].title(question)],
        ['questionWhat', `questions.${kind}`, words.questions[kind].what(question)],
      ]),
    ),
  ];
}

function printingTexts({ printing, keys }: Catalogue): readonly WordText[] {
  const troubles = { ...printing.conditions, ...printing.faults, unknown: printing.unknown };
  const documents = Object.entries(printing.documents).map(([code, says]) => [`documents.${code}`, says] as const);
  return [
    ...[...Object.entries(troubles), ...documents].flatMap(([code, says]): WordText[] => [
      ['troubleWord', code, says.word],
      ['troubleWhat', code, says.what(PRINTER)],
      ...says.steps.map((step): WordText => ['step', code, step]),
    ]),
    ...Object.entries(printing.conditions).flatMap(([code, says]): WordText[] => [
      ['part', code, says.part],
      ['says', code, says.says],
      ['chip', code, says.chip],
    ]),
    ...all('jobState', printing.jobStates, 'jobStates'),
    ...printing.fineParts.flatMap(({ part, says }): WordText[] => [
      ['part', 'fineParts', part],
      ['says', 'fineParts', says],
    ]),
    ['step', 'goesOnByItself', printing.goesOnByItself],
    ['step', 'scanKey', printing.scanKey(keys.retry)],
    ['step', 'waitOrScan', printing.waitOrScan(keys.retry)],
    ['step', 'scanEither', printing.scanEither(keys.retry, keys['other-printer'])],
    ['step', 'waitOrEither', printing.waitOrEither(keys.retry, keys['other-printer'])],
  ];
}

function frameTexts({ screens, strip, printing }: Catalogue): readonly WordText[] {
  const { head, ready, done } = screens;
  const say = (limit: Limit, where: string, ...texts: readonly string[]) =>
    texts.map((text): WordText => [limit, where, text]);
  return [
    ...Object.values(strip.network).flatMap((network) => say('chip', 'network', network('14:31'))),
    ...Object.values(strip.device).flatMap((device) =>
      say('chip', 'device', device(strip.label), device(strip.slip), device(strip.scanner), device(strip.scale)),
    ),
    ...say(
      'chip',
      'strip',
      strip.allSent,
      strip.waiting(1),
      strip.waiting(14),
      strip.parked(1),
      strip.parked(12),
      strip.drill('14:31'),
      strip.conflicts(1),
      strip.conflicts(12),
      strip.noSound,
      strip.notInFront,
    ),
    ...say('chip', 'strip', strip.nobody),
    ...Object.values(printing.conditions).flatMap(({ says }) =>
      say('chip', 'neighbour', strip.neighbour('Printer at bench 5', says), strip.neighbour(strip.slip, says)),
    ),
    ...say('verb', 'verbs', screens.signedOut.verb, ready.verb, screens.label.making, screens.label.printing),
    ...say('verb', 'verbs', screens.label.checking, screens.prove.verb, screens.help.verb),
    ...say('fact', 'head', head.order, head.shipBy, head.carrier, head.box, head.units, head.alone),
    ...say('count', 'counts', ready.packed, done.waiting, ready.late, ready.today, ready.held, ready.open),
    ...say('hint', 'ready', ready.picks(1), ready.picks(12), ready.waiting(1), ready.waiting(120), ready.picked),
    ...say('hint', 'ready', ready.totes(1), ready.totes(12), ...Object.values(ready.kinds)),
  ];
}

/** Longest first: what fits nowhere else is a hint. */
const PLACES: readonly (readonly [RegExp, Limit])[] = [
  [/^(pick\.steps|capture\.(verbs|keyVerbs)|boxes\.verb|weigh\.put|card\.verb|locked\.verb|question\.badge$)/, 'verb'],
  [/^(papers\.verb|papers\.takePhoto|load\.verb$|boxes\.verbNone)/, 'verb'],
  [/^(capture\.facts|pick\.unitsFact|pick\.ordersFact|stop\.kinds)/, 'fact'],
  [/^(capture\.keyIn|weigh\.typeIt|more\.word)$/, 'key'],
  [/^(status|printers|paper)\.close/, 'choice'],
  [/^paper\.show/, 'key'],
  [/^awaited\.waiting/, 'verb'],
  [/^(paper\.kinds|printers\.(roles|neighbour|parked|boxes))/, 'plate'],
  [/^(load\.loaded|load\.waiting)$/, 'count'],
  [/^conflict\.kinds\..*\.word$/, 'bandWord'],
  [/^conflict\.kinds\..*\.what$/, 'bandWhat'],
  [/^(conflict\.asks|enrol\.(title|open))/, 'question'],
  [/^(enrol\.(how|sure|pinned|notPinned|done|unsentIn|savedIn))/, 'questionWhat'],
  [/^enrol\.(close|look|connect|restart)$/, 'choice'],
  [/^conflict\.(who|when|label|counts)$/, 'fact'],
  [/^conflict\.(yes|no|you|nobody|none)$/, 'plate'],
  [/^(status\.why)/, 'why'],
  [/^(status\.levels|status\.parts|card\.states|verify\.remove$|verify\.move$|training\.word)/, 'plate'],
];
const LIKE_NUMBER = [200, 60, 40] as const;
const SECTIONS = [
  'pick',
  'capture',
  'boxes',
  'weigh',
  'papers',
  'load',
  'card',
  'locked',
  'question',
  'status',
  'training',
  'more',
  'printers',
  'paper',
  'awaited',
  'parked',
  'conflict',
  'drill',
  'enrol',
  'stop',
  'verify',
] as const;

/** Walks the sections, so that a new key is held to a limit without a word here. */
export function benchTexts({ screens }: Catalogue): readonly WordText[] {
  return SECTIONS.flatMap((section) => leaves(section, screens[section])).map(([path, text]) => [
    PLACES.find(([pattern]) => pattern.test(path))?.[1] ?? 'hint',
    path,
    text,
  ]);
}

function leaves(path: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return argumentsOf(path).map((given) => [path, String(value(...given))]);
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no words`);
  return Object.entries(value).flatMap(([key, part]) => leaves(`${path}.${key}`, part));
}

function argumentsOf(path: string): readonly (readonly unknown[])[] {
  if (path === 'verify.asks') return [[['lot']], [['lot', 'expiry', 'serial']]];
  if (path === 'capture.date') return [['2027-03-31'], ['2027-02-45']];
  if (path.startsWith('weigh.') || path.startsWith('stop.'))
    return [
      ['12,502', '24,180'],
      ['5', '10'],
    ];
  if (path.startsWith('conflict.'))
    return [
      ['10482', 'Station 2'],
      ['1000536365', ''],
      ['1000536365', 'Packtisch Nordhalle 1'],
    ];
  return [[1, 1, 1], LIKE_NUMBER, ['1000536365', 2, 3]];
}
