import { describe, expect, it } from 'vitest';
import { refusals as englishCodes } from '../../renderer/words/english/refusals-codes.ts';
import { refusals as englishItems } from '../../renderer/words/english/refusals-items.ts';
import { refusals as englishOrders } from '../../renderer/words/english/refusals-orders.ts';
import { refusals as englishPlaces } from '../../renderer/words/english/refusals-places.ts';
import { english } from '../../renderer/words/english.ts';
import { refusals as germanCodes } from '../../renderer/words/german/refusals-codes.ts';
import { refusals as germanItems } from '../../renderer/words/german/refusals-items.ts';
import { refusals as germanOrders } from '../../renderer/words/german/refusals-orders.ts';
import { refusals as germanPlaces } from '../../renderer/words/german/refusals-places.ts';
import { german } from '../../renderer/words/german.ts';
import { LIMITS, type Limit } from '../../renderer/words/limits.ts';
import { leftText, shipByText, tookText } from '../../renderer/words/times.ts';
import { catalogueFor } from '../../renderer/words/use-words.ts';
import { SATISFIES } from '../../src/core/phase.ts';
import { REFUSALS, SUPERVISOR_CLEARS } from '../../src/core/verdict.ts';
import { DETAILS, KINDS } from './word-samples.ts';
import { textsOf } from './word-texts.ts';

const LANGUAGES = [
  ['English', english],
  ['German', german],
] as const;

const ENGLISH_THEMES = [englishCodes, englishItems, englishOrders, englishPlaces];
const GERMAN_THEMES = [germanCodes, germanItems, germanOrders, germanPlaces];

/** Sentences that are a name and nothing else. */
const NAMES_ALONE = ['accepted', 'line-done', 'undone', 'picked'];
/** Names out of the samples, which come from outside and stay as they are. */
const NAMES = /KNITTED UNION FLAG.*strawberry/;
/** Words that are the same in both languages. */
const ALIKE = new Set(['Online', 'Scanner']);
/** Capitals that are no key: the trade's own, and names out of the samples. */
const CAPITALS = ['PIN', 'EAN', 'UPC', 'ITF', 'AIM', 'GS', 'USB', 'PAUSE', 'NO', 'SCAN'];
const CAPITAL_PLACES: readonly Limit[] = ['key', 'choice', 'plate', 'chip'];

/** Where the word alone is the message. */
const MAY_BE_EMPTY = [
  'accepted',
  'line-done',
  'undone',
  'choiceSays.yes',
  'choiceSays.no',
  ...[1, 2, 3, 4, 5, 6].flatMap((no) => [`choiceSays.box-${no}`, `choiceSays.printer-${no}`]),
  'cardFixes.nothing',
  'stop.kinds.other',
];

