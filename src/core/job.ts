import type { PrintReason } from './event.ts';
import type { JobId, OrderId, ParcelCode } from './ids.ts';
import type { DocumentFault, JobState, PaperKind, PrinterCondition, PrinterRole, PrintFaultCode } from './print.ts';
import type { Box, State, Work } from './state.ts';

/** One paper on its way. A reprint is a new job for the same parcel. */
export interface Job {
  readonly jobId: JobId;
  readonly role: PrinterRole;
  readonly paper: PaperKind;
  readonly orderId: OrderId;
  readonly number: string;
  readonly parcelCode: ParcelCode;
  readonly reason: PrintReason;
  readonly state: JobState;
  readonly attempt: number;
  readonly copy: number;
  readonly printer: string | null;
  /** Which one it goes to; null: the usual one of its role. */
  readonly printerId: string | null;
  readonly code: PrintFaultCode | null;
  readonly fault: DocumentFault | null;
  readonly conditions: readonly PrinterCondition[];
  readonly made: boolean;
  /** Of the bytes it was made of; null until then. */
  readonly sha256: string | null;
  /** What a scan of it must say to prove it; empty until it is made. */
  readonly proof: readonly string[];
  readonly detail: string | null;
  readonly queuedAtMs: number;
  readonly sentAtMs: number | null;
  readonly changedAtMs: number;
  /** Nobody wants it any more: its order left the bench, or another paper took its place. It is here only because it may still come out. */
  readonly forgone?: true;
}

/** The parcel that a paper belongs to. */
export function boxOfJob(work: Work, jobId: JobId): Box | null {
  const job = jobOf(work, jobId);
  if (job === null) return null;
  // A paper that was wanted before the parcels had numbers lies in the first box.
  return work.boxes.find(({ parcelCode }) => parcelCode === job.parcelCode) ?? work.boxes[0] ?? null;
}

export function jobOf(work: Work | null, jobId: JobId): Job | null {
  return work === null ? null : (jobsOf(work).find((job) => job.jobId === jobId) ?? null);
}

/** The open or parked order that a job belongs to. */
export function workOfJob(state: State, jobId: JobId): Work | null {
  return [state.work, ...state.parked].find((work) => jobOf(work, jobId) !== null) ?? null;
}

export function findJob(state: State, jobId: JobId): Job | null {
  return jobOf(workOfJob(state, jobId), jobId) ?? state.aside.find((job) => job.jobId === jobId) ?? null;
}

/** Every paper that this bench knows of, the open order's first. */
export function allJobs(state: State): readonly Job[] {
  const works = state.work === null ? state.parked : [state.work, ...state.parked];
  return [...works.flatMap(jobsOf), ...state.aside];
}

/** A paper beside the work of which nobody knows, or that never left: a person may say that it is settled. */
export function isDroppable({ state }: Job): boolean {
  return state === 'unknown' || state === 'attention' || state === 'not_sent' || state === 'awaited';
}

/** Bytes of it may be in a printer. */
export function mayComeOut({ state }: Job): boolean {
  return state === 'sending' || state === 'attention' || state === 'unknown';
}

export function jobsOf(work: Work): readonly Job[] {
  return [...work.boxes.map(({ label }) => label), work.slip, ...work.papers].filter((job) => job !== null);
}
