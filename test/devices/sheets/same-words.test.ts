import { describe, expect, it } from 'vitest';
import { english } from '../../../renderer/words/english.ts';
import { german } from '../../../renderer/words/german.ts';
import { SATISFIES } from '../../../src/core/phase.ts';
import type { Question } from '../../../src/core/question.ts';
import { commandCellOf, commandSheetOf } from '../../../src/devices/sheets/command-sheet.ts';
import { setupSheetOf } from '../../../src/devices/sheets/setup-sheet.ts';
import { type ChoiceGroup, sheetWords } from '../../../src/devices/sheets/words.ts';
import { questionsOf } from '../../renderer/word-samples.ts';

/** The screens' table decides: a key is looked for on the bench card by the word that it has on the screen. */
const SCREENS = { en: english, de: german };
const LANGUAGES = ['en', 'de'] as const;

/** The question that each group of answers belongs to. `plain` answers several, and `next` is asked with a count before it. */
const ASKED = {
  short: 'short',
  damaged: 'damaged',
  held: 'hold',
  override: 'approval-reason',
  box: 'which-box',
  reprint: 'reprint',
  printer: 'which-printer',
  drill: 'drill',
} as const satisfies Partial<Record<ChoiceGroup, Question['kind']>>;

/** 4.5 mm capitals in an em of 1.25: to be read at arm's length. */
const COMMAND_LETTERS_MM = 5.625;

describe.each(LANGUAGES)('the sheets say the same as the screens, %s', (language) => {
  const screens = SCREENS[language];
  const sheets = sheetWords(language);
  const card = commandSheetOf('a4', language);

  it.each(Object.keys(screens.keys) as (keyof typeof screens.keys)[])('the key %s', (action) => {
    expect(sheets.actions[action]).toBe(screens.keys[action]);
    expect(commandCellOf(action, language).word).toBe(screens.keys[action]);
  });

  it.each(Object.keys(screens.choices) as (keyof typeof screens.choices)[])('the answer %s', (choice) => {
    expect(sheets.choices[choice]).toBe(screens.choices[choice]);
    expect(card).toContain(`>${screens.choices[choice]}</text>`);
  });

  it('neither table has a word that the other lacks, and every key of every phase has one', () => {
    expect(Object.keys(sheets.actions).toSorted()).toEqual(Object.keys(screens.keys).toSorted());
    expect(Object.keys(sheets.choices).toSorted()).toEqual(Object.keys(screens.choices).toSorted());
    for (const action of Object.values(SATISFIES).flat()) expect(sheets.actions[action]).toBe(screens.keys[action]);
  });

  it.each(Object.entries(ASKED))('the answers to %s stand under the question', (group, kind) => {
    const [blank] = questionsOf(kind);
    if (blank === undefined) throw new Error(`no sample of ${kind}`);
    const head = sheets.commands.groups[group as keyof typeof ASKED];
    expect(head.replace(/ \(.*\)$/, '')).toBe(screens.questions[kind].title(blank));
  });

  it('every word stands under its code in letters of one size: none had to shrink', () => {
    const words: readonly string[] = [...Object.values(screens.keys), ...Object.values(screens.choices)];
    const printed = [...card.matchAll(/font-size="([\d.]+)" font-weight="700"[^>]*>([^<]*)</g)]
      .map(([, size, word]) => ({ size: Number(size), word: word ?? '' }))
      .filter(({ word }) => words.includes(word));
    expect(printed.map(({ word }) => word).toSorted()).toEqual(words.toSorted());
    expect([...new Set(printed.map(({ size }) => size))]).toEqual([COMMAND_LETTERS_MM]);
  });

  it('a key that a sheet tells to scan is one on the bench card', () => {
    const key = screens.keys['check-scanner'];
    expect(sheets.card.hint).toContain(key);
    expect(setupSheetOf('a4', language)).toContain(key);
  });
});
