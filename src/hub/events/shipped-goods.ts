import type { Shipment } from '../../core/event.ts';
import type { OrderDoc } from '../../core/order.ts';
import type { Shelves } from '../stock/shelves.ts';
import type { Shift } from '../stock/shift-stock.ts';
import { packedLines } from './measure-shipment.ts';

/** One row of what is in a parcel, with the SKU that is really in it; null: a line that nobody knows. */
export interface PackedUnit {
  readonly parcel: string;
  readonly lineId: string;
  readonly sku: string | null;
  /** Where the order's line says that it lies; a substitute lies elsewhere. */
  readonly bin: string | null;
  readonly units: number;
  readonly lot?: string | undefined;
  readonly serial?: string | undefined;
  readonly expiry?: string | undefined;
  readonly grams?: number | undefined;
}

export function packedUnits(shipment: Shipment, doc: OrderDoc | null): readonly PackedUnit[] {
  const lines = new Map<string, { readonly sku: string; readonly bin?: string | undefined }>(
    packedLines(shipment, doc).map((line) => [line.id, line]),
  );
  return shipment.parcels.flatMap((parcel) =>
    parcel.lines.map(({ lineId, swap, ...unit }) => ({
      ...unit,
      parcel: parcel.parcelCode,
      lineId,
      sku: swap ?? lines.get(lineId)?.sku ?? null,
      bin: swap === undefined ? (lines.get(lineId)?.bin ?? null) : null,
    })),
  );
}

/** What leaves the shelves, or comes back to them. SKUs that were never counted are left alone. */
export function shiftsOf(
  units: readonly Pick<PackedUnit, 'sku' | 'bin' | 'units'>[],
  shelves: Shelves,
  how: { readonly eventId: string; readonly reason: string; readonly sign: 1 | -1 },
): readonly Shift[] {
  return units.flatMap(({ sku, bin, units }) =>
    sku === null || !shelves.onHand.has(sku)
      ? []
      : [{ eventId: how.eventId, sku, bin: shelves.binFor(sku, bin), qty: how.sign * units, reason: how.reason }],
  );
}
