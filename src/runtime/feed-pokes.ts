import { backOffMs } from './back-off.ts';
import type { Chance, Clock } from './clock.ts';
import type { HubPort } from './hub-port.ts';
import type { StopSignal } from './ports.ts';
import { createStopper, type Stopper } from './stopper.ts';

/** The hub's word that there may be news. A lost poke costs time and nothing else: the feed is asked anyway, now and then. */
export interface FeedPokes {
  /** Opens the stream when it is time to. */
  open(): void;
  /** The hub has said something on the stream that is open now: it is worth waiting for its word. */
  isHeard(): boolean;
  /** There was news that nobody had said: twice in a row, and the stream is deaf. */
  missed(): void;
  close(): void;
}

const RETRY_BASE_MS = 1000;
const RETRY_CAP_MS = 300_000;
/** A stream that lived so long was well. */
const WELL_MS = 60_000;
const MISSED_MOST = 2;

/**
 * @param onNews a poke came
 * @param onEnd a stream that was heard has ended: only asking tells whether the hub is still there
 */
export function createFeedPokes(
  { hub, clock, chance }: { readonly hub: HubPort; readonly clock: Clock; readonly chance: Chance },
  signal: StopSignal,
  on: { readonly onNews: () => void; readonly onEnd: () => void; readonly onBug: (bug: unknown) => void },
): FeedPokes {
  let stream: Stopper | null = null;
  let isHeard = false;
  let missed = 0;
  let tries = 0;
  let notBeforeMs = 0;

  async function listen(own: Stopper): Promise<void> {
    const beganMs = clock.monoMs();
    await own.unlessStopped(
      hub.stream(own.signal, () => {
        if (own.signal.aborted) return;
        isHeard = true;
        missed = 0;
        on.onNews();
      }),
    );
    // Closed on purpose, and perhaps another one is open already.
    if (stream !== own) return;
    const wasHeard = isHeard;
    end(wasHeard && clock.monoMs() - beganMs >= WELL_MS);
    if (wasHeard) on.onEnd();
  }

  function end(wasWell: boolean): void {
    stream?.stop();
    stream = null;
    isHeard = false;
    missed = 0;
    tries = wasWell ? 0 : tries + 1;
    notBeforeMs = clock.monoMs() + backOffMs(tries, chance, RETRY_CAP_MS, RETRY_BASE_MS);
  }

  return {
    open() {
      if (stream !== null || signal.aborted || clock.monoMs() < notBeforeMs) return;
      stream = createStopper(signal);
      listen(stream).catch(on.onBug);
    },
    isHeard: () => isHeard,
    missed() {
      missed += 1;
      if (missed >= MISSED_MOST) end(false);
    },
    close() {
      stream?.stop();
      stream = null;
      isHeard = false;
    },
  };
}
