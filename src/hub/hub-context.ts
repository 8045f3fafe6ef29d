import type { Database } from './database/schema.ts';
import type { FeedBell } from './feed/feed-bell.ts';
import type { TryLimits } from './office/try-limit.ts';

/** What every part of the hub works with. */
export interface HubContext {
  readonly db: Database;
  readonly hubId: string;
  readonly badgeSalt: Uint8Array;
  readonly warehouseId: string;
  readonly clock: () => number;
  /** UUID version 7 (RFC 9562). Given from outside, so that a simulation can be played again exactly. */
  readonly newId: () => string;
  readonly bell: FeedBell;
  /** Against guessing codes, badges and PINs. */
  readonly limits: TryLimits;
  /** Under which stations reach it; null: it does not listen, and nobody said. */
  readonly publicUrl: string | null;
  /** Its own certificate, when no authority signed it: stations are told to trust exactly this one. */
  readonly certificate: HubCertificate | null;
}

export interface HubCertificate {
  readonly pem: string;
  /** SHA-256 of the certificate (DER), lower-case hex. */
  readonly fingerprint: string;
}

export interface LogEntry {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly [detail: string]: string | number | boolean | null;
}
