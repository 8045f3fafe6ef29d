import type { SimHub } from './sim-hub.ts';
import type { Trace } from './trace.ts';

/** Somebody who speaks to the hub over a cable that never fails: the office, a supervisor, a shop's worker. */
export interface Desk {
  /** Null: the hub is not there, or died over it. */
  ask(method: string, path: string, body?: unknown): Promise<DeskAnswer | null>;
}

export interface DeskAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a simulation looks into answers of every shape
  readonly body: any;
}

export function createDesk(parts: {
  readonly hub: SimHub;
  readonly key: string;
  readonly who: string;
  readonly trace: Trace;
  readonly onAnswer: () => Promise<void>;
}): Desk {
  return {
    async ask(method, path, body) {
      const short = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => id.slice(-4));
      const reply = await parts.hub.ask({
        method,
        path,
        key: parts.key,
        body,
        cause: `${parts.who} ${method} ${short}`,
      });
      if (reply === null) return null;
      await parts.onAnswer();
      const answer = reply.text === '' ? null : JSON.parse(reply.text);
      if (method !== 'GET')
        parts.trace.line(`${parts.who} ${method} ${short} -> ${reply.status} ${answer?.code ?? ''}`);
      return { status: reply.status, body: answer };
    },
  };
}
