import { accept, type Decision, type Found, refuse } from './command.ts';
import type { Event, Shipment } from './event.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { packedOf, type State, type Work } from './state.ts';

/** Only the scan of this parcel's own label, off paper, ships the order. It also proves that the printer printed. */
export function decideProof(state: State, scan: Scan, found: Found): Decision {
  const work = state.work;
  if (work === null || work.parcelCode === null || work.label === null) return refuse('not-now');
  const { text } = scan.payload;
  if (scan.payload.t !== 'parcel') {
    if (found.items.length > 0) return refuse('item-after-complete', { text, scanned: found.items[0]?.item });
    return refuse('label-not-here', { text });
  }
  if (text !== work.parcelCode) {
    return refuse('wrong-label', { text, number: found.parcelOf ?? undefined, code: work.parcelCode });
  }
  // No byte ever went to a printer: there is no paper that this could have been read from.
  if (work.label.attempt === 0 && work.label.copy === 1) return refuse('label-not-here', { text });

  const orderId = work.order.id;
  const { jobId } = work.label;
  const events: Event[] = [];
  if (work.label.state !== 'printed') events.push({ type: 'print-confirmed', jobId, by: 'scan' });
  const { parcelCode } = work;
  events.push(
    { type: 'label-proved', orderId, jobId, parcelCode, scan: evidenceOf(scan) },
    { type: 'order-shipped', orderId, shipment: shipmentOf(work, parcelCode) },
  );
  return accept(...events);
}

function shipmentOf(work: Work, parcelCode: NonNullable<Work['parcelCode']>): Shipment {
  const { carrier, service, lines } = work.order.doc;
  const packed = lines
    .map((line) => ({ lineId: line.id, units: packedOf(work, line.id) }))
    .filter(({ units }) => units > 0);
  return { carrier, service, parcels: [{ parcelCode, lines: packed }] };
}
