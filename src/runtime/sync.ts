import type { Hello } from '../wire/hub-feed.ts';
import { createClaims } from './claims-ahead.ts';
import { fetchDocuments } from './fetch-documents.ts';
import { createFollowing, type Following } from './follow-feed.ts';
import { endsTalk, foundOut, isShutOut, waitAfter } from './hub-faults.ts';
import type { HubFault } from './hub-port.ts';
import { createLeases } from './leases.ts';
import { createPush } from './push-events.ts';
import { recoverClaims } from './recover-claims.ts';
import { pageOf } from './replica-page.ts';
import { createRetryBudget } from './retry-budget.ts';
import { createStopper } from './stopper.ts';
import type { Sync, SyncOptions } from './sync-options.ts';

/** After an outage the stations of a hall come back one after the other. */
const AFTER_OUTAGE_MS = 5000;

/**
 * Greets the hub, follows its feed, claims ahead and pushes, until something fails; then waits and begins anew. Nothing here is waited
 * for by the bench.
 */
export function createSync(options: SyncOptions): Sync {
  const { hub, journal, replica, clock, chance } = options;
  const stopper = createStopper();
  const budget = createRetryBudget();
  let following: Following | null = null;
  let isOnline = false;
  let wasAway = false;
  /** Before the first answer nobody was away: a bench that is switched on wants its orders now. */
  let hasBeenOnline = false;
  /** Until then nobody pushes or claims by himself. */
  let quiet: (() => void) | null = null;
  let answers = 0;
  let tries = 0;
  let mustRefetch = false;
  let running: Promise<void> = Promise.resolve();

  const mayAsk = () => isOnline && !stopper.signal.aborted;
  const leases = createLeases(options, { mayAsk, onFault });
  const claims = createClaims(options, {
    budget,
    leases,
    refusal: () => (mayAsk() ? null : { kind: 'hub-unreachable', detail: 'offline' }),
    isStopped: () => stopper.signal.aborted,
    onFault,
  });
  const push = createPush(options, {
    budget,
    maySend: () => mayAsk() && quiet === null,
    answers: () => answers,
    onSent: heard,
    onFault,
  });

  function heard(): void {
    answers += 1;
    tries = 0;
  }

  /** A request beside the feed has failed. */
  function onFault(fault: HubFault): void {
    if (stopper.signal.aborted) return;
    if (endsTalk(fault)) {
      isOnline = false;
      following?.breakOff(fault);
      return;
    }
    // The hub is there and does not like this one request, or it is not the hub that answered: the feed shows which.
    options.onNetwork(isOnline ? 'online' : 'offline', fault);
    if (fault.kind === 'hub-garbled') following?.askNow();
  }

  async function talkForEver(): Promise<void> {
    while (!stopper.signal.aborted) {
      const fault = (await greet()) ?? (await follow());
      following = null;
      if (stopper.signal.aborted || fault === null) return;
      if (isRefetch(fault) && replica.cursor() !== null) {
        // The feed is another one, or this station was away too long. Before anything is thrown away the hub is greeted.
        mustRefetch = true;
        continue;
      }
      isOnline = false;
      wasAway = hasBeenOnline;
      options.onNetwork(isShutOut(fault) ? 'refused' : 'offline', fault);
      await stopper.pause(clock, waitAfter(fault, tries, { chance, budget, capMs: options.backOffCapMs }));
      tries += 1;
    }
  }

  /** Says who is there, and finds out whether hub, station and journal still belong together. */
  async function greet(): Promise<HubFault | null> {
    const hello = await stopper.unlessStopped(hub.hello());
    if (hello === null) return null;
    if (!hello.ok) return hello.error;
    answers += 1;
    options.onHubTime(Date.parse(hello.value.hub_time));
    const stranger = strangerTo(hello.value);
    if (stranger !== null) return stranger;
    const { feed_epoch: feedEpoch, recovering, station } = hello.value;
    const known = replica.identity();
    const isOtherFeed = known !== null && known.feedEpoch !== feedEpoch;
    if (station.last_seq < journal.acknowledgedSeq()) journal.rewind(station.last_seq);
    const gone = push.check();
    if (gone !== null) return gone;
    const identity = {
      hubId: hello.value.hub_id,
      feedEpoch,
      badgeSalt: hello.value.badge_salt,
      station: { id: station.id, no: station.no, name: station.name, epoch: station.epoch },
      offlineBuffer: station.offline_buffer,
      site: hello.value.site,
    };
    if (known === null) replica.setIdentity(identity);
    if (recovering || isOtherFeed) {
      if (wasAway) await stopper.pause(clock, afterOutageMs());
      const fault = await stopper.unlessStopped(recoverClaims({ ...options, push }, station.epoch, stopper.signal));
      if (stopper.signal.aborted || fault !== null) return fault;
    }
    if (isOtherFeed || mustRefetch) replica.clear();
    mustRefetch = false;
    // Only now: until here another feed is noticed again after a kill.
    replica.setIdentity(identity);
    return null;
  }

  /** A journal belongs to one enrolment at one hub; under another one its numbers would mean other events. */
  function strangerTo({ hub_id, station }: Hello): HubFault | null {
    const known = replica.identity();
    if (known !== null && known.hubId === hub_id && journal.lastSeq() > 0) {
      const { id, epoch } = known.station;
      if (id !== station.id || epoch !== station.epoch) {
        return foundOut(
          'enrolled_elsewhere',
          `The journal here is of station ${id}, enrolment ${epoch}; the key is of ${station.id}, enrolment ${station.epoch}.`,
        );
      }
    }
    if (station.last_seq <= journal.lastSeq()) return null;
    return foundOut(
      'seq_fork',
      `The hub has ${station.last_seq} events of this station and this disk has ${journal.lastSeq()}: another copy of it is or was in use.`,
    );
  }

  async function follow(): Promise<HubFault | null> {
    if (stopper.signal.aborted) return null;
    let isFirst = true;
    const isFromScratch = replica.cursor() === null;
    following = createFollowing(options, stopper.signal, {
      take(page) {
        options.onHubTime(Date.parse(page.hub_time));
        replica.apply(pageOf(page, clock.nowMs()));
        const identity = replica.identity();
        // How the warehouse wants it done may change in mid shift.
        if (page.site !== undefined && identity !== null) replica.setIdentity({ ...identity, site: page.site });
      },
      async onCaughtUp() {
        answers += 1;
        if (isFirst) arrive(isFromScratch);
        else tries = 0;
        isFirst = false;
        options.onChange('replica');
        leases.watch();
        if (quiet === null) await claims.ahead();
        await fetchDocuments(options, stopper.signal, onFault);
      },
    });
    return following.run();
  }

  function afterOutageMs(): number {
    return chance.next() * Math.min(AFTER_OUTAGE_MS, options.backOffCapMs);
  }

  function arrive(isFromScratch: boolean): void {
    if (isFromScratch) dropUnknown();
    isOnline = true;
    hasBeenOnline = true;
    options.onNetwork('online', null);
    const waitMs = wasAway ? afterOutageMs() : 0;
    wasAway = false;
    quiet?.();
    quiet = clock.after(waitMs, () => {
      quiet = null;
      push.poke(true);
      following?.askNow();
    });
  }

  /** Orders whose end this station missed are not in the feed any more, and nobody will say that they are not held. */
  function dropUnknown(): void {
    replica.revoke(
      replica
        .held()
        .map(({ orderId }) => orderId)
        .filter((orderId) => replica.order(orderId)?.order.claim?.mine !== true),
    );
  }

  return {
    start() {
      running = talkForEver().catch(options.onBug);
    },
    poke: push.poke,
    claim: claims.claim,
    harden: claims.harden,
    mayHarden: claims.mayHarden,
    takeOver: claims.takeOver,
    async stop() {
      stopper.stop();
      quiet?.();
      push.stop();
      leases.stop();
      await running;
    },
  };
}

function isRefetch(fault: HubFault): boolean {
  return fault.kind === 'hub-refused' && fault.code === 'must_refetch';
}
