import { type Gs1Payload, withoutDoublePercent } from '../core/gs1/read-gs1.ts';
import type { Payload, Scan } from '../core/scan.ts';
import type { Lookup, Moment, Sources } from './lookup.ts';
import { directOrders } from './resolve-order.ts';

/**
 * The payload as it was meant: in a GS1 QR code a percent sign is written twice, and some readers hand over both. The single
 * reading is taken when it names something here and the double one names nothing.
 */
export function meantPayload(
  { payload, aim, atMs }: Pick<Scan, 'payload' | 'aim' | 'atMs'>,
  sources: Sources,
  moment: Moment,
): Payload {
  if (payload.t !== 'gs1' || (aim !== 'Q3' && aim !== 'Q4')) return payload;
  const lookup = { ...sources, moment };
  // Only the century of two-digit years hangs on it: no time zone matters.
  const single = withoutDoublePercent(payload, new Date(atMs).toISOString().slice(0, 10));
  return single !== null && !names(payload, lookup) && names(single, lookup) ? single : payload;
}

function names({ facts }: Gs1Payload, lookup: Lookup): boolean {
  const { replica, moment } = lookup;
  const { lot, serial, orderNumber, asset, place } = facts;
  const open = moment.open ?? [];
  return (
    open.some(({ lots }) => lots?.some((each) => each.lot === lot) === true) ||
    (serial !== undefined && open.some(({ serials }) => serials?.includes(serial) === true)) ||
    (serial !== undefined && replica.ordersBySerial(serial, null).length > 0) ||
    (place?.extension !== undefined && open.some(({ bin }) => bin === place.extension)) ||
    directOrders([orderNumber, asset], lookup).length > 0
  );
}
