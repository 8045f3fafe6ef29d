import type { FoundOrder } from '../core/command.ts';
import { type Order, unitsOf } from '../core/order.ts';
import type { State } from '../core/state.ts';
import type { DeviceView, QueueRow } from '../core/view.ts';
import type { Surroundings } from '../core/view-of.ts';
import type { Clock } from './clock.ts';
import type { Journal, Replica } from './stores.ts';

type Volatile = Pick<
  Surroundings,
  'mode' | 'station' | 'network' | 'labelPrinter' | 'slipPrinter' | 'scanner' | 'flash'
>;
type Fresh = 'no' | 'nowMs' | 'unsent' | 'unsentOrders' | 'acknowledgedSeq';
type FromStores = Omit<Surroundings, keyof Volatile | Fresh>;

/**
 * Everything the screen shows that is not in the journal. What comes from the stores is read again only when they changed, so a
 * scan among 50,000 open orders costs no more than one among five.
 */
export interface Around {
  get(state: State): Surroundings;
  set(change: Partial<Volatile>): void;
  volatile(): Volatile;
  /** The replica moved, or an order was settled here. */
  stale(): void;
  next(): FoundOrder | null;
}

const QUEUE_ROWS = 6;

export function createAround(options: {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly endOfDayMs: (nowMs: number) => number;
  readonly mode: Surroundings['mode'];
  readonly station: string;
  readonly hasSlipPrinter: boolean;
}): Around {
  const { journal, replica, clock } = options;
  const device = (state: DeviceView['state'], name: string): DeviceView => ({
    state,
    name,
    sinceMs: clock.nowMs(),
    conditions: [],
  });
  let volatile: Volatile = {
    mode: options.mode,
    station: options.station,
    network: { state: 'starting', sinceMs: clock.nowMs() },
    labelPrinter: device('unknown', 'Label printer'),
    slipPrinter: device(options.hasSlipPrinter ? 'unknown' : 'off', 'Slip printer'),
    scanner: device('unknown', 'Scanner'),
    flash: null,
  };
  let queue: readonly FoundOrder[] = [];
  let stored: { readonly for: string | null; readonly value: FromStores } | null = null;
  let counts: FromStores['counts'] | null = null;
  let views = 0;

  function read(state: State): FromStores {
    const nowMs = clock.nowMs();
    const online = volatile.network.state === 'online';
    queue = replica.queue(QUEUE_ROWS, online);
    const open = state.work?.order;
    const above = open === undefined ? null : (replica.order(open.id)?.order ?? null);
    const changed = open !== undefined && above !== null && differs(open, above);
    const lookAlikes = new Map<string, { variant: string; picture: string | null }>();
    for (const line of open?.doc.lines ?? []) {
      const found = line.variant === undefined ? null : replica.lookAlike(line.sku);
      if (found !== null) lookAlikes.set(line.sku, found);
    }
    return {
      autonomyOrders: replica.claimed(),
      lastPullAtMs: replica.lastPullAtMs(),
      people: replica.people(),
      queue: queue.map(rowOf),
      counts: countsFor(state, nowMs),
      packedToday: journal.shippedSince(options.endOfDayMs(nowMs) - 86_400_000),
      above: changed ? above : null,
      lookAlikes,
    };
  }

  /** Counting looks at every open order; only the ready screen shows it, so no scan ever waits for it. */
  function countsFor(state: State, nowMs: number): FromStores['counts'] {
    const idle = state.work === null || state.work.stage === 'done';
    if (counts === null || idle) counts = replica.counts(nowMs, options.endOfDayMs(nowMs));
    return counts;
  }

  return {
    get(state) {
      const orderId = state.work?.order.id ?? null;
      if (stored === null || stored.for !== orderId) stored = { for: orderId, value: read(state) };
      views += 1;
      const { entries, orders } = journal.unsent();
      return {
        ...stored.value,
        ...volatile,
        no: views,
        nowMs: clock.nowMs(),
        unsent: entries,
        unsentOrders: orders,
        acknowledgedSeq: journal.acknowledgedSeq(),
      };
    },
    set(change) {
      volatile = { ...volatile, ...change };
      if (change.network !== undefined) stored = null;
    },
    volatile: () => volatile,
    stale() {
      stored = null;
    },
    next: () => queue[0] ?? null,
  };
}

/** The hub counts a claim as a change too; only other goods, another address or a cancellation matter at the bench. */
function differs(open: Order, above: Order): boolean {
  const stopped = above.state === 'cancel_pending' || above.state === 'cancelled';
  return stopped || JSON.stringify(above.doc) !== JSON.stringify(open.doc);
}

function rowOf({ order }: FoundOrder): QueueRow {
  return {
    orderId: order.id,
    number: order.number,
    shipByMs: order.shipByMs,
    units: unitsOf(order.doc),
    marks: order.doc.marks,
  };
}
