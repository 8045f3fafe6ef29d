import type { OrderDoc, OrderState } from '../../core/order.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import { ShippedPayloadSchema } from '../../wire/hub-payloads.ts';
import type { Tx } from '../database/schema.ts';
import { shippedKeyOf } from '../events/claim-trackings.ts';
import { shiftsOf } from '../events/shipped-goods.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { freeReservations } from '../stock/free-reservations.ts';
import { lockShelves } from '../stock/shelves.ts';
import { shiftStock } from '../stock/shift-stock.ts';

/** Parcels of a shipment, as they were read when it was told. */
const ParcelsSchema = ShippedPayloadSchema.shape.shipment.shape.parcels;

/** The order of a conflict, locked. */
export interface ContestedOrder {
  readonly id: string;
  readonly state: OrderState;
  readonly doc: OrderDoc | null;
  readonly hold_reasons: readonly HoldReasonEntry[];
}

export interface Parcel {
  readonly id: string;
  readonly event_id: string;
  readonly accepted: boolean;
}

export async function lockContested(tx: Tx, orderId: string): Promise<ContestedOrder> {
  return tx
    .selectFrom('orders')
    .select(['id', 'state', 'doc', 'hold_reasons'])
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function acceptedOf(tx: Tx, orderId: string): Promise<Parcel | null> {
  const row = await tx
    .selectFrom('shipment')
    .select(['id', 'event_id', 'accepted'])
    .where('order_id', '=', orderId)
    .where('accepted', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

/** Counts, or does not. The database lets only one of an order count: the one that does not any more comes first. */
export async function setAccepted(tx: Tx, parcel: Parcel, accepted: boolean): Promise<void> {
  await tx.updateTable('shipment').set({ accepted }).where('id', '=', parcel.id).execute();
}

/** A box that is unpacked has not left: its numbers may leave on another one. */
export async function forgetTracking(tx: Tx, parcel: Parcel): Promise<void> {
  const { packages } = await tx
    .selectFrom('shipment')
    .select('packages')
    .where('id', '=', parcel.id)
    .executeTakeFirstOrThrow();
  const keys = ParcelsSchema.parse(packages)
    .map(({ tracking }) => shippedKeyOf(tracking))
    .filter((key) => key !== '');
  if (keys.length === 0) return;
  await tx
    .deleteFrom('shipped_tracking')
    .where('tracking_key', 'in', keys)
    .where('event_id', '=', parcel.event_id)
    .execute();
}

/** Goods of parcels that leave, and of parcels that come back to their shelves, in one booking. @returns SKUs that there are fewer of */
export async function bookParcels(
  tx: Tx,
  hub: HubContext,
  order: ContestedOrder,
  how: {
    readonly eventId: string;
    readonly answer: string;
    readonly leaves?: Parcel;
    readonly returns?: Parcel | null;
  },
): Promise<readonly string[]> {
  const [out, back] = [await unitsOf(tx, order, how.leaves ?? null), await unitsOf(tx, order, how.returns ?? null)];
  // Also what is reserved for the order, so that all of it is locked in one go.
  const skus = [...out, ...back, ...(order.doc?.lines ?? [])].flatMap(({ sku }) => (sku === null ? [] : [sku]));
  const shelves = await lockShelves(tx, hub, skus, { bins: true });
  const reason = `decided: ${how.answer}`;
  const shifts = [
    ...shiftsOf(back, shelves, { eventId: how.eventId, reason, sign: 1 }),
    ...shiftsOf(out, shelves, { eventId: how.eventId, reason, sign: -1 }),
  ];
  await shiftStock(tx, hub, shifts);
  return [...new Set(shifts.filter(({ qty }) => qty < 0).map(({ sku }) => sku))];
}

async function unitsOf(tx: Tx, order: ContestedOrder, parcel: Parcel | null) {
  if (parcel === null) return [];
  const lines = (order.doc?.lines ?? []).flatMap((line) => [line, ...(line.parts ?? [])]);
  const rows = await tx
    .selectFrom('shipment_unit')
    .select(['line_id', 'sku', 'units'])
    .where('shipment_id', '=', parcel.id)
    .execute();
  return rows.map(({ line_id, ...unit }) => ({
    ...unit,
    bin: lines.find(({ id, sku }) => id === line_id && sku === unit.sku)?.bin ?? null,
  }));
}

/** The order is over: its parcel counts. Whoever has it, loses it; its stock has been locked. */
export async function endOrder(tx: Tx, hub: HubContext, order: ContestedOrder, changes: FeedChanges): Promise<void> {
  if (order.state === 'shipped') return;
  await tx
    .updateTable('orders')
    .set((eb) => ({ state: 'shipped', rev: eb('rev', '+', 1), hold_reasons: '[]', ...FREE }))
    .where('id', '=', order.id)
    .execute();
  await freeReservations(tx, hub, [order.id]);
  changes.gone.set(order.id, 'shipped');
}

/** Nobody has it. */
const FREE = {
  claim_station: null,
  claim_class: null,
  claim_expires: null,
  claimed_at: null,
  worker: null,
  edited_rev: null,
  agreed_rev: null,
} as const;
