import { accept, type Decision, type Facts, type Found, refuse } from './command.ts';
import { nameOf } from './decide-item.ts';
import type { Event, Shipment, ShippedLine } from './event.ts';
import { carrierLabelOf, isLabelOf, isNumberIn } from './parcel-label.ts';
import { boxPapers } from './print-wanted.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { type Box, boxOf, packsIn, type State, shortOf, type Work } from './state.ts';

/** Only the scan of this parcel's own label, off paper, goes on; the last one ships the order. It also proves that the printer printed. */
export function decideProof(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('not-now');
  const { parcelCode, label } = boxOf(work);
  if (parcelCode === null || label === null) return refuse('not-now');
  const { text } = scan.payload;
  if (!isLabelOf(label, text)) return otherPaper(work, scan, found, parcelCode);
  // No byte ever went to a printer: there is no paper that this could have been read from.
  if (label.attempt === 0 && label.copy === 1) return refuse('label-not-here', { text });

  const orderId = work.order.id;
  const events: Event[] = [];
  if (label.state !== 'printed') events.push({ type: 'print-confirmed', jobId: label.jobId, by: 'scan' });
  events.push({ type: 'label-proved', orderId, jobId: label.jobId, parcelCode, scan: evidenceOf(scan) });
  const next = work.boxes.find((box) => !box.proved && box.parcelCode !== parcelCode);
  if (next === undefined) events.push({ type: 'order-shipped', orderId, shipment: shipmentOf(work) });
  else events.push(...boxPapers(work, next, facts));
  return accept(...events);
}

/** Something else was held under the scanner: another label, an item, or what nobody knows. */
function otherPaper(work: Work, scan: Scan, found: Found, parcelCode: string): Decision {
  const { text } = scan.payload;
  const other = work.boxes.find(({ label }) => label !== null && isLabelOf(label, text));
  if (other?.proved === true) return refuse('already-counted', { text });
  const voided = (work.order.doc.documents ?? []).some(
    (each) => each.voided === true && isNumberIn(each.tracking, text),
  );
  if (voided) return refuse('label-voided', { text, number: work.order.number });
  if (scan.payload.t === 'parcel' || found.parcelOf !== null) {
    return refuse('wrong-label', { text, number: found.parcelOf ?? undefined, code: parcelCode });
  }
  const [scanned] = found.items;
  if (scanned !== undefined) return refuse('item-after-complete', { text, scanned: nameOf(scanned.item) });
  return refuse('label-not-here', { text });
}

function shipmentOf(work: Work): Shipment {
  const { carrier, service } = work.order.doc;
  const short = work.lines.map(({ id }) => ({ lineId: id, units: shortOf(work, id) })).filter(({ units }) => units > 0);
  return {
    carrier,
    service,
    parcels: work.boxes.flatMap((box) =>
      box.parcelCode === null
        ? []
        : [
            {
              parcelCode: box.parcelCode,
              lines: linesIn(work, box),
              ...trackingOf(work, box),
              ...(box.carton === null ? {} : { carton: box.carton.code }),
              ...(box.weight === null || box.weight === 'skipped' ? {} : { grams: box.weight.grams }),
            },
          ],
    ),
    ...(short.length === 0 ? {} : { short }),
  };
}

/** Packings of one line with the same facts are one line on the shipment. */
function linesIn(work: Work, box: Box): readonly ShippedLine[] {
  const lines = new Map<string, ShippedLine>();
  for (const { no, boxNo, manual, place, ...pack } of packsIn(work, box.no)) {
    const { units, grams, ...same } = pack;
    const key = JSON.stringify([same.lineId, same.swap, same.lot, same.serial, same.expiry]);
    const before = lines.get(key);
    const weight = grams === undefined ? before?.grams : grams + (before?.grams ?? 0);
    lines.set(key, {
      ...same,
      units: units + (before?.units ?? 0),
      ...(weight === undefined ? {} : { grams: weight }),
    });
  }
  return [...lines.values()];
}

function trackingOf(work: Work, box: Box): { readonly tracking?: string } {
  const document = carrierLabelOf(work, box);
  return document === null ? {} : { tracking: document.tracking };
}
