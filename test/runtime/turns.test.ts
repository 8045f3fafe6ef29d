import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/runtime/turns.ts';

/** A promise that is settled by hand. */
function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('turns', () => {
  it('come one at a time, in the order of arrival, however long each takes', async () => {
    const turns = createTurns(() => undefined);
    const done: string[] = [];
    const slow = gate();
    const first = turns.take(async () => {
      done.push('first begins');
      await slow.passed;
      done.push('first ends');
    });
    const second = turns.take(async () => void done.push('second'));
    const third = turns.take(async () => void done.push('third'));
    await Promise.resolve();
    expect(done).toEqual(['first begins']);
    slow.open();
    await Promise.all([first, second, third]);
    expect(done).toEqual(['first begins', 'first ends', 'second', 'third']);
  });

  it('answer whoever asked', async () => {
    const turns = createTurns(() => undefined);
    const answers = await Promise.all([turns.take(async () => 1), turns.take(async () => 'two')]);
    expect(answers).toEqual([1, 'two']);
  });

  it('keep a bug to the turn that had it: it is told, and the next one comes all the same', async () => {
    const bugs: unknown[] = [];
    const turns = createTurns((bug) => bugs.push(bug));
    const bug = new Error('an invariant is broken');
    const broken = turns.take(() => Promise.reject(bug));
    const thrown = turns.take(() => {
      throw bug;
    });
    const well = turns.take(async () => 'well');
    await expect(broken).rejects.toBe(bug);
    await expect(thrown).rejects.toBe(bug);
    expect(await well).toBe('well');
    expect(bugs).toEqual([bug, bug]);
  });

  it('are idle when everything is done, what was taken meanwhile included', async () => {
    const turns = createTurns(() => undefined);
    const done: string[] = [];
    const slow = gate();
    turns.take(async () => {
      await slow.passed;
      done.push('first');
      turns.take(async () => void done.push('taken meanwhile'));
    });
    const idle = turns.idle();
    slow.open();
    await idle;
    expect(done).toEqual(['first', 'taken meanwhile']);
  });

  it('are idle at once when nothing was taken', async () => {
    await expect(createTurns(() => undefined).idle()).resolves.toBeUndefined();
  });
});
