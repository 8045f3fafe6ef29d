import { type Facts, usualPrinter } from './command.ts';
import type { Event, PrintReason } from './event.ts';
import type { JobId, ParcelCode } from './ids.ts';
import type { Job } from './job.ts';
import type { CarrierDocument, Extra } from './order.ts';
import type { PaperKind, PrinterRole } from './print.ts';
import { type Box, boxOf, type Work } from './state.ts';

/** What is printed with the box in hand: its label, and its content where the site wants that. */
export function boxPapers(work: Work, box: Box, facts: Facts): readonly Event[] {
  if (box.parcelCode === null) throw new Error('A packed box has a parcel code');
  const before = boxOf(work).label?.printerId ?? null;
  // Where the last one came out the packer stands already.
  const there = before === null || before === usualPrinter(facts, 'label')?.id ? {} : { printerId: before };
  const first = { ...firstOf(work, box.parcelCode), role: 'label' } as const;
  const label: Event = { ...first, jobId: facts.jobIds[0], ...there };
  if (!facts.site.policy.contents) return [label];
  return [label, { ...first, jobId: besideId(facts, 'content'), paper: 'content', ...there }];
}

/**
 * What the packer is asked to put in and this bench prints, before the parcel has a number: it is kept under the order's.
 */
export function extraPapers(work: Work, extras: readonly Extra[], facts: Facts): readonly Event[] {
  const place = work.order.id as string as ParcelCode; // names the papers of an order without parcels
  return besides(work, place, facts).filter(
    ({ paper }) => paper !== undefined && (extras as readonly string[]).includes(paper),
  );
}

/** What lies in the first box beside the goods, as far as it is printed and was not asked for before. */
export function orderPapers(work: Work, parcelCode: ParcelCode, facts: Facts): readonly Event[] {
  const slip: readonly Event[] =
    usualPrinter(facts, 'slip') === null
      ? []
      : [{ ...firstOf(work, parcelCode), role: 'slip', jobId: facts.jobIds[1] }];
  const known = work.papers.map(({ paper }) => paper);
  return [
    ...slip,
    ...besides(work, parcelCode, facts).filter(({ paper }) => paper !== undefined && !known.includes(paper)),
  ];
}

type Wanted = Extract<Event, { readonly type: 'print-wanted' }>;

function besides(work: Work, parcelCode: ParcelCode, facts: Facts): readonly Wanted[] {
  const { message = '', returns, documents = [] } = work.order.doc;
  const has = (kind: CarrierDocument['kind']) => documents.some((each) => each.kind === kind && each.voided !== true);
  const beside = (isWanted: boolean, paper: PaperKind, role: PrinterRole): readonly Wanted[] =>
    isWanted && usualPrinter(facts, role) !== null
      ? [{ ...firstOf(work, parcelCode), role, paper, jobId: besideId(facts, paper) }]
      : [];
  return [
    ...beside(message.trim() !== '', 'gift-note', 'slip'),
    ...beside(has('customs'), 'customs', 'slip'),
    ...beside(has('return') || (returns === true && facts.site.sender !== undefined), 'return', 'label'),
  ];
}

function firstOf(work: Work, parcelCode: ParcelCode) {
  return { type: 'print-wanted', orderId: work.order.id, parcelCode, copy: 1, reason: 'first' } as const;
}

/** One turn has ids for a label and a slip; what goes with them is named after the slip's. */
function besideId(facts: Facts, paper: PaperKind): JobId {
  return `${facts.jobIds[1]}-${paper}` as JobId;
}

function newId(job: Job, facts: Facts): JobId {
  if (job.paper === 'label') return facts.jobIds[0];
  return job.paper === 'slip' ? facts.jobIds[1] : besideId(facts, job.paper);
}

/** A new job for the paper of an older one; on a printer that was chosen by hand it stays there. */
export function wanted(job: Job, reason: PrintReason, facts: Facts, printerId: string | null = job.printerId): Event {
  const isUsual = printerId === null || printerId === usualPrinter(facts, job.role)?.id;
  return {
    type: 'print-wanted',
    orderId: job.orderId,
    jobId: newId(job, facts),
    role: job.role,
    ...(job.paper === job.role ? {} : { paper: job.paper }),
    parcelCode: job.parcelCode,
    // A cancelled label's successor has a number of its own.
    copy: reason === 'voided' ? 1 : reason === 'first' ? job.copy : job.copy + 1,
    reason,
    ...(isUsual ? {} : { printerId }),
  };
}
