import { describe, expect, it } from 'vitest';
import { shareData } from '../../renderer/state/share-data.ts';
import { type Frames, openViewStore } from '../../renderer/state/view-store.ts';
import type { View } from '../../src/core/view.ts';
import type { Bridge } from '../../src/wire/ipc-bridge.ts';
import { longOrder } from './sample-long.ts';
import { SAMPLES } from './samples.ts';

/** Frames turned by hand. */
function bench(first: View = SAMPLES.verify) {
  let push: (view: View) => void = () => {};
  const painted: number[] = [];
  const frame: (() => void)[] = [];
  const later: (() => void)[] = [];
  let commits = 0;
  const bridge: Pick<Bridge, 'subscribe' | 'onView' | 'painted'> = {
    subscribe: () => Promise.resolve({ ok: true, value: first }),
    onView: (listen) => {
      push = listen;
      return () => {
        push = () => {};
      };
    },
    painted: ({ viewNo }) => {
      painted.push(viewNo);
      return Promise.resolve({ ok: true, value: null });
    },
  };
  const frames: Frames = {
    commit: (render) => {
      commits += 1;
      render();
    },
    nextFrame: (then) => frame.push(then),
    afterPaint: (then) => then(),
    later: (then) => later.push(then),
  };
  const store = openViewStore(bridge, frames);
  const run = (list: (() => void)[]) => {
    for (const then of list.splice(0)) then();
  };
  return {
    store,
    painted,
    commits: () => commits,
    turn: () => run(frame),
    wait: () => run(later),
    push: (no: number) => push({ ...structuredClone(first), no }),
  };
}

describe('the view store', () => {
  it('renders the answer to subscribe and reports it painted', async () => {
    const { store, painted, turn } = bench();
    await Promise.resolve();
    expect(store.snapshot()?.no).toBe(1);
    expect(painted).toEqual([]);
    turn();
    expect(painted).toEqual([1]);
  });

  it('renders at once, then the newest once a frame', async () => {
    const { store, painted, push, turn, commits } = bench();
    await Promise.resolve();
    for (const no of [2, 3, 4]) push(no);
    expect([store.snapshot()?.no, commits()]).toEqual([1, 1]);
    turn();
    expect([store.snapshot()?.no, commits()]).toEqual([4, 2]);
    turn();
    expect(painted).toEqual([1, 4]);
  });

  it('drops what is older than what it has', async () => {
    const { store, push, turn } = bench();
    push(7);
    await Promise.resolve();
    push(6);
    turn();
    expect(store.snapshot()?.no).toBe(7);
  });

  it('goes on while the window is hidden and has no frames', async () => {
    const { store, push, wait } = bench();
    await Promise.resolve();
    push(2);
    wait();
    expect(store.snapshot()?.no).toBe(2);
  });

  it('keeps the parts of a view that have not changed', async () => {
    const { store, push, turn } = bench(longOrder(400));
    await Promise.resolve();
    const before = store.snapshot();
    push(2);
    turn();
    const after = store.snapshot();
    expect(after).not.toBe(before);
    expect(after?.screen).toBe(before?.screen);
    expect(after?.keys).toBe(before?.keys);
  });
});

describe('sharing data', () => {
  it('keeps equal parts and takes over changed ones', () => {
    const old = { list: [{ a: 1 }, { b: 2 }], same: { deep: { text: 'x' } } };
    const next = shareData(old, { list: [{ a: 1 }, { b: 3 }], same: { deep: { text: 'x' } } });
    expect(next).toEqual({ list: [{ a: 1 }, { b: 3 }], same: { deep: { text: 'x' } } });
    expect([next.same === old.same, next.list[0] === old.list[0], next.list === old.list]).toEqual([true, true, false]);
  });

  it('sees a key that went, a list that shrank, and null', () => {
    expect(shareData({ a: 1, b: 2 }, { a: 1 } as object)).toEqual({ a: 1 });
    expect(shareData([1, 2, 3], [1, 2])).toEqual([1, 2]);
    expect(shareData({ a: {} as object | null }, { a: null })).toEqual({ a: null });
    expect(shareData([1], { 0: 1 } as unknown)).toEqual({ 0: 1 });
  });
});
