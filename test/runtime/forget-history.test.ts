import { expect, it } from 'vitest';
import { INITIAL_STATE } from '../../src/core/state.ts';
import { createTurnedClock } from '../../src/fakes/turned-clock.ts';
import { forgetHistory } from '../../src/runtime/forget-history.ts';
import type { Journal } from '../../src/runtime/stores.ts';

const DAY_MS = 86_400_000;

it('forgets what is older than 14 days, slice by slice, and once a day', async () => {
  const clock = createTurnedClock(100 * DAY_MS);
  const asked: number[] = [];
  const bugs: unknown[] = [];
  let left = 3;
  const journal: Pick<Journal, 'forget'> = {
    forget(beforeMs) {
      asked.push(clock.nowMs() - beforeMs);
      if (asked.length === 2) throw new Error('the disk is full');
      left -= 1;
      return { entries: left > 0 ? 75 : 0, papers: 0 };
    },
  };
  const stop = forgetHistory({
    journal: journal as Journal, // nothing else of it is asked
    clock,
    state: () => INITIAL_STATE,
    onBug: (bug) => bugs.push(bug),
  });
  await clock.advance(59_000);
  expect(asked).toEqual([]);
  await clock.advance(2000);
  // The second slice failed: it is told, and the next day is another one.
  expect([asked.length, bugs.length]).toEqual([2, 1]);
  await clock.advance(DAY_MS);
  expect(asked.every((ms) => ms === 14 * DAY_MS)).toBe(true);
  expect(asked.length).toBe(4);
  stop();
  await clock.advance(3 * DAY_MS);
  expect(asked.length).toBe(4);
});
