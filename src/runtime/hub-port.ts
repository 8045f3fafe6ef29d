import type { Result } from '../core/result.ts';
import type {
  AssertAnswer,
  AssertRequest,
  ClaimAnswer,
  ClaimRequest,
  HardenRequest,
  TakeOver,
} from '../wire/hub-claims.ts';
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
      /** What Retry-After said, in milliseconds. */
      readonly retryAfterMs: number | null;
    };

export interface HubPort {
  hello(): Promise<Result<Hello, HubFault>>;
  /** Null: nothing new within `waitSeconds`. */
  feed(ask: FeedAsk): Promise<Result<FeedPage | null, HubFault>>;
  claim(request: ClaimRequest): Promise<Result<ClaimAnswer, HubFault>>;
  push(request: PushRequest): Promise<Result<PushAnswer, HubFault>>;
  /** Soft leases become hard before the first thing that cannot be undone. */
  harden(request: HardenRequest): Promise<Result<ClaimAnswer, HubFault>>;
  renew(items: HardenRequest['items']): Promise<Result<ClaimAnswer, HubFault>>;
  /** A supervisor at this bench takes an order from the station that holds it. */
  takeOver(request: TakeOver): Promise<Result<ClaimAnswer, HubFault>>;
  /** What this station still holds, told to a hub that was restored from a backup. */
  assertClaims(request: AssertRequest): Promise<Result<AssertAnswer, HubFault>>;
  /** One event that fails in every batch, as bytes: kept and set aside under its own number. */
  pushRaw(raw: RawEvent): Promise<Result<PushAnswer, HubFault>>;
  /** Calls `onPoke` whenever there may be news, until the stream ends, for whatever reason; why is the answer. */
  stream(signal: StopSignal, onPoke: () => void): Promise<HubFault | null>;
  /** A carrier's document by its hash. */
  document(sha256: string): Promise<Result<Uint8Array, HubFault>>;
}

export interface FeedAsk {
  readonly cursor: string | null;
  readonly waitSeconds: number;
  readonly signal: StopSignal;
}

export interface RawEvent {
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly bytes: Uint8Array;
}
