import { type Facts, usualPrinter } from './command.ts';
import type { Event, PrintReason } from './event.ts';
import type { Job } from './job.ts';
import { type Box, boxOf, type Work } from './state.ts';

/** The next box's label, once the one before is on its box. */
export function nextLabel(work: Work, box: Box, facts: Facts): Event {
  if (box.parcelCode === null) throw new Error('A packed box has a parcel code');
  const before = boxOf(work).label?.printerId ?? null;
  return {
    type: 'print-wanted',
    orderId: work.order.id,
    jobId: facts.jobIds[0],
    role: 'label',
    parcelCode: box.parcelCode,
    copy: 1,
    reason: 'first',
    // Where the last one came out the packer stands already.
    ...(before === null || before === usualPrinter(facts, 'label')?.id ? {} : { printerId: before }),
  };
}

/** A new job for the paper of an older one; on a printer that was chosen by hand it stays there. */
export function wanted(job: Job, reason: PrintReason, facts: Facts, printerId: string | null = job.printerId): Event {
  const isUsual = printerId === null || printerId === usualPrinter(facts, job.role)?.id;
  return {
    type: 'print-wanted',
    orderId: job.orderId,
    jobId: facts.jobIds[job.role === 'label' ? 0 : 1],
    role: job.role,
    parcelCode: job.parcelCode,
    // A cancelled label's successor has a number of its own.
    copy: reason === 'voided' ? 1 : reason === 'first' ? job.copy : job.copy + 1,
    reason,
    ...(isUsual ? {} : { printerId }),
  };
}
