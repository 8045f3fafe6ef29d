import type { Chance } from './clock.ts';

/** Request ids of what was asked and not answered: the same question again is the same request, so the hub does it once. */
export interface Intents {
  idOf(name: string): string;
  /** The number that this intent was first asked with. */
  firstAs(name: string, amount: number): number;
  answered(name: string): void;
}

/** The hub remembers an answer for a day; whoever waits that long for one has forgotten the question. */
const MOST = 200;

export function createIntents(chance: Chance): Intents {
  const ids = new Map<string, string>();
  const amounts = new Map<string, number>();
  return {
    idOf(name) {
      const id = ids.get(name) ?? chance.id();
      ids.set(name, id);
      const [oldest] = ids.keys();
      if (ids.size > MOST && oldest !== undefined) ids.delete(oldest);
      return id;
    },
    firstAs(name, amount) {
      const first = ids.has(name) ? (amounts.get(name) ?? amount) : amount;
      amounts.set(name, first);
      return first;
    },
    answered(name) {
      ids.delete(name);
      amounts.delete(name);
    },
  };
}
