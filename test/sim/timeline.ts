/** Virtual time, and everything that is due in it. One thing happens at a time; ties happen in the order in which they were made due. */
export interface Timeline {
  nowMs(): number;
  /** Runs `what` once, `delayMs` from now; the function given back prevents it. */
  after(delayMs: number, what: () => void | Promise<void>): () => void;
  /** Lets things happen until `untilMs`, or until nothing is due. */
  run(untilMs: number): Promise<void>;
  /** How many things have happened. */
  steps(): number;
}

interface Due {
  readonly atMs: number;
  readonly no: number;
  readonly what: () => void | Promise<void>;
}

/** @param afterEach is told after every single thing, when all that follows from it has settled */
export function createTimeline(startMs: number, afterEach: () => Promise<void>): Timeline {
  let nowMs = startMs;
  let made = 0;
  let steps = 0;
  const due: Due[] = [];
  const gone = new Set<Due>();

  /** A binary heap: thousands of timers are set and taken back in each history. */
  const isBefore = (one: Due, other: Due) => one.atMs < other.atMs || (one.atMs === other.atMs && one.no < other.no);

  function push(each: Due): void {
    due.push(each);
    let at = due.length - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!swapWhen(at, above)) break;
      at = above;
    }
  }

  function pop(): Due | undefined {
    const first = due[0];
    const last = due.pop();
    if (first === undefined || last === undefined || first === last) return first;
    due[0] = last;
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (isLess(child, least)) least = child;
      if (least === at) return first;
      swapWhen(least, at);
      at = least;
    }
  }

  function isLess(one: number, other: number): boolean {
    const a = due[one];
    const b = due[other];
    return a !== undefined && b !== undefined && isBefore(a, b);
  }

  function swapWhen(lower: number, upper: number): boolean {
    const a = due[lower];
    const b = due[upper];
    if (a === undefined || b === undefined || !isBefore(a, b)) return false;
    due[lower] = b;
    due[upper] = a;
    return true;
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, what) {
      made += 1;
      const each: Due = { atMs: nowMs + Math.max(0, delayMs), no: made, what };
      push(each);
      return () => void gone.add(each);
    },
    async run(untilMs) {
      for (;;) {
        const next = due[0];
        if (next === undefined || next.atMs > untilMs) break;
        pop();
        if (gone.delete(next)) continue;
        nowMs = Math.max(nowMs, next.atMs);
        steps += 1;
        await next.what();
        await settled();
        await afterEach();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    steps: () => steps,
  };
}

/** Resolves when every promise that could go on has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
