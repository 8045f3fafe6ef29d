import { expect, test } from 'vitest';
import { groupWork, type Outcome } from '../../src/hub/group-work.ts';

interface Asked {
  readonly who: string;
  readonly what: string;
  readonly weight?: number;
}

/** Work that waits until it is let go, and remembers its groups. */
function slowWork(most = 3, atOnce = 1) {
  const groups: string[][] = [];
  const gates: (() => void)[] = [];
  const broken = new Set<string>();
  const ask = groupWork<Asked, string>(
    async (items) => {
      groups.push(items.map(({ what }) => what));
      await new Promise<void>((resolve) => gates.push(resolve));
      if (items.some(({ what }) => broken.has(what))) throw new Error(`${items.map(({ what }) => what)} broke`);
      return items.map(
        ({ what }): Outcome<string> =>
          what === 'wrong' ? { ok: false, error: new Error('refused') } : { ok: true, value: `did ${what}` },
      );
    },
    { atOnce, most, weightOf: ({ weight = 1 }) => weight, keyOf: ({ who }) => who },
  );
  /** Lets every group go until nobody waits. */
  async function finish(): Promise<void> {
    while (gates.length > 0) {
      gates.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { groups, broken, ask, finish };
}

test('alone nothing waits; what comes meanwhile goes together, as much as may', async () => {
  const { groups, ask, finish } = slowWork();
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((what) => ask({ who: what, what })));
  expect(groups).toEqual([['a']]);
  await finish();
  expect(await answers).toEqual(['did a', 'did b', 'did c', 'did d', 'did e']);
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

test('what is too heavy goes alone, and lighter ones pass it by', async () => {
  const { groups, ask, finish } = slowWork();
  const answers = Promise.all([
    ask({ who: 'a', what: 'a' }),
    ask({ who: 'b', what: 'b' }),
    ask({ who: 'c', what: 'heavy', weight: Number.POSITIVE_INFINITY }),
    ask({ who: 'd', what: 'd' }),
  ]);
  await finish();
  expect(await answers).toEqual(['did a', 'did b', 'did heavy', 'did d']);
  expect(groups).toEqual([['a'], ['b', 'd'], ['heavy']]);
});

test('of one station only one thing is in a group, in the order in which it came', async () => {
  const { groups, ask, finish } = slowWork(2);
  const answers = Promise.all([
    ask({ who: 'x', what: '1' }),
    ask({ who: 'a', what: '2', weight: 2 }),
    ask({ who: 'b', what: '3', weight: 2 }),
    ask({ who: 'b', what: '4', weight: 0 }),
  ]);
  await finish();
  expect(await answers).toEqual(['did 1', 'did 2', 'did 3', 'did 4']);
  expect(groups).toEqual([['1'], ['2'], ['3'], ['4']]);
});

test('no more groups are under way than may be', async () => {
  const { groups, ask, finish } = slowWork(9, 2);
  const answers = Promise.all(['a', 'b', 'c', 'd'].map((what) => ask({ who: what, what })));
  expect(groups).toEqual([['a'], ['b']]);
  await finish();
  await answers;
  expect(groups).toEqual([['a'], ['b'], ['c', 'd']]);
});

test('who is refused is refused alone, and a group that fails is done one by one', async () => {
  const { groups, broken, ask, finish } = slowWork(4);
  broken.add('bad');
  const settled = Promise.allSettled(['a', 'b', 'wrong', 'bad', 'c'].map((what) => ask({ who: what, what })));
  await finish();
  expect((await settled).map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual([
    'did a',
    'did b',
    'Error: refused',
    'Error: bad broke',
    'did c',
  ]);
  expect(groups).toEqual([['a'], ['b', 'wrong', 'bad', 'c'], ['b'], ['wrong'], ['bad'], ['c']]);
});
