import { allJobs, isDroppable, type Job, jobOf } from './job.ts';
import type { ReadyScreen } from './screen-view.ts';
import type { State, Work } from './state.ts';
import type { JobRow, ParkedRow, PrinterView, QueueView } from './view.ts';
import { jobView } from './view-work.ts';

/** Every paper that somebody may have to think of. */
export function queueOf(state: State): QueueView {
  const rows = allJobs(state).map((job): JobRow => {
    const { paper, number, parcelCode } = job;
    const where = whereOf(state, job);
    return { ...jobView(job), paper, number, parcelCode, where, droppable: where === 'aside' && isDroppable(job) };
  });
  const rank = (row: JobRow) =>
    (row.state === 'printed' || row.state === 'failed' ? 3 : 0) + ['open', 'aside', 'parked'].indexOf(row.where);
  return { jobs: rows.toSorted((a, b) => rank(a) - rank(b)), parked: state.parked.map(parkedRow) };
}

/** Shown while nothing is open: boxes to be fetched, and whether their labels could be printed now. */
export function parkedOf(state: State, printers: readonly PrinterView[]): ReadyScreen['parked'] {
  const label = printers.find(({ roles }) => roles.includes('label'));
  return { orders: state.parked.map(parkedRow), printable: label?.state === 'well' };
}

/** What a job has just heard from its printer is newer than the last time the printer was asked. */
export function printersOf(state: State, printers: readonly PrinterView[]): readonly PrinterView[] {
  const jobs = allJobs(state);
  return printers.map((printer) => {
    const usual = (role: Job['role']) => printers.find(({ roles }) => roles.includes(role)) === printer;
    const job = jobs.find(
      (each) =>
        (each.printerId === printer.id || (each.printerId === null && usual(each.role))) &&
        each.changedAtMs >= printer.sinceMs &&
        (each.state === 'not_sent' || each.state === 'attention'),
    );
    if (job === undefined) return printer;
    const lost = job.code === 'UNREACHABLE' || job.code === 'BUSY_ELSEWHERE';
    return { ...printer, state: lost ? 'lost' : 'degraded', sinceMs: job.changedAtMs, conditions: job.conditions };
  });
}

function whereOf({ work, parked }: State, { jobId }: Job): JobRow['where'] {
  if (jobOf(work, jobId) !== null) return 'open';
  return parked.some((each) => jobOf(each, jobId) !== null) ? 'parked' : 'aside';
}

function parkedRow({ order, boxes, openedAtMs }: Work): ParkedRow {
  const since = Math.max(openedAtMs, ...boxes.map(({ label }) => label?.queuedAtMs ?? 0));
  return { number: order.number, boxes: boxes.length, sinceMs: since };
}
