import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import type { JsonText } from '../json-text.ts';
import { watchFeed } from './feed-watch.ts';
import { type FeedAsk, readFeed } from './read-feed.ts';

/** A page as soon as there is one, or null after `waitMs`, or when the caller has gone. */
export async function waitFeed(
  hub: HubContext,
  ask: FeedAsk & { readonly waitMs: number; readonly shared: boolean; readonly signal: AbortSignal },
): Promise<JsonText | null> {
  const until = performance.now() + ask.waitMs;
  const leave = ask.shared && ask.waitMs > 0 ? watchFeed(hub) : () => undefined;
  try {
    for (;;) {
      const heard = hub.bell.count;
      const page = await readFeed(hub, ask);
      if (page !== null) return page;
      const left = until - performance.now();
      if (left <= 0 || ask.signal.aborted) return null;
      await hub.bell.wait(heard, left, ask.signal);
      if (hub.bell.closed) throw new HubRefusal('busy', 'The hub is stopping. Try again in a few seconds.');
    }
  } finally {
    leave();
  }
}
