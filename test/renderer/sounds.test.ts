import { describe, expect, it } from 'vitest';
import { createAlarm } from '../../renderer/sound/alarm.ts';
import { ALARM_EVERY_MS, type Beep, SOUNDS } from '../../renderer/sound/sounds.ts';
import { NOTES } from '../../src/core/note.ts';
import { REFUSALS, type Sound } from '../../src/core/verdict.ts';
import type { StopView } from '../../src/core/view.ts';

/** Starts and lengths, in turn. */
const rhythm = (beeps: readonly Beep[]) => beeps.flatMap(({ fromMs, lengthMs }) => [fromMs, lengthMs]);
/** What an ear can tell apart in a loud hall. */
const HEARD_MS = 30;

function isTold(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return true;
  return one.some((ms, at) => Math.abs(ms - (other[at] ?? 0)) >= HEARD_MS);
}

describe('the sounds', () => {
  it('can be told apart by rhythm alone', () => {
    const heard = Object.entries(SOUNDS).map(([name, beeps]) => [name, rhythm(beeps)] as const);
    const alike = heard.flatMap(([name, one], at) =>
      heard.slice(at + 1).flatMap(([other, two]) => (isTold(one, two) ? [] : [`${name} like ${other}`])),
    );
    expect(alike).toEqual([]);
  });

  it('are there for every verdict that has one', () => {
    const wanted: Sound[] = [...Object.values(REFUSALS), ...Object.values(NOTES)].map(({ sound }) => sound);
    const lengthOf = (sound: Sound): number => SOUNDS[sound].length;
    expect(wanted.filter((sound) => sound !== 'none' && lengthOf(sound) === 0)).toEqual([]);
    expect(SOUNDS.none).toEqual([]);
    expect(new Set(wanted)).toEqual(new Set(Object.keys(SOUNDS)));
  });

  it('have the numbers of the design', () => {
    expect(SOUNDS.accept).toMatchObject([{ lengthMs: 60, hertz: 1760 }]);
    expect(SOUNDS.tick).toMatchObject([{ lengthMs: 20 }]);
    expect(SOUNDS['double-tick']).toMatchObject([{ lengthMs: 20 }, { lengthMs: 20 }]);
    expect(SOUNDS['line-done']).toMatchObject([{ lengthMs: 60 }, { lengthMs: 90 }]);
    expect(SOUNDS['order-done']).toHaveLength(3);
    expect(SOUNDS.await.map(({ hertz }) => hertz)).toEqual([880, 880]);
    expect(SOUNDS.reject).toMatchObject([
      { hertz: 330, lengthMs: 120 },
      { hertz: 330, lengthMs: 120 },
    ]);
    expect(SOUNDS.stop.map(({ hertz, lengthMs, shape }) => [hertz, lengthMs, shape])).toEqual(
      Array(3).fill([220, 300, 'square']),
    );
  });

  it('rise when something is done', () => {
    for (const beeps of [SOUNDS['line-done'], SOUNDS['order-done']]) {
      const hertz = beeps.map((beep) => beep.hertz);
      expect(hertz).toEqual(hertz.toSorted((a, b) => a - b));
      expect(new Set(hertz).size).toBe(hertz.length);
    }
  });

  it('never ring a refusal as good news', () => {
    const good: ReadonlySet<Sound> = new Set(['accept', 'accept-swap', 'line-done', 'order-done']);
    const bad: ReadonlySet<Sound> = new Set(['reject', 'stop']);
    expect(Object.entries(REFUSALS).filter(([, { sound }]) => good.has(sound))).toEqual([]);
    expect(Object.entries(NOTES).filter(([, { sound }]) => bad.has(sound))).toEqual([]);
  });

  it('never overlap themselves, and leave the alarm room', () => {
    for (const [name, beeps] of Object.entries(SOUNDS)) {
      const ends = beeps.map(
        (beep: Beep, at) => beep.fromMs + beep.lengthMs <= (beeps[at + 1]?.fromMs ?? ALARM_EVERY_MS),
      );
      expect([name, ends]).toEqual([name, beeps.map(() => true)]);
    }
  });
});

describe('the alarm', () => {
  const stop = (kind: StopView['stop'], sinceMs: number): StopView => ({
    stop: kind,
    tone: 'error',
    code: 'wrong-item',
    detail: {},
    sinceMs,
    remedy: null,
  });

  function alarm() {
    let rings = 0;
    const running = new Set<() => void>();
    const { follow } = createAlarm(() => rings++, {
      every: (ms, ring) => {
        expect(ms).toBe(3000);
        running.add(ring);
        return () => running.delete(ring);
      },
    });
    return { follow, tick: () => [...running].map((ring) => ring()), rings: () => rings, running };
  }

  it('rings on until a view has no stop', () => {
    const { follow, tick, rings } = alarm();
    follow(stop('hard', 1));
    follow(stop('hard', 1));
    tick();
    tick();
    expect(rings()).toBe(2);
    follow(null);
    tick();
    expect(rings()).toBe(2);
  });

  it('begins anew for another stop and is silent for a soft one', () => {
    const { follow, running } = alarm();
    follow(stop('hard', 1));
    follow(stop('hard', 2));
    expect(running.size).toBe(1);
    follow(stop('soft', 3));
    expect(running.size).toBe(0);
  });
});
