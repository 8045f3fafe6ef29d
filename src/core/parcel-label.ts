import type { Job } from './job.ts';
import type { CarrierDocument } from './order.ts';
import { type Box, boxOf, type State, type Work } from './state.ts';

/** The carrier's label for this box, the latest that is not cancelled; null where the bench makes its own, or none is here yet. */
export function carrierLabelOf(work: Work, box: Pick<Box, 'no'>): CarrierDocument | null {
  const parcel = work.boxes.findIndex(({ no }) => no === box.no) + 1;
  const labels = (work.order.doc.documents ?? []).filter((each) => each.kind === 'label' && each.parcel === parcel);
  return labels.findLast(({ voided }) => voided !== true) ?? null;
}

/** A paper of the carrier's that lies in the box beside the label. */
export function carrierPaperOf(work: Work, kind: 'return' | 'customs'): CarrierDocument | null {
  const papers = (work.order.doc.documents ?? []).filter((each) => each.kind === kind && each.voided !== true);
  return papers.at(-1) ?? null;
}

/** A carrier that makes one label makes them all: a box without one waits. */
export function isCarriers(work: Work): boolean {
  const { label, documents = [] } = work.order.doc;
  return label === 'carrier' || documents.some(({ kind }) => kind === 'label');
}

/** Whether this is what stands on the job's paper. */
export function isLabelOf(job: Job, text: string): boolean {
  return (job.made ? job.proof : [job.parcelCode as string]).includes(text);
}

/** Boxes whose label was cancelled, by whatever of its codes. */
export function voidedBoxes(work: Work, documents: readonly CarrierDocument[]): readonly Box[] {
  const voided = documents.filter((each) => each.voided === true).map(({ tracking }) => tracking);
  return work.boxes.filter(({ label }) =>
    label?.proof.some((text) => voided.some((tracking) => isNumberIn(tracking, text))),
  );
}

/** Whether a paper with this code is what the bench waits for now. */
export function isAwaited({ work, loading, waiting }: State, text: string): boolean {
  if (loading !== null) return waiting.some(({ codes }) => codes.includes(text));
  const label = work === null || work.stage === 'packing' ? null : boxOf(work).label;
  return label !== null && isLabelOf(label, text);
}

/** A tracking number inside a code, whatever blanks and letters' cases it is written with. */
export function isNumberIn(tracking: string, text: string): boolean {
  return plain(text).includes(plain(tracking));
}

function plain(text: string): string {
  return text.replace(/[^0-9a-z]/gi, '').toUpperCase();
}
