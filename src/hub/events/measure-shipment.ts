import type { Shipment, ShippedLine } from '../../core/event.ts';
import type { OrderDoc, OrderLine } from '../../core/order.ts';

/** A line, and how many of its units are still to come. */
export interface OwedLine {
  readonly line: OrderLine;
  readonly units: number;
}

export function shippedLines(shipment: Shipment): readonly ShippedLine[] {
  return shipment.parcels.flatMap((parcel) => parcel.lines);
}

/** The order's lines as they were packed: a kit whose parts left by themselves was broken at the bench. */
export function packedLines(shipment: Shipment, doc: OrderDoc | null): readonly OrderLine[] {
  const named = new Set<string>([...shippedLines(shipment), ...(shipment.short ?? [])].map(({ lineId }) => lineId));
  return (doc?.lines ?? []).flatMap((line) =>
    line.parts?.some((part) => named.has(part.id)) === true ? line.parts : [line],
  );
}

/** Compares what left with what was ordered, line by line. */
export function measureShipment(shipment: Shipment, doc: OrderDoc | null): 'whole' | 'part' | 'over' {
  const left = leftOf(shipment, doc);
  if (left === null) return 'over';
  return [...left.values()].every((rest) => rest === 0) ? 'whole' : 'part';
}

/** What is still to come. Only a shipment that says what is short owes anything: older stations sent what they had, and that was all. */
export function owedOf(shipment: Shipment, doc: OrderDoc | null): readonly OwedLine[] {
  const left = shipment.short === undefined ? null : leftOf(shipment, doc);
  if (left === null) return [];
  return packedLines(shipment, doc)
    .map((line) => ({ line, units: left.get(line.id) ?? 0 }))
    .filter(({ units }) => units > 0);
}

/** Units ordered and not in a parcel, by line; null when a line has more than it should. */
function leftOf(shipment: Shipment, doc: OrderDoc | null): ReadonlyMap<string, number> | null {
  const left = new Map<string, number>(packedLines(shipment, doc).map((line) => [line.id, line.quantity]));
  for (const { lineId, units } of shippedLines(shipment)) {
    const rest = (left.get(lineId) ?? 0) - units;
    if (rest < 0) return null;
    left.set(lineId, rest);
  }
  return left;
}
