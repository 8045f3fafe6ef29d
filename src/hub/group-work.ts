import type { Result } from '../core/result.ts';

export type Outcome<Answer> = Result<Answer, unknown>;

/** What came of a group of one. @throws what that one failed with */
export function only<Answer>([outcome]: readonly Outcome<Answer>[]): Answer {
  if (outcome === undefined) throw new Error('The work of a group left an item out');
  if (outcome.ok) return outcome.value;
  throw outcome.error;
}

export interface GroupLimits<Item> {
  /** Groups under way at the same time; what comes meanwhile waits, and goes together. */
  readonly atOnce: number;
  /** Weight of a group. An item that is heavier goes alone. */
  readonly most: number;
  weightOf(item: Item): number;
  /** Two items of one key never go in one group. */
  keyOf(item: Item): string;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  settle(outcome: Outcome<Answer>): void;
}

/**
 * Does what is asked one by one in groups, as many at a time as have come while others were under way: alone nothing waits, and under load
 * a transaction serves many. What fails for a group is done again one by one, so that nobody fails for another's sake.
 * @param work answers in the order of its items
 */
export function groupWork<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Outcome<Answer>[]>,
  { atOnce, most, weightOf, keyOf }: GroupLimits<Item>,
): (item: Item) => Promise<Answer> {
  let queue: Waiting<Item, Answer>[] = [];
  let running = 0;

  function nextGroup(): Waiting<Item, Answer>[] {
    const group: Waiting<Item, Answer>[] = [];
    const later: Waiting<Item, Answer>[] = [];
    const keys = new Set<string>();
    let weight = 0;
    for (const waiting of queue) {
      const key = keyOf(waiting.item);
      const more = weightOf(waiting.item);
      if (keys.has(key) || (group.length > 0 && weight + more > most)) later.push(waiting);
      else {
        group.push(waiting);
        weight += more;
      }
      // Also of one that waits: what its station sent after it may not overtake it.
      keys.add(key);
    }
    queue = later;
    return group;
  }

  async function run(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    const outcomes = await outcomesOf(group);
    for (const [index, { settle }] of group.entries()) {
      settle(outcomes[index] ?? { ok: false, error: new Error('The work of a group left an item out') });
    }
  }

  async function outcomesOf(group: readonly Waiting<Item, Answer>[]): Promise<readonly Outcome<Answer>[]> {
    try {
      return await work(group.map(({ item }) => item));
    } catch (error) {
      if (group.length === 1) return [{ ok: false, error }];
      const outcomes: Outcome<Answer>[] = [];
      for (const each of group) outcomes.push(...(await outcomesOf([each])));
      return outcomes;
    }
  }

  function pump(): void {
    while (running < atOnce && queue.length > 0) {
      running += 1;
      void run(nextGroup()).then(() => {
        running -= 1;
        pump();
      });
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({
        item,
        settle: (outcome) => (outcome.ok ? resolve(outcome.value) : reject(outcome.error)),
      });
      pump();
    });
}
