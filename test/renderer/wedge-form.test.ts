import { describe, expect, it } from 'vitest';
import { type FieldEdit, type FormStep, IDLE_FORM, pressFormKey, restForm } from '../../renderer/scan/form-wedge.ts';
import type { KeyPress } from '../../renderer/scan/wedge.ts';
import { WEDGE_RULES, type WedgeRules } from '../../renderer/scan/wedge-rules.ts';
import { GS } from '../../src/core/us-keyboard.ts';
import { key, keys } from './wedge-keys.ts';

/** A field with its caret at the end; characters that the page sees are typed into it. */
function play(list: readonly KeyPress[], { before = '', rules = WEDGE_RULES, rest = true } = {}) {
  let state = IDLE_FORM;
  let text = before;
  let memory = '';
  let enters = 0;
  const outs: NonNullable<FormStep['out']>[] = [];
  const take = ({ edits, out }: { edits: readonly FieldEdit[]; out: FormStep['out'] }) => {
    for (const edit of edits) {
      if (edit.t === 'remember') memory = text;
      else text = edit.t === 'restore' ? memory : text + edit.text;
    }
    if (out !== null) outs.push(out);
  };
  for (const press of list) {
    const step = pressFormKey(state, press, rules);
    state = step.state;
    take(step);
    if (step.swallow) continue;
    if (press.code === 'Enter') enters += 1;
    else if (press.code === 'Backspace') text = text.slice(0, -1);
    else if (press.key.length === 1) text += press.key;
  }
  if (rest) take(restForm(state, rules));
  return { text, outs, enters };
}

describe('a scan into a text field', () => {
  it.each(['4006381333931', 'LOC-A.01/02 b', `]C10109506000134352${GS}10AB`])(
    '%s leaves the field as it was',
    (code) => {
      expect(play(keys(code, 2), { before: 'Mira' })).toEqual({
        text: 'Mira',
        outs: [{ kind: 'wedge', text: code, maxGapMs: 2 }],
        enters: 0,
      });
    },
  );

  it('twice without a gap is two, and the field is still as it was', () => {
    const { text, outs } = play([...keys('4006381333931', 2), ...keys('96385074', 2, 'Enter', 1028)], { before: 'a' });
    expect(text).toBe('a');
    expect(outs.map((out) => 'text' in out && out.text)).toEqual(['4006381333931', '96385074']);
  });

  it('after typed text takes back its own characters alone', () => {
    const presses = [...keys('ab', 90, null), ...keys('4006381333931', 2, 'Enter', 2000)];
    expect(play(presses)).toMatchObject({ text: 'ab', outs: [{ text: '4006381333931' }] });
  });

  it('without its end is half a code, and leaves nothing', () => {
    expect(play(keys('400638', 2, null), { before: 'x' })).toEqual({
      text: 'x',
      outs: [{ kind: 'partial' }],
      enters: 0,
    });
  });

  it('without a suffix, where the scanner sends none, is whole after a silence', () => {
    const rules: WedgeRules = { ...WEDGE_RULES, suffix: 'none' };
    expect(play(keys('4006381333931', 2, null), { rules })).toMatchObject({
      text: '',
      outs: [{ text: '4006381333931' }],
    });
  });

  it('may be slow with a prefix that the scanner alone has', () => {
    const rules = { ...WEDGE_RULES, prefixes: ['~', ']'], stripPrefix: '~' };
    expect(play(keys('~4006', 120), { rules })).toMatchObject({ text: '', outs: [{ text: '4006' }] });
    expect(play(keys(']4006', 120), { rules })).toMatchObject({ text: ']4006', outs: [] });
  });
});

describe('a person in a text field', () => {
  it.each([0, 20, 30, 60, 200])('keeps every character, with %i ms between the quick ones', (gapMs) => {
    // Pairs and triples come quickly, the next one after a while.
    const presses = [...'Station 3'].map((character, at) =>
      key(character, 1000 + Math.floor(at / 3) * 400 + (at % 3) * gapMs),
    );
    expect(play(presses)).toEqual({ text: 'Station 3', outs: [], enters: 0 });
  });

  it('sends the form with Enter, and the field has all of it by then', () => {
    const presses = [...keys('abc', 20, null), key('Enter', 1200)];
    expect(play(presses, { rest: false })).toEqual({ text: 'abc', outs: [], enters: 1 });
  });

  it('corrects with Backspace what was just withheld', () => {
    const presses = [...keys('abcd', 20, null), key('Backspace', 1070)];
    expect(play(presses, { rest: false }).text).toBe('abc');
  });

  it('can hold a key down', () => {
    const held = Array.from({ length: 5 }, (_, at) => key('x', 1500 + at * 27, { repeat: true }));
    expect(play([key('x', 1000), ...held, key('Enter', 1640)])).toEqual({ text: 'xxxxxx', outs: [], enters: 1 });
  });

  it('composes and uses shortcuts undisturbed', () => {
    const composed = keys('abcdefg', 2, null).map((press) => ({ ...press, composing: true }));
    const shortcut = key('a', 1500, { ctrl: true, key: 'a' });
    expect(play([...composed, shortcut]).outs).toEqual([]);
  });
});
