import type { Result } from '../core/result.ts';
import type { ClaimAnswer, ClaimRequest } from '../wire/hub-claims.ts';
import type { PushAnswer, PushRequest } from '../wire/hub-events.ts';
import type { FeedPage, Hello } from '../wire/hub-feed.ts';
import type { StopSignal } from './ports.ts';

/** What can be wrong with the hub, as far as the station needs to tell it apart. */
export type HubFault =
  | { readonly kind: 'hub-unreachable'; readonly detail: string }
  /** It answered, but not what the contract says: 500, garbage, half a page. */
  | { readonly kind: 'hub-garbled'; readonly detail: string }
  | {
      readonly kind: 'hub-refused';
      readonly status: number;
      readonly code: string;
      readonly detail: string;
      readonly expected: number | null;
    };

export interface HubPort {
  hello(): Promise<Result<Hello, HubFault>>;
  /** Null: nothing new within `waitSeconds`. */
  feed(ask: FeedAsk): Promise<Result<FeedPage | null, HubFault>>;
  claim(request: ClaimRequest): Promise<Result<ClaimAnswer, HubFault>>;
  push(request: PushRequest): Promise<Result<PushAnswer, HubFault>>;
  /** A carrier's document by its hash. */
  document(sha256: string): Promise<Result<Uint8Array, HubFault>>;
}

export interface FeedAsk {
  readonly cursor: string | null;
  readonly waitSeconds: number;
  readonly signal: StopSignal;
}
