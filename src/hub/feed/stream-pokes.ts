import type { Poke } from '../../wire/hub-api.ts';
import type { HubContext } from '../hub-context.ts';
import { headAfterRing, watchFeed } from './feed-watch.ts';

/** Longer than any stream lives; a timer takes no more than 31 bits. */
const FOR_EVER_MS = 2_000_000_000;

/** Where the feed stands, at once and after each change, until the caller has gone or the hub stops. */
export async function* streamPokes(
  hub: HubContext,
  how: { readonly shared: boolean; readonly signal: AbortSignal },
): AsyncGenerator<Poke> {
  const leave = how.shared ? watchFeed(hub) : () => undefined;
  let told = -1;
  try {
    while (!how.signal.aborted && !hub.bell.closed) {
      const heard = hub.bell.count;
      const pos = await headAfterRing(hub);
      // Restored from a backup the position is lower, and news all the same.
      if (pos !== told) yield { pos };
      told = pos;
      await hub.bell.wait(heard, FOR_EVER_MS, how.signal);
    }
  } finally {
    leave();
  }
}
