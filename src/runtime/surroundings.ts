import type { Facts, FoundOrder } from '../core/command.ts';
import type { Conflict } from '../core/conflict.ts';
import { type Order, unitsOf } from '../core/order.ts';
import type { QueueRow } from '../core/screen-view.ts';
import type { State } from '../core/state.ts';
import type { DeviceView, PrinterView, StatusRow } from '../core/view.ts';
import type { Surroundings } from '../core/view-of.ts';
import type { Clock } from './clock.ts';
import type { Journal, Replica } from './stores.ts';

type Volatile = Pick<
  Surroundings,
  'mode' | 'station' | 'network' | 'printers' | 'scanner' | 'scale' | 'weight' | 'store' | 'flash'
>;
type Fresh = 'no' | 'nowMs' | 'facts' | 'clock' | 'unsent' | 'unsentOrders' | 'acknowledgedSeq';
type FromStores = Omit<Surroundings, keyof Volatile | Fresh>;

/**
 * Everything the screen shows that is not in the journal. What comes from the stores is read again only when they changed, so a
 * scan among 50,000 open orders costs no more than one among five.
 */
export interface Around {
  /** `factsNow` is asked after the stores were read, so that keys and queue speak of the same moment. */
  get(state: State, factsNow: () => Facts): Surroundings;
  set(change: Partial<Volatile>): void;
  volatile(): Volatile;
  /** How the last write to the disk went: null, or why nothing is kept. */
  keeps(why: 'full' | 'unwritable' | null): void;
  /** The hub told its time. */
  heardTime(hubMs: number): void;
  /** The replica moved, or an order was settled here. */
  stale(): void;
  next(): FoundOrder | null;
  picks(): readonly FoundOrder[];
  /** As the hub said it; what was answered here is still among them. */
  conflicts(): readonly Conflict[];
  claimed(): number;
  lastPullAtMs(): number | null;
}

const QUEUE_ROWS = 6;
/** More than any cart carries; what was picked already is among them. */
const PICKS = 24;
const CLOCK_OFF_MS = 120_000;

export function createAround(options: {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly endOfDayMs: (nowMs: number) => number;
  readonly mode: Surroundings['mode'];
  readonly station: string;
  readonly printers: readonly PrinterView[];
  readonly hasScale: boolean;
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
    network: { state: 'starting', why: null, sinceMs: clock.nowMs() },
    printers: options.printers,
    scanner: device('unknown', 'Scanner'),
    scale: device(options.hasScale ? 'unknown' : 'off', 'Scale'),
    weight: null,
    store: { part: 'store', level: 'well', name: '', sinceMs: clock.nowMs(), why: null, conditions: [] },
    flash: null,
  };
  let queue: readonly FoundOrder[] = [];
  let picks: readonly FoundOrder[] = [];
  let conflicts: readonly Conflict[] = [];
  let claimed = 0;
  let stored: { readonly for: string | null; readonly value: FromStores } | null = null;
  let counts: FromStores['counts'] | null = null;
  let views = 0;
  let latestAtMs = 0;
  let hubAheadMs = 0;

  function read(state: State): FromStores {
    const nowMs = clock.nowMs();
    const online = volatile.network.state === 'online';
    queue = replica.queue(QUEUE_ROWS, online);
    picks = replica.picks(PICKS);
    conflicts = replica.conflicts();
    claimed = replica.claimed();
    const open = state.work?.order;
    const above = open === undefined ? null : (replica.order(open.id)?.order ?? null);
    const changed = open !== undefined && above !== null && differs(open, above);
    const lookAlikes = new Map<string, { variant: string; picture: string | null }>();
    for (const line of open?.doc.lines ?? []) {
      const found = line.variant === undefined ? null : replica.lookAlike(line.sku);
      if (found !== null) lookAlikes.set(line.sku, found);
    }
    return {
      autonomyOrders: claimed,
      lastPullAtMs: replica.lastPullAtMs(),
      people: replica.people(),
      queue: queue.map(rowOf),
      counts: countsFor(state, nowMs),
      packedToday: journal.shippedSince(options.endOfDayMs(nowMs) - 86_400_000),
      above: changed ? above : null,
      lookAlikes,
    };
  }

  /** Counting looks at every open order; only the ready screen shows it, so no scan of an order ever waits for it. */
  function countsFor(state: State, nowMs: number): FromStores['counts'] {
    if (counts === null || state.work === null) counts = replica.counts(nowMs, options.endOfDayMs(nowMs));
    return counts;
  }

  return {
    get(state, factsNow) {
      const orderId = state.work?.order.id ?? null;
      if (stored === null || stored.for !== orderId) stored = { for: orderId, value: read(state) };
      views += 1;
      const { entries, orders } = journal.unsent();
      return {
        ...stored.value,
        ...volatile,
        no: views,
        nowMs: clock.nowMs(),
        facts: factsNow(),
        clock: clockRow(),
        unsent: entries,
        unsentOrders: orders,
        acknowledgedSeq: journal.acknowledgedSeq(),
      };
    },
    set(change) {
      volatile = { ...volatile, ...change };
      if (change.network !== undefined) stored = null;
    },
    keeps(why) {
      if (volatile.store.why === why) return;
      const level = why === null ? 'well' : 'lost';
      volatile = { ...volatile, store: { ...volatile.store, level, why, sinceMs: clock.nowMs() } };
    },
    heardTime(hubMs) {
      hubAheadMs = hubMs - clock.nowMs();
    },
    volatile: () => volatile,
    stale() {
      stored = null;
    },
    next: () => queue[0] ?? null,
    picks: () => picks,
    conflicts: () => conflicts,
    claimed: () => claimed,
    lastPullAtMs: () => replica.lastPullAtMs(),
  };

  /** Dates on labels and expiry checks hang on the clock: it must agree with the hub's, and never go back. */
  function clockRow(): StatusRow {
    const nowMs = clock.nowMs();
    const row = { part: 'clock', name: '', sinceMs: nowMs, conditions: [] } as const;
    const latest = Math.max(latestAtMs, replica.lastPullAtMs() ?? 0);
    latestAtMs = Math.max(latest, nowMs);
    if (latest - nowMs > CLOCK_OFF_MS || hubAheadMs > CLOCK_OFF_MS) return { ...row, level: 'lost', why: 'behind' };
    if (hubAheadMs < -CLOCK_OFF_MS) return { ...row, level: 'lost', why: 'ahead' };
    return { ...row, level: 'well', why: null };
  }
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
