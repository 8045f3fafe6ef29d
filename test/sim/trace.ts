import { createHash } from 'node:crypto';

/** What happened, line by line: the last lines to read, and a hash over all of them to tell whether two histories are the same. */
export interface Trace {
  line(text: string): void;
  last(count: number): readonly string[];
  count(): number;
  hash(): string;
}

/** @param keepAll for people who look at one seed */
export function createTrace(nowMs: () => number, keepAll = false): Trace {
  const hash = createHash('sha256');
  const lines: string[] = [];
  let count = 0;
  return {
    line(text) {
      const stamped = `${(nowMs() / 1000).toFixed(3).padStart(10)} ${text}`;
      hash.update(`${stamped}\n`);
      lines.push(stamped);
      count += 1;
      if (!keepAll && lines.length > 2000) lines.splice(0, 1000);
    },
    last: (wanted) => lines.slice(-wanted),
    count: () => count,
    hash: () => hash.copy().digest('hex').slice(0, 16),
  };
}
