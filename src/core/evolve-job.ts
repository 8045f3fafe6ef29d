import type { Event } from './event.ts';
import type { ParcelCode } from './ids.ts';
import { unreachable } from './result.ts';
import { type Job, jobOf, type State, type Work } from './state.ts';

type JobEvent = Extract<Event, { readonly jobId: unknown }>;

/** The life of one document on its way to paper. Events of a job that is no longer this order's are history only. */
export function evolveJob(
  state: State,
  work: Work,
  event: Exclude<JobEvent, { type: 'label-proved' }>,
  atMs: number,
): State {
  if (event.type === 'print-wanted') {
    const job: Job = {
      jobId: event.jobId,
      role: event.role,
      state: 'queued',
      attempt: 0,
      copy: event.copy,
      printer: null,
      code: null,
      conditions: [],
      made: false,
      detail: null,
      queuedAtMs: atMs,
      sentAtMs: null,
      changedAtMs: atMs,
    };
    return { ...state, helpOpen: false, work: place(work, job, event.parcelCode) };
  }
  const job = jobOf(work, event.jobId);
  if (job === null) return state;
  return { ...state, work: place(work, changed(job, event, atMs), null) };
}

function changed(job: Job, event: Exclude<JobEvent, { type: 'label-proved' | 'print-wanted' }>, atMs: number): Job {
  const now = { ...job, changedAtMs: atMs };
  switch (event.type) {
    case 'document-made':
      return { ...now, made: true };
    case 'document-failed':
      return { ...now, state: 'failed', detail: event.detail };
    case 'print-started':
      return {
        ...now,
        state: 'sending',
        attempt: event.attempt,
        printer: event.printer,
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
  if (job.role === 'slip') return { ...work, slip: job };
  const boxes = work.boxes.map((box) =>
    (parcelCode !== null && box.parcelCode === parcelCode) || box.label?.jobId === job.jobId
      ? { ...box, label: job }
      : box,
  );
  if (work.stage === 'done') return { ...work, boxes };
  return { ...work, boxes, stage: job.state === 'printed' ? 'proving' : 'labelling' };
}
