import type { Database } from './database/schema.ts';
import type { FeedBell } from './feed/feed-bell.ts';

/** What every part of the hub works with. */
export interface HubContext {
  readonly db: Database;
  readonly hubId: string;
  readonly badgeSalt: Uint8Array;
  readonly warehouseId: string;
  readonly clock: () => number;
  readonly bell: FeedBell;
}

export interface LogEntry {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly [detail: string]: string | number | boolean | null;
}
