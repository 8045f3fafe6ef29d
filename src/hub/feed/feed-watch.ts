import type { HubContext } from '../hub-context.ts';
import type { FeedBell } from './feed-bell.ts';

const LOOK_EVERY_MS = 2000;

interface Watch {
  waiting: number;
  timer: NodeJS.Timeout;
}

const watches = new WeakMap<FeedBell, Watch>();

/**
 * Other processes write to a shared database without ringing our bell. One look every two seconds rings it for all who wait.
 * @returns to be called by whoever waits no more
 */
export function watchFeed(hub: HubContext): () => void {
  const watch = watches.get(hub.bell) ?? begin(hub);
  watch.waiting += 1;
  return () => {
    watch.waiting -= 1;
    if (watch.waiting > 0) return;
    clearTimeout(watch.timer);
    watches.delete(hub.bell);
  };
}

function begin(hub: HubContext): Watch {
  let seen = -1;
  const later = () => setTimeout(() => void look(), LOOK_EVERY_MS);
  const watch: Watch = { waiting: 0, timer: later() };
  watches.set(hub.bell, watch);
  async function look(): Promise<void> {
    const pos = await readHead(hub).catch(() => null);
    // The database is gone: whoever waits is to ask it and be told so.
    if (pos === null || pos !== seen) hub.bell.ring();
    seen = pos ?? seen;
    if (watch.waiting > 0) watch.timer = later();
  }
  return watch;
}

interface Heard {
  readonly count: number;
  readonly pos: Promise<number>;
}
const heads = new WeakMap<FeedBell, Heard>();

/** Where the feed stands. However many streams a ring wakes, the database is asked once. */
export function headAfterRing(hub: HubContext): Promise<number> {
  const known = heads.get(hub.bell);
  if (known !== undefined && known.count === hub.bell.count) return known.pos;
  const heard = { count: hub.bell.count, pos: readHead(hub) };
  heads.set(hub.bell, heard);
  // Only while it is under way: on a shared database the next one may find more without any ring.
  const over = () => {
    if (heads.get(hub.bell) === heard) heads.delete(hub.bell);
  };
  heard.pos.then(over, over);
  return heard.pos;
}

async function readHead(hub: HubContext): Promise<number> {
  const head = await hub.db
    .selectFrom('feed_head')
    .select('pos')
    .where('warehouse_id', '=', hub.warehouseId)
    .executeTakeFirstOrThrow();
  return head.pos;
}
