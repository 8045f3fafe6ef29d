import type { Event } from './event.ts';
import type { ParcelCode } from './ids.ts';
import { findJob, type Job, jobsOf, mayComeOut, workOfJob } from './job.ts';
import { unreachable } from './result.ts';
import type { State, Work } from './state.ts';

export type JobEvent = Exclude<
  Extract<Event, { readonly jobId: unknown }>,
  { readonly type: 'label-proved' | 'job-dropped' }
>;

/** So many papers of finished business are kept to be looked at. */
const KEPT_ASIDE = 5;

/** The life of one document on its way to paper. Events of a job that nobody knows any more are history only. */
export function evolveJob(state: State, event: JobEvent, atMs: number): State {
  if (event.type === 'print-wanted') return wanted(state, event, atMs);
  const job = findJob(state, event.jobId);
  if (job === null) return state;
  const next = changed(job, event, atMs);
  const work = workOfJob(state, event.jobId);
  if (work !== null) return withWork(state, work, place(work, next, null));
  // The printer says that nothing of it left: what nobody wants any more is forgotten, and does not go out when the printer is well again.
  const isOff = next.forgone === true && next.state === 'not_sent';
  const aside = isOff
    ? state.aside.filter(({ jobId }) => jobId !== next.jobId)
    : state.aside.map((each) => (each.jobId === next.jobId ? next : each));
  const told: State['band'] | null =
    event.type === 'print-confirmed' && event.by === 'scan'
      ? { code: 'copy-right', detail: { number: job.number, atMs } }
      : null;
  return { ...state, aside: trimmed(aside), band: told ?? state.band };
}

function wanted(state: State, event: Extract<JobEvent, { type: 'print-wanted' }>, atMs: number): State {
  const work = [state.work, ...state.parked].find((each) => each?.order.id === event.orderId) ?? null;
  const number =
    work?.order.number ??
    state.waiting.find(({ parcelCode }) => parcelCode === event.parcelCode)?.number ??
    (state.pointed?.parcelCode === event.parcelCode ? state.pointed.number : '');
  const job: Job = {
    jobId: event.jobId,
    role: event.role,
    paper: event.paper ?? event.role,
    orderId: event.orderId,
    number,
    parcelCode: event.parcelCode,
    reason: event.reason,
    state: 'queued',
    attempt: 0,
    copy: event.copy,
    printer: null,
    printerId: event.printerId ?? null,
    code: null,
    fault: null,
    conditions: [],
    made: false,
    sha256: null,
    proof: [],
    detail: null,
    queuedAtMs: atMs,
    sentAtMs: null,
    changedAtMs: atMs,
  };
  const waiting = state.waiting.map((parcel) =>
    parcel.parcelCode === event.parcelCode && job.paper === 'label' ? { ...parcel, copies: event.copy } : parcel,
  );
  const base: State = { ...state, waiting, question: null, sheet: null };
  // A finished order's label is not awaited by anybody's hands: its copy lies beside the work.
  if (work === null || (work.stage === 'done' && job.paper === 'label')) {
    const band = { code: 'copy-printing', detail: { number, atMs } } as const;
    return { ...base, aside: trimmed([...state.aside, job]), band };
  }
  const before =
    jobsOf(work).find(({ paper, parcelCode }) => paper === job.paper && parcelCode === job.parcelCode) ?? null;
  const replaced = before !== null && mayComeOut(before) ? [...state.aside, forgone(before)] : state.aside;
  return withWork({ ...base, aside: trimmed(replaced) }, work, place(work, job, event.parcelCode));
}

/** What was open leaves the bench: papers that may still come out are kept in sight, what never left is forgotten. */
export function setAside(state: State, work: Work): readonly Job[] {
  return trimmed([...state.aside, ...jobsOf(work).filter(mayComeOut).map(forgone)]);
}

function forgone(job: Job): Job {
  return { ...job, forgone: true };
}

function trimmed(jobs: readonly Job[]): readonly Job[] {
  const over = jobs.filter(isOver);
  const gone = new Set(over.slice(0, Math.max(0, over.length - KEPT_ASIDE)));
  return gone.size === 0 ? jobs : jobs.filter((job) => !gone.has(job));
}

function isOver({ state }: Job): boolean {
  return state === 'printed' || state === 'failed';
}

function withWork(state: State, before: Work, after: Work): State {
  if (state.work === before) return { ...state, work: after };
  return { ...state, parked: state.parked.map((work) => (work === before ? after : work)) };
}

function changed(job: Job, event: Exclude<JobEvent, { type: 'print-wanted' }>, atMs: number): Job {
  const now = { ...job, changedAtMs: atMs };
  switch (event.type) {
    case 'document-made':
      return { ...now, made: true, sha256: event.sha256, fault: null, proof: event.proof ?? [job.parcelCode] };
    case 'document-failed': {
      const awaited = event.fault === 'no-carrier-label';
      const since = awaited && job.state === 'awaited' ? job.changedAtMs : atMs;
      return {
        ...now,
        state: awaited ? 'awaited' : 'failed',
        fault: event.fault ?? 'internal',
        detail: event.detail,
        changedAtMs: since,
      };
    }
    case 'print-started':
      return {
        ...now,
        state: 'sending',
        attempt: event.attempt,
        printer: event.printer,
        printerId: event.printerId ?? job.printerId,
        sentAtMs: atMs,
        code: null,
        conditions: [],
      };
    case 'print-troubled':
      return { ...now, state: 'attention', code: event.code, conditions: event.conditions };
    case 'print-confirmed':
      return { ...now, state: 'printed', code: null, conditions: [] };
    case 'print-not-confirmed':
      return { ...now, state: event.state, code: event.code, conditions: event.conditions };
    default:
      return unreachable(event);
  }
}

/** The stage follows the label alone: a slip in trouble is shown, but it ships nobody the wrong goods. */
function place(work: Work, job: Job, parcelCode: ParcelCode | null): Work {
  if (job.paper === 'slip') return { ...work, slip: job };
  if (job.paper !== 'label') {
    const others = work.papers.filter((each) => each.paper !== job.paper || each.parcelCode !== job.parcelCode);
    return { ...work, papers: [...others, job] };
  }
  // A cancelled label proves nothing any more.
  const unproved = job.reason === 'voided' && job.attempt === 0 && !job.made;
  const boxes = work.boxes.map((box) =>
    (parcelCode !== null && box.parcelCode === parcelCode) || box.label?.jobId === job.jobId
      ? { ...box, label: job, proved: box.proved && !unproved }
      : box,
  );
  if (work.stage === 'done') return { ...work, boxes };
  const boxNo = unproved ? (boxes.find((box) => box.label === job)?.no ?? work.boxNo) : work.boxNo;
  const inHand = boxes.find(({ no }) => no === boxNo)?.label ?? null;
  return { ...work, boxes, boxNo, stage: inHand !== null && isOut(inHand) ? 'proving' : 'labelling' };
}

/** On paper, as far as its printer can tell: one that cannot confirm anything leaves the rest to the scan. */
function isOut({ state, code }: Job): boolean {
  return state === 'printed' || (state === 'unknown' && code === 'UNCONFIRMED');
}

export function dropped(state: State, jobId: Job['jobId'], atMs: number): State {
  const job = state.aside.find((each) => each.jobId === jobId);
  if (job === undefined) return state;
  return {
    ...state,
    aside: state.aside.filter((each) => each !== job),
    band: { code: 'job-dropped', detail: { number: job.number, atMs } },
  };
}
