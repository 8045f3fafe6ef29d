import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

interface Leased {
  readonly id: string;
  readonly lock_token: number;
  readonly shipment_id: string;
  readonly external_id: string;
}

export interface Shop {
  /** What the virtual shop has on record, by shipment: more than one is a customer told twice. */
  readonly fulfilments: ReadonlyMap<string, number>;
  work(): void;
  /** The hub came back from a backup: what it leased since, it does not know. */
  hubForgot(): void;
  /** Tells everything that is left, without any trouble. @returns whether there was anything */
  drain(): Promise<boolean>;
}

const LEASE_S = 30;

/**
 * A shop that takes every fulfilment it is sent, twice too (as Vendure on PostgreSQL did: sync.md 6.1), and two workers that tell it
 * what left. A worker reads before it writes, and dies or dawdles anywhere in between.
 */
export function createShop(parts: {
  readonly desk: Desk;
  readonly time: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly slow: boolean;
  readonly endMs: number;
  readonly onWrong: (what: string) => void;
}): Shop {
  const { desk, time, dice, trace } = parts;
  const fulfilments = new Map<string, number>();
  /** The newest lease of each row, and until when it holds. */
  const newest = new Map<string, { readonly token: number; readonly untilMs: number }>();

  async function lease(limit: number): Promise<readonly Leased[]> {
    const answer = await desk.ask('POST', '/v1/outbound/lease', { limit, lease_seconds: LEASE_S });
    if (answer === null || answer.status !== 200) return [];
    for (const row of answer.body.rows as Leased[]) {
      const before = newest.get(row.id);
      if (before !== undefined && before.untilMs > time.nowMs()) {
        parts.onWrong(`I2 ${row.shipment_id} was leased to a second worker while the first still had it`);
      }
      if (before !== undefined && row.lock_token <= before.token) {
        parts.onWrong(`I2 ${row.shipment_id} was leased again under an old token`);
      }
      newest.set(row.id, { token: row.lock_token, untilMs: time.nowMs() + LEASE_S * 1000 });
    }
    return answer.body.rows;
  }

  function tell(row: Leased): void {
    if (fulfilments.has(row.shipment_id)) return;
    fulfilments.set(row.shipment_id, 1);
    trace.line(`shop hears of ${row.shipment_id.slice(-4)}`);
  }

  async function finish(row: Leased, outcome: 'done' | 'retry'): Promise<void> {
    const answer = await desk.ask('POST', `/v1/outbound/${row.id}/finish`, {
      lock_token: row.lock_token,
      outcome,
      ...(outcome === 'done'
        ? { remote_ref: `F-${row.shipment_id}` }
        : { error: 'the shop is slow', retry_after_seconds: 5 }),
    });
    const now = newest.get(row.id);
    if (answer?.status === 200 && now !== undefined && now.token > row.lock_token) {
      parts.onWrong(`I2 a worker whose lease had gone to another could still finish ${row.shipment_id}`);
    }
    if (answer?.status === 200) newest.delete(row.id);
  }

  /** Read, write, say so; each in its own time. */
  function serve(row: Leased): void {
    const known = fulfilments.has(row.shipment_id);
    const dies = dice.next();
    if (parts.slow && dies < 0.1) return; // before it wrote
    time.after(dice.between(100, 3000), () => {
      // What was read is old by now; the lease is what makes it still true.
      if (!known) fulfilments.set(row.shipment_id, (fulfilments.get(row.shipment_id) ?? 0) + 1);
      trace.line(`shop hears of ${row.shipment_id.slice(-4)}`);
      if (parts.slow && dies < 0.2) return; // after it wrote
      const dawdles = parts.slow && dice.chance(0.2) ? dice.between(20_000, 90_000) : dice.between(50, 2000);
      time.after(dawdles, () => finish(row, parts.slow && dice.chance(0.1) ? 'retry' : 'done'));
    });
  }

  async function act(): Promise<void> {
    if (time.nowMs() > parts.endMs) return;
    time.after(dice.between(20_000, 60_000), act);
    for (const row of await lease(1 + dice.below(5))) serve(row);
  }

  return {
    fulfilments,
    work() {
      time.after(dice.between(5_000, 20_000), act);
      time.after(dice.between(5_000, 20_000), act);
    },
    hubForgot: () => newest.clear(),
    async drain() {
      const rows = await lease(50);
      for (const row of rows) {
        tell(row);
        await finish(row, 'done');
      }
      return rows.length > 0;
    },
  };
}
