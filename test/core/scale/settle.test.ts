import { describe, expect, it } from 'vitest';
import { createSettling } from '../../../src/core/scale/settle.ts';

describe('a scale that does not say whether the load lies still', () => {
  it.each<[string, [number, number][], boolean]>([
    [
      'three equal readings over half a second',
      [
        [0, 7],
        [250, 7],
        [500, 7],
      ],
      true,
    ],
    [
      'three equal readings too soon',
      [
        [0, 7],
        [200, 7],
        [400, 7],
      ],
      false,
    ],
    [
      'two equal readings far apart',
      [
        [0, 7],
        [900, 7],
      ],
      false,
    ],
    [
      'another weight in between',
      [
        [0, 7],
        [250, 8],
        [500, 7],
        [750, 7],
      ],
      false,
    ],
    [
      'another weight in between, and then long enough',
      [
        [0, 7],
        [250, 8],
        [500, 7],
        [750, 7],
        [1000, 7],
      ],
      true,
    ],
  ])('%s', (_, readings, isStill) => {
    const settling = createSettling();
    const said = readings.map(([monoMs, milligrams]) => settling.take(milligrams, monoMs));
    expect(said.at(-1)).toBe(isStill);
    expect(said.slice(0, -1)).not.toContain(true);
  });

  it('begins anew after a fault', () => {
    const settling = createSettling();
    for (const monoMs of [0, 300, 600]) settling.take(7, monoMs);
    settling.reset();
    expect([900, 1200, 1500].map((monoMs) => settling.take(7, monoMs))).toEqual([false, false, true]);
  });
});
