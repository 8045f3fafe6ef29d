import type { FeedPage } from '../../wire/hub-feed.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { type FeedAsk, readFeed } from './read-feed.ts';

/** Other processes may write to a shared database without ringing our bell. */
const LOOK_EVERY_MS = 2000;

/** A page as soon as there is one, or null after `waitMs`, or when the caller has gone. */
export async function waitFeed(
  hub: HubContext,
  ask: FeedAsk & { readonly waitMs: number; readonly shared: boolean; readonly signal: AbortSignal },
): Promise<FeedPage | null> {
  const until = performance.now() + ask.waitMs;
  for (;;) {
    const heard = hub.bell.count;
    const page = await readFeed(hub, ask);
    if (page !== null) return page;
    const left = until - performance.now();
    if (left <= 0 || ask.signal.aborted) return null;
    await hub.bell.wait(heard, ask.shared ? Math.min(left, LOOK_EVERY_MS) : left, ask.signal);
    if (hub.bell.closed) throw new HubRefusal('busy', 'The hub is stopping. Try again in a few seconds.');
  }
}
