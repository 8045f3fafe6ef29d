import { accept, type Decision, type Facts, type Found, refuse } from './command.ts';
import type { Event, RefusalDetail } from './event.ts';
import type { Item, OrderLine } from './order.ts';
import { nextParcelCode } from './parcel-code.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { isOpen, packedOf, type State, todoOf, type Work } from './state.ts';

/** Matches a scan against the open order: the checks M2, M3, M5 and M6 of the scanning design, section 11.4. */
export function decideItem(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const work = state.work;
  if (work === null) return refuse('no-order-open');
  const text = scan.payload.text;
  const { lines } = work.order.doc;
  const onOrder = found.items.filter(({ item }) => lines.some((line) => line.sku === item.sku));

  if (found.items.length === 0) {
    const [order] = found.orders;
    if (order !== undefined) {
      return order.order.id === work.order.id
        ? refuse('already-counted', { text, number: order.order.number })
        : refuse('other-order', { text, number: order.order.number });
    }
    return refuse('unknown-code', { text });
  }
  // A code that fits several items is decided by the order; if that does not tell, nobody may guess.
  if (onOrder.length > 1) return refuse('ambiguous-code', { text });
  const [match] = onOrder;
  if (match === undefined) return refuse('wrong-item', wrongItem(work, found.items[0]?.item, text));

  const candidates = lines.filter((line) => line.sku === match.item.sku);
  const open = candidates.filter((line) => isOpen(work, line));
  const ordered = candidates.reduce((sum, line) => sum + line.quantity, 0);
  const packed = candidates.reduce((sum, line) => sum + packedOf(work, line.id), 0);
  const detail = { ...wrongItem(work, match.item, text), ordered, packed, factor: match.factor };
  if (open.length === 0) return refuse('too-many', detail);
  if (match.factor > ordered - packed) return refuse(match.factor > 1 ? 'case-too-big' : 'too-many', detail);
  return pack(state, work, spread(work, open, match.factor), scan, facts);
}

/** A unit goes to the line in hand, else the first; a case may fill several lines of the same item. */
function spread(work: Work, open: readonly OrderLine[], factor: number): { line: OrderLine; units: number }[] {
  const order = open.toSorted((a, b) => rank(work, a) - rank(work, b) || a.no - b.no);
  const shares: { line: OrderLine; units: number }[] = [];
  let left = factor;
  for (const line of order) {
    const units = Math.min(left, line.quantity - packedOf(work, line.id));
    if (units > 0) shares.push({ line, units });
    left -= units;
  }
  return shares;
}

function rank(work: Work, line: OrderLine): number {
  return packedOf(work, line.id) > 0 ? 0 : 1;
}

function pack(
  state: State,
  work: Work,
  shares: readonly { line: OrderLine; units: number }[],
  scan: Scan,
  facts: Facts,
): Decision {
  const orderId = work.order.id;
  const evidence = evidenceOf(scan);
  const packed: Event[] = shares.map(({ line, units }) => ({
    type: 'item-packed',
    orderId,
    lineId: line.id,
    units,
    scan: evidence,
  }));
  const added = (line: OrderLine) => shares.find((share) => share.line.id === line.id)?.units ?? 0;
  const full = work.order.doc.lines.every((line) => packedOf(work, line.id) + added(line) === line.quantity);
  if (!full) return accept(...packed);

  const parcelCode = nextParcelCode(facts.station, state.parcels);
  const [labelId, slipId] = facts.jobIds;
  const wanted = { type: 'print-wanted', orderId, parcelCode, copy: 1, reason: 'first' } as const;
  return accept(
    ...packed,
    { type: 'order-packed', orderId, parcelCode },
    { ...wanted, jobId: labelId, role: 'label' },
    ...(facts.hasSlipPrinter ? [{ ...wanted, jobId: slipId, role: 'slip' } as const] : []),
  );
}

function wrongItem(work: Work, scanned: Item | undefined, text: string): RefusalDetail {
  const wanted = todoOf(work)[0];
  return { text, scanned: scanned && nameOf(scanned), wanted: wanted && nameOf(wanted) };
}

function nameOf(item: Item): NonNullable<RefusalDetail['scanned']> {
  return { name: item.name, variant: item.variant, sku: item.sku, picture: item.picture };
}
