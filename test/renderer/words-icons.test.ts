import { describe, expect, it } from 'vitest';
import { ACTION_ICONS, CHOICE_ICONS } from '../../renderer/frame/action-icons.ts';
import { type Choice, SATISFIES } from '../../src/core/phase.ts';
import { KINDS } from './word-samples.ts';

describe('the icons', () => {
  it.each(Object.entries(SATISFIES))('tell the keys of %s apart', (_, actions) => {
    const icons = actions.map((action) => ACTION_ICONS[action]);
    expect(icons.filter((icon, at) => icons.indexOf(icon) !== at)).toEqual([]);
  });

  it.each(Object.entries(KINDS))('tell the answers to %s apart', (_, choices: readonly Choice[]) => {
    const icons = choices.map((choice) => CHOICE_ICONS[choice]);
    expect(icons.filter((icon, at) => icons.indexOf(icon) !== at)).toEqual([]);
  });
});
