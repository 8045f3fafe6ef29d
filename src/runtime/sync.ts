import type { OrderId } from '../core/ids.ts';
import { failure, type Result } from '../core/result.ts';
import type { ClaimAnswer } from '../wire/hub-claims.ts';
import { wireEventOf } from '../wire/hub-events.ts';
import type { FeedPage } from '../wire/hub-feed.ts';
import { backOffMs } from './back-off.ts';
import type { Chance, Clock } from './clock.ts';
import type { HubFault, HubPort } from './hub-port.ts';
import { batchOf } from './push-batch.ts';
import { pageOf } from './replica-page.ts';
import type { Journal, Replica } from './stores.ts';

export interface SyncOptions {
  readonly hub: HubPort;
  readonly journal: Journal;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Longest wait between two tries. */
  readonly backOffCapMs: number;
  readonly waitSeconds: number;
  readonly onNetwork: (state: 'online' | 'offline' | 'refused', fault: HubFault | null) => void;
  /** What time it is at the hub, as it just said. */
  readonly onHubTime: (hubMs: number) => void;
  /** The replica or the acknowledgement moved. */
  readonly onChange: (what: 'replica' | 'acknowledged') => void;
  readonly onBug: (bug: unknown) => void;
}

export interface Sync {
  start(): void;
  /** Something was appended; `now` skips the short wait that lets scans travel together. */
  poke(now: boolean): void;
  claim(orderId: OrderId): Promise<Result<ClaimAnswer, HubFault>>;
  stop(): Promise<void>;
}

const DOCUMENTS_AT_ONCE = 20;
/** Scans travel together: well under the second in which the hub should know, and few enough not to compete with the next scan. */
const TOGETHER_MS = 600;