describe.each(LANGUAGES)('the words in %s', (_, words) => {
  const texts = textsOf(words);

  it('fit where they stand', () => {
    const tooLong = texts.filter(([limit, , text]) => {
      const { max, longestWord } = LIMITS[limit];
      return text.length > max || text.split(/[\s-]/).some((word) => word.length > longestWord);
    });
    expect(tooLong).toEqual([]);
  });

  it('leave no limit unused', () => {
    expect(new Set(texts.map(([limit]) => limit))).toEqual(new Set(Object.keys(LIMITS)));
  });

  it('say a verdict in at most four words', () => {
    const long = texts.filter(([limit, , text]) => limit === 'bandWord' && text.split(/\s+/).length > 4);
    expect(long).toEqual([]);
  });

  it('are all there', () => {
    const empty = new Set(texts.filter(([, , text]) => text.trim() === '').map(([, where]) => where));
    expect([...empty].sort()).toEqual([...MAY_BE_EMPTY].sort());
  });

  it('never blame, plead or speak in codes', () => {
    const rude =
      /\b(error|fehler|please|bitte|sorry|oops|leider|invalid|ungültig|illegal|failed|fehlgeschlagen|exception|must not|you forgot|undefined|null|NaN|Infinity)|\[object|\{|\}|\s{2}|\s[.,:]|\.\.|…\./i;
    expect(texts.filter(([, , text]) => rude.test(text))).toEqual([]);
  });

  it('end a sentence, and only once', () => {
    const sentences: readonly Limit[] = [
      'fault',
      'bandWhat',
      'choiceSays',
      'helpSays',
      'questionWhat',
      'approval',
      'finding',
      'fix',
      'why',
    ];
    const odd = texts.filter(
      ([limit, where, text]) =>
        sentences.includes(limit) && text !== '' && !/[.!?…][”“]?$/.test(text) && !NAMES_ALONE.includes(where),
    );
    expect(odd).toEqual([]);
  });

  it('give at most three steps, and the way out is the last', () => {
    const seen = words.keys.acknowledge;
    for (const [code, says] of Object.entries(words.verdicts.refusals)) {
      if (!('steps' in says)) continue;
      const clears = SUPERVISOR_CLEARS.includes(code as keyof typeof REFUSALS);
      for (const detail of DETAILS) {
        const steps = says.steps(detail);
        const out = clears ? /supervisor|Aufsicht/.test(steps.at(-1) ?? '') : steps.at(-1)?.includes(seen);
        expect([code, steps.length <= 3, out]).toEqual([code, true, true]);
      }
    }
  });

  it('say what to do for everything that stops', () => {
    for (const [code, rule] of Object.entries(REFUSALS)) {
      const says = words.verdicts.refusals[code as keyof typeof REFUSALS];
      expect([code, 'steps' in says]).toEqual([code, rule.stop !== 'band']);
    }
  });

  it('name keys only as they are named on the keys', () => {
    const keys = [...Object.values(words.keys), ...Object.values(words.choices)].flatMap((key) => key.split(' '));
    const known = new Set([...keys, ...CAPITALS, ...JSON.stringify(DETAILS).split(/[^\p{L}]+/u)]);
    const sentences = texts.filter(([limit]) => !CAPITAL_PLACES.includes(limit));
    const strange = sentences.flatMap(([, where, text]) =>
      (text.replace(/\p{L}+…/gu, '').match(/(?<![\p{L}\d-])\p{Lu}{3,}(?![\p{L}\d-])/gu) ?? [])
        .filter((word) => !known.has(word))
        .map((word) => [where, word]),
    );
    expect(strange).toEqual([]);
  });

  it('call a saved order anything but shipped', () => {
    const { saved, sending, shipped } = words.verdicts.notes;
    expect(new Set([saved.word, sending.word, shipped.word]).size).toBe(3);
    expect(words.printing.jobStates.sending).not.toBe(words.printing.jobStates.printed);
  });

  it('give each key of a screen another word', () => {
    for (const [phase, actions] of Object.entries(SATISFIES)) {
      const named = actions.map((action) => words.keys[action]);
      expect([phase, new Set(named).size]).toEqual([phase, named.length]);
    }
    for (const [kind, choices] of Object.entries(KINDS)) {
      const named = choices.map((choice) => words.choices[choice]);
      expect([kind, new Set(named).size]).toEqual([kind, named.length]);
    }
  });

  it('are used: what the core tells changes the sentence', () => {
    const deaf = Object.entries({ ...words.verdicts.refusals, ...words.verdicts.notes }).filter(
      ([, says]) => says.what.length > 0 && new Set(DETAILS.map((detail) => says.what(detail))).size < 2,
    );
    expect(deaf.map(([code]) => code)).toEqual([]);
  });
});

describe('both languages', () => {
  it('say the same things', () => {
    expect(new Set(textsOf(german).map(([, where]) => where))).toEqual(
      new Set(textsOf(english).map(([, where]) => where)),
    );
  });

  it('use the data of a verdict alike', () => {
    const takes = (words: typeof english) =>
      Object.entries({ ...words.verdicts.refusals, ...words.verdicts.notes })
        .filter(([, says]) => says.what.length > 0)
        .map(([code]) => code)
        .sort();
    expect(takes(german)).toEqual(takes(english));
  });

  it('are both translated', () => {
    const there = new Map(textsOf(english).map(([, where, text]) => [`${where} ${text}`, text]));
    const same = textsOf(german).filter(
      ([, where, text]) => /\p{Ll}{3}/u.test(text.replace(NAMES, '')) && there.has(`${where} ${text}`),
    );
    expect(same.filter(([, where, text]) => !ALIKE.has(text) && !NAMES_ALONE.includes(where))).toEqual([]);
  });

  it('put every code of a theme in one file only', () => {
    for (const themes of [ENGLISH_THEMES, GERMAN_THEMES]) {
      const codes = themes.flatMap((theme) => Object.keys(theme));
      expect(codes.length).toBe(new Set(codes).size);
      expect(new Set(codes)).toEqual(new Set(Object.keys(REFUSALS)));
    }
  });
});

describe('times', () => {
  const at = (hour: number, minute: number, day = 11) => new Date(2026, 2, day, hour, minute).getTime();
  const now = at(14, 48);

  it.each([
    [at(15, 30), '42 min left', '15:30'],
    [at(16, 0), '1 h 12 min left', '16:00'],
    [at(14, 36), '12 min late', '14:36'],
    [at(10, 48, 12), '20 h left', 'Thu 10:48'],
    [at(14, 48, 14), '3 days left', 'Sat 14:48'],
    [at(14, 48, 25), '14 days left', '25 Mar'],
  ])('say when it must leave', (ms, left, shipBy) => {
    expect([leftText(english, ms, now), shipByText(english, ms, now)]).toEqual([left, shipBy]);
  });

  it('say how long it took', () => {
    expect([tookText(english, 98_000), tookText(english, 9_400), tookText(german, 7_200_000)]).toEqual([
      '1 min 38 s',
      '9 s',
      '2 h',
    ]);
  });
});

describe('the language', () => {
  it('is the one asked for, else the first that there is, else English', () => {
    expect(catalogueFor('de', ['en-GB'])).toBe(german);
    expect(catalogueFor(null, ['pl-PL', 'de-AT', 'en'])).toBe(german);
    expect(catalogueFor('xx', ['pl'])).toBe(english);
    expect(catalogueFor('toString', [])).toBe(english);
  });
});
