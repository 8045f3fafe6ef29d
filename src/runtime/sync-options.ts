import type { OrderId, PersonId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import type { ClaimAnswer } from '../wire/hub-claims.ts';
import type { Chance, Clock } from './clock.ts';
import type { HubFault, HubPort } from './hub-port.ts';
import type { Journal, Replica } from './stores.ts';

export interface SyncOptions {
  readonly hub: HubPort;
  readonly journal: Journal;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Longest wait between two tries. */
  readonly backOffCapMs: number;
  /** How long one long poll waits; also how often the feed is asked beside a stream: from this to 1.4 times as much. 0: never a long poll. */
  readonly waitSeconds: number;
  /** Whether the hub may say that there is news, so that nobody asks in vain; left out: yes. */
  readonly pokes?: boolean;
  /** The order in hand, whose lease must not end; left out: none ever is. */
  readonly atWork?: () => OrderId | null;
  /** Told at each change, and at each fault; `refused`: nothing goes until somebody acts, `fault.code` says what about. */
  readonly onNetwork: (state: NetworkState, fault: HubFault | null) => void;
  /** What time it is at the hub, as it just said. */
  readonly onHubTime: (hubMs: number) => void;
  /** The replica or the acknowledgement moved. */
  readonly onChange: (what: 'replica' | 'claims' | 'acknowledged') => void;
  readonly onBug: (bug: unknown) => void;
}

export type NetworkState = 'online' | 'offline' | 'refused';

export interface Sync {
  start(): void;
  /** Something was appended; `now` skips the short wait that lets scans travel together. */
  poke(now: boolean): void;
  /** Asks for this order: a hard claim, or a soft lease where this station takes nothing ahead. */
  claim(orderId: OrderId): Promise<Result<ClaimAnswer, HubFault>>;
  /** Makes the lease of this order hard. Refused: the order is not this station's any more, and the replica knows it. */
  harden(orderId: OrderId, fence: number): Promise<Result<ClaimAnswer, HubFault>>;
  /** False for a while after the hub was there and could not say: a bench that asks by itself waits. */
  mayHarden(): boolean;
  /** A supervisor at this bench takes the order from whoever holds it. */
  takeOver(orderId: OrderId, by: PersonId, reason: string): Promise<Result<ClaimAnswer, HubFault>>;
  stop(): Promise<void>;
}
