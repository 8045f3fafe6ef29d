import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../renderer/words/catalogue.ts';
import { english } from '../../renderer/words/english.ts';
import { german } from '../../renderer/words/german.ts';
import { clip, LIMITS, type Limit, spoken } from '../../renderer/words/limits.ts';
import { leftText, shipByText, tookText } from '../../renderer/words/times.ts';
import { catalogueFor } from '../../renderer/words/use-words.ts';
import { REFUSALS } from '../../src/core/verdict.ts';
import type { BandDetail } from '../../src/core/view.ts';

/** As long as the world makes them: names, numbers and counts of a real wholesaler. */
const LONG: BandDetail = {
  name: 'KNITTED UNION FLAG HOT WATER BOTTLE',
  variant: 'STRAWBERRY',
  number: '1000536365',
  text: '04006381333931',
  ordered: 200,
  packed: 200,
  factor: 144,
  scanned: { name: 'WHITE HANGING HEART T-LIGHT HOLDER', sku: '85123A' },
  wanted: { name: 'KNITTED UNION FLAG HOT WATER BOTTLE', sku: '84029G' },
};
const PRINTER = 'Printer at bench 5';

function textsOf(words: Catalogue): [Limit, string, string][] {
  const list: [Limit, string, string][] = [];
  const add = (limit: Limit, where: string, ...texts: readonly string[]) => {
    for (const text of texts) list.push([limit, where, text]);
  };
  const { verdicts, printing, screens, strip } = words;
  for (const [action, word] of Object.entries(words.keys)) add('key', `keys.${action}`, word);
  for (const [reason, word] of Object.entries(words.reasons)) add('reason', `reasons.${reason}`, word);
  for (const [mark, word] of Object.entries(words.marks)) add('mark', `marks.${mark}`, word);
  for (const [code, says] of Object.entries({ ...verdicts.refusals, ...verdicts.notes })) {
    add('bandWord', code, says.word);
    add('bandWhat', code, says.what({ ...LONG, scanned: undefined, wanted: undefined }), says.what({}));
    if ('steps' in says) add('step', code, ...says.steps(LONG), ...says.steps({}));
  }
  for (const [code, says] of Object.entries({
    ...printing.conditions,
    ...printing.faults,
    unknown: printing.unknown,
    failed: printing.failed,
  })) {
    add('troubleWord', code, says.word);
    add('troubleWhat', code, says.what(PRINTER));
    add('step', code, ...says.steps);
    if ('part' in says) {
      add('part', code, says.part);
      add('says', code, says.says);
      add('chip', code, says.chip);
    }
  }
  for (const [state, word] of Object.entries(printing.jobStates)) add('jobState', state, word);
  for (const part of printing.fineParts) {
    add('part', 'fineParts', part.part);
    add('says', 'fineParts', part.says);
  }
  add('step', 'goesOnByItself', printing.goesOnByItself, printing.scanKey(words.keys.retry));
  for (const say of Object.values(strip.network)) add('chip', 'network', say('14:31'));
  for (const say of Object.values(strip.device))
    add('chip', 'device', say(strip.label), say(strip.slip), say(strip.scanner));
  add(
    'chip',
    'strip',
    strip.allSent,
    strip.waiting(1),
    strip.waiting(14),
    strip.noSound,
    strip.notInFront,
    strip.nobody,
  );
  add(
    'verb',
    'verbs',
    screens.signedOut.verb,
    screens.ready.verb,
    screens.label.making,
    screens.label.printing,
    screens.prove.verb,
    screens.help.verb,
  );
  add(
    'fact',
    'head',
    screens.head.order,
    screens.head.shipBy,
    screens.head.carrier,
    screens.head.box,
    screens.head.units,
    screens.head.alone,
  );
  add(
    'count',
    'counts',
    screens.ready.packed,
    screens.done.waiting,
    screens.ready.late,
    screens.ready.today,
    screens.ready.held,
    screens.ready.open,
  );
  return list;
}

describe.each([
  ['English', english],
  ['German', german],
] as const)('the words in %s', (_, words) => {
  it('fit where they stand', () => {
    const tooLong = textsOf(words).filter(([limit, , text]) => {
      const { max, longestWord } = LIMITS[limit];
      return text.length > max || text.split(/[\s-]/).some((word) => word.length > longestWord);
    });
    expect(tooLong).toEqual([]);
  });

  it('are all there', () => {
    expect(
      textsOf(words)
        .filter(([, , text]) => text.trim() === '')
        .map(([, where]) => where),
    ).toEqual(['accepted', 'line-done', 'undone']);
  });

  it('never blame, plead or speak in codes', () => {
    const rude = /\b(error|fehler|please|bitte|invalid|ungültig|failed|undefined|NaN|\[object)/i;
    expect(textsOf(words).filter(([, , text]) => rude.test(text))).toEqual([]);
  });

  it('give at most three steps, and the way out is the last', () => {
    const seen = words.keys.acknowledge;
    for (const [code, says] of Object.entries(words.verdicts.refusals)) {
      if (!('steps' in says)) continue;
      const steps = says.steps(LONG);
      expect([code, steps.length <= 3, steps.at(-1)?.includes(seen)]).toEqual([code, true, true]);
    }
  });

  it('say what to do for everything that stops', () => {
    for (const [code, rule] of Object.entries(REFUSALS)) {
      const says = words.verdicts.refusals[code as keyof typeof REFUSALS];
      expect([code, 'steps' in says]).toEqual([code, rule.stop !== 'band']);
    }
  });

  it('call a saved order anything but shipped', () => {
    const { saved, sending, shipped } = words.verdicts.notes;
    expect(new Set([saved.word, sending.word, shipped.word]).size).toBe(3);
    expect(words.printing.jobStates.sending).not.toBe(words.printing.jobStates.printed);
  });
});

describe('sentences with data', () => {
  const bottle = { name: 'Steel bottle', sku: 'B' };
  const detail = { scanned: { ...bottle, variant: 'BLUE' }, wanted: { ...bottle, variant: 'BLACK' } };

  it('say the difference, not the whole name, when only the colour differs', () => {
    expect(english.verdicts.refusals['wrong-item'].what(detail)).toBe('That is the blue one. This order wants black.');
    expect(german.verdicts.refusals['wrong-item'].what(detail)).toBe('Das ist BLUE. Der Auftrag braucht BLACK.');
  });

  it('count the one too many', () => {
    expect(english.verdicts.refusals['too-many'].what({ ordered: 3, packed: 3 })).toBe(
      'All 3 are in the box. This is number 4.',
    );
    expect(english.verdicts.refusals['too-many'].what({ ordered: 1, packed: 1 })).toBe(
      'The only one is in the box. This is number 2.',
    );
  });

  it('end with one full stop', () => {
    expect(english.verdicts.notes.welcome.what({ name: 'Mira K.' })).toBe('Good to see you, Mira K.');
  });

  it('speak colours and spell sizes', () => {
    expect([spoken('BLACK'), spoken('RED'), spoken('XL'), spoken('Size 42')]).toEqual([
      'black',
      'red',
      'XL',
      'Size 42',
    ]);
    expect(clip('KNITTED UNION FLAG', 9)).toBe('KNITTED…');
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