/** Pulls, pushes and claims ahead, each at its own pace. Nothing here is waited for by the bench. */
export function createSync(options: SyncOptions): Sync {
  const { hub, journal, replica, clock, chance } = options;
  const stopper = createStopper();
  let online = false;
  let pushing = false;
  let pushTries = 0;
  let cancelPush: (() => void) | null = null;
  let pulling: Promise<void> = Promise.resolve();

  function noteFault(fault: HubFault): void {
    const refused =
      fault.kind === 'hub-refused' && (fault.status === 401 || fault.status === 403 || fault.code === 'seq_fork');
    online = false;
    options.onNetwork(refused ? 'refused' : 'offline', fault);
  }

  async function pullForEver(): Promise<void> {
    let tries = 0;
    while (!stopper.signal.aborted) {
      const fault = await session();
      if (stopper.signal.aborted) return;
      if (fault === null) tries = 0;
      else {
        noteFault(fault);
        await stopper.pause(clock, backOffMs(tries, chance, options.backOffCapMs));
        tries += 1;
      }
    }
  }

  function take(page: FeedPage): void {
    options.onHubTime(Date.parse(page.hub_time));
    replica.apply(pageOf(page, clock.nowMs()));
    const identity = replica.identity();
    // How the warehouse wants it done may change in mid shift.
    if (page.site !== undefined && identity !== null) replica.setIdentity({ ...identity, site: page.site });
  }

  /** Greets the hub, then follows the feed until something fails. */
  async function session(): Promise<HubFault | null> {
    const hello = await hub.hello();
    if (!hello.ok) return hello.error;
    options.onHubTime(Date.parse(hello.value.hub_time));
    const { station } = hello.value;
    if (replica.identity() !== null && replica.identity()?.feedEpoch !== hello.value.feed_epoch) replica.clear();
    replica.setIdentity({
      hubId: hello.value.hub_id,
      feedEpoch: hello.value.feed_epoch,
      badgeSalt: hello.value.badge_salt,
      station: { id: station.id, no: station.no, name: station.name, epoch: station.epoch },
      offlineBuffer: station.offline_buffer,
      site: hello.value.site,
    });
    if (station.last_seq < journal.acknowledgedSeq()) journal.rewind(station.last_seq);
    let caughtUp = false;
    while (!stopper.signal.aborted) {
      const waitSeconds = caughtUp ? options.waitSeconds : 0;
      const page = await hub.feed({ cursor: replica.cursor(), waitSeconds, signal: stopper.signal });
      if (stopper.signal.aborted) return null;
      if (!page.ok) {
        if (page.error.kind === 'hub-refused' && page.error.code === 'must_refetch') {
          replica.clear();
          continue;
        }
        return page.error;
      }
      if (page.value !== null) take(page.value);
      caughtUp = page.value === null || page.value.up_to_date;
      if (!caughtUp) continue;
      if (!online) {
        online = true;
        options.onNetwork('online', null);
        poke(true);
      }
      options.onChange('replica');
      await claimAhead();
      await fetchDocuments();
    }
    return null;
  }

  /** Carriers' labels come with the orders: offline they are as much needed as these. */
  async function fetchDocuments(): Promise<void> {
    let came = false;
    for (const sha256 of replica.missingDocuments(DOCUMENTS_AT_ONCE)) {
      if (stopper.signal.aborted) return;
      const bytes = await hub.document(sha256);
      if (bytes.ok) replica.putDocument(sha256, bytes.value);
      else if (bytes.error.kind === 'hub-unreachable') break;
      came ||= bytes.ok;
    }
    if (came) options.onChange('replica');
  }

  /** Rights are moved here before the network can go: offline, exactly these orders can be finished. */
  async function claimAhead(): Promise<void> {
    const buffer = replica.identity()?.offlineBuffer ?? 0;
    const want = buffer - replica.claimed();
    if (want <= buffer / 2 || !replica.hasUnclaimed()) return;
    const answer = await hub.claim({ request_id: chance.id(), class: 'hard', want: Math.min(want, 200) });
    if (!answer.ok) return noteFault(answer.error);
    replica.grant(grantsOf(answer.value));
    options.onChange('replica');
  }

  async function push(): Promise<void> {
    if (pushing || stopper.signal.aborted) return;
    pushing = true;
    try {
      while (online && journal.lastSeq() > journal.acknowledgedSeq()) {
        const identity = replica.identity();
        if (identity === null) return;
        const batch = batchOf(journal.after(journal.acknowledgedSeq()), (entry) =>
          wireEventOf(entry, entry.orderId === null ? null : (replica.order(entry.orderId)?.order.rev ?? null)),
        );
        const answer = await hub.push({ epoch: identity.station.epoch, events: batch });
        if (!answer.ok) {
          if (
            answer.error.kind === 'hub-refused' &&
            answer.error.code === 'seq_gap' &&
            answer.error.expected !== null
          ) {
            journal.rewind(answer.error.expected - 1);
            continue;
          }
          noteFault(answer.error);
          pushTries += 1;
          later(backOffMs(pushTries, chance, options.backOffCapMs));
          return;
        }
        pushTries = 0;
        journal.acknowledge(answer.value.ack_seq);
        options.onChange('acknowledged');
      }
    } finally {
      pushing = false;
    }
  }

  function later(delayMs: number): void {
    cancelPush?.();
    cancelPush = clock.after(delayMs, () => {
      cancelPush = null;
      push().catch(options.onBug);
    });
  }

  function poke(now: boolean): void {
    if (!online || (cancelPush !== null && !now)) return;
    later(now ? 0 : TOGETHER_MS);
  }

  return {
    start() {
      pulling = pullForEver().catch(options.onBug);
    },
    poke,
    async claim(orderId) {
      if (!online) return failure({ kind: 'hub-unreachable', detail: 'offline' });
      const answer = await hub.claim({ request_id: chance.id(), class: 'hard', order_ids: [orderId] });
      if (answer.ok) replica.grant(grantsOf(answer.value));
      else noteFault(answer.error);
      return answer;
    },
    async stop() {
      cancelPush?.();
      stopper.abort();
      await pulling;
    },
  };
}

function grantsOf(answer: ClaimAnswer): { orderId: OrderId; fence: number; rev: number }[] {
  return answer.granted.map(({ order_id, fence, rev }) => ({ orderId: order_id, fence, rev }));
}

/** A stop signal that can also end a pause early. */
function createStopper(): {
  readonly signal: {
    aborted: boolean;
    addEventListener(type: 'abort', listener: () => void): void;
    removeEventListener(type: 'abort', listener: () => void): void;
  };
  abort(): void;
  pause(clock: Clock, delayMs: number): Promise<void>;
} {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    addEventListener: (_type: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: 'abort', listener: () => void) => void listeners.delete(listener),
  };
  return {
    signal,
    abort() {
      signal.aborted = true;
      for (const listener of [...listeners]) listener();
    },
    pause: (clock, delayMs) =>
      new Promise((resolve) => {
        const done = () => {
          cancel();
          listeners.delete(done);
          resolve();
        };
        const cancel = clock.after(delayMs, done);
        listeners.add(done);
      }),
  };
}
