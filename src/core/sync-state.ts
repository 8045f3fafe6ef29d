import type { PersonId } from './ids.ts';
import type { ApprovalReason } from './question.ts';
import type { DrillScore } from './sync-event.ts';

/** What the bench keeps of the many stations it is one of. */
export interface SyncState {
  /** Conflicts that were decided here, the last hundred: the hub may still call them open for a while. */
  readonly answered: readonly string[];
  /** Conflicts that a packer here wants somebody else to decide. */
  readonly askedLead: readonly string[];
  /** The last time a supervisor let something pass. */
  readonly approval: Approval | null;
  readonly drill: Drill | null;
  /** What the last drill brought, until somebody has seen it. */
  readonly score: DrillScore | null;
  /** How long the last orders took from opening to shipping, in milliseconds, newest last. */
  readonly pace: readonly number[];
}

/** Whose badge, and why. */
export interface Approval {
  readonly by: PersonId;
  readonly reason: ApprovalReason;
}

/** The network is cut on purpose. */
export interface Drill {
  readonly begunAtMs: number;
  readonly endsAtMs: number;
  readonly shipped: number;
  readonly refused: number;
  readonly scans: number;
  readonly claimedBefore: number;
  /** Claimed orders that nothing ended yet. */
  readonly left: number;
  readonly dryAtMs: number | null;
}

export const INITIAL_SYNC_STATE: SyncState = {
  answered: [],
  askedLead: [],
  approval: null,
  drill: null,
  score: null,
  pace: [],
};

const KEPT_PACE = 20;
/** Whoever took longer than this was called away. */
const AWAY_MS = 15 * 60_000;
const ENOUGH_PACE = 3;

export function withPace(pace: readonly number[], tookMs: number): readonly number[] {
  return tookMs < 0 || tookMs > AWAY_MS ? pace : [...pace, tookMs].slice(-KEPT_PACE);
}

/** How long so many orders last at this pace, in milliseconds; null: too few were packed here to say. */
export function lastsMs(pace: readonly number[], orders: number): number | null {
  if (pace.length < ENOUGH_PACE) return null;
  const sorted = pace.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return Math.round(orders * ((upper + lower) / 2));
}

const KEPT_CONFLICTS = 100;

export function withConflict(ids: readonly string[], id: string): readonly string[] {
  return [...ids.filter((each) => each !== id), id].slice(-KEPT_CONFLICTS);
}
