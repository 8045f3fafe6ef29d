import type { FeedPage } from '../wire/hub-feed.ts';
import { createFeedPokes } from './feed-pokes.ts';
import type { HubFault } from './hub-port.ts';
import type { StopSignal } from './ports.ts';
import { createStopper } from './stopper.ts';
import type { SyncOptions } from './sync-options.ts';

/** One stretch of following the feed, from a greeting to the next fault. */
export interface Following {
  /** @returns why it ended; null: it was stopped */
  run(): Promise<HubFault | null>;
  /** Does not wait for the hub to say something. */
  askNow(): void;
  /** Something else found out that the hub cannot be spoken to. */
  breakOff(fault: HubFault): void;
}

/** Where the hub or somebody between cannot wait, the feed is asked this often. */
const EMPTY_SECONDS = 25;

/**
 * Pages one after the other until there is nothing new; then the hub's poke, or a long poll where pokes do not come through.
 * @param take writes a page with its cursor
 * @param onCaughtUp everything that is known at the hub is known here; awaited before the next page is asked for
 */
export function createFollowing(
  options: SyncOptions,
  stop: StopSignal,
  on: { readonly take: (page: FeedPage) => void; readonly onCaughtUp: () => Promise<void> },
): Following {
  const { hub, replica, clock, chance } = options;
  const untilStopped = createStopper(stop);
  let asking = createStopper(stop);
  let isPolling = false;
  let resting = createStopper(stop);
  let broken: HubFault | null = null;
  let hasNews = false;
  let isHurried = false;
  const pokes = createFeedPokes(options, stop, {
    onNews() {
      hasNews = true;
      resting.stop();
    },
    onEnd: askNow,
    onBug: options.onBug,
  });

  function askNow(): void {
    isHurried = true;
    resting.stop();
    // A page that is on its way is let through: pokes may come faster than pages.
    if (isPolling) asking.stop();
  }

  /** A station is not asked to wait in step with the others: from once to 1.4 times as long. */
  function aWhileMs(): number {
    return (options.waitSeconds || EMPTY_SECONDS) * 1000 * (1 + 0.4 * chance.next());
  }

  /** @returns null: somebody could not wait for the answer, and what still comes of it is not written */
  async function ask(waitSeconds: number) {
    const own = createStopper(stop);
    asking = own;
    isPolling = waitSeconds > 0;
    const answer = await own.unlessStopped(hub.feed({ cursor: replica.cursor(), waitSeconds, signal: own.signal }));
    own.stop();
    return answer;
  }

  async function run(): Promise<HubFault | null> {
    let isCaughtUp = false;
    while (!stop.aborted && broken === null) {
      const waitSeconds = isCaughtUp && !pokes.isHeard() && !isHurried ? options.waitSeconds : 0;
      const wasSaid = hasNews || isHurried || !isCaughtUp;
      hasNews = false;
      isHurried = false;
      const askedMs = clock.monoMs();
      const answer = await ask(waitSeconds);
      if (stop.aborted) return null;
      if (broken !== null) return broken;
      if (answer === null) continue;
      if (!answer.ok) return answer.error;
      const page = answer.value;
      if (page !== null) on.take(page);
      if (pokes.isHeard() && !wasSaid && page !== null) pokes.missed();
      isCaughtUp = page === null || page.up_to_date;
      if (!isCaughtUp) continue;
      await untilStopped.unlessStopped(on.onCaughtUp());
      if (options.pokes !== false) pokes.open();
      // Whoever answers a long poll at once cannot wait, and would be asked without end.
      const isTooSoon = waitSeconds > 0 && page === null && clock.monoMs() - askedMs < waitSeconds * 500;
      if (pokes.isHeard() || isTooSoon || options.waitSeconds === 0) await rest();
    }
    return broken;
  }

  async function rest(): Promise<void> {
    if (stop.aborted || broken !== null || hasNews || isHurried) return;
    resting = createStopper(stop);
    await resting.pause(clock, aWhileMs());
    resting.stop();
  }

  return {
    run: () =>
      run().finally(() => {
        pokes.close();
        untilStopped.stop();
      }),
    askNow,
    breakOff(fault) {
      broken ??= fault;
      resting.stop();
      asking.stop();
    },
  };
}
