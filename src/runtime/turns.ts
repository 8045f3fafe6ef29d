/**
 * One turn at a time, in the order of arrival. Nothing is dropped because the bench is busy; a turn that throws is a bug and
 * goes to `onBug`, and the next one still gets its turn.
 */
export interface Turns {
  take<Answer>(turn: () => Promise<Answer>): Promise<Answer>;
  /** Settles when everything taken so far is done. */
  idle(): Promise<void>;
}

export function createTurns(onBug: (bug: unknown) => void): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(turn) {
      const mine = last.then(turn);
      // Whoever took the turn hears of the bug as well; telling it badly must not stop the bench.
      last = mine.catch(onBug).catch(() => undefined);
      return mine;
    },
    async idle() {
      let seen: Promise<unknown>;
      do {
        seen = last;
        await seen;
      } while (seen !== last);
    },
  };
}
