import type { CountCause } from '../../wire/hub-tasks.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import type { Note } from './event-batch.ts';
import { learnBarcode } from './learn-barcode.ts';
import type { GoodsNote } from './read-event.ts';
import { bringBackShort, correctStock, setDownShort, skuOfLine } from './set-down-stock.ts';

/** Writes down what benches found out. @returns SKUs whose stock was set down */
export async function writeNotes(
  tx: Tx,
  hub: HubContext,
  notes: readonly Note[],
  changes: FeedChanges,
): Promise<readonly string[]> {
  const setDown = new Set<string>();
  for (const note of notes) {
    const { stationId } = note.from;
    if (note.order !== null) {
      const sku = await writeGoods(tx, hub, stationId, note);
      if (sku !== null) setDown.add(sku);
    } else if (note.about.t === 'learned') {
      await learnBarcode(tx, hub, { ...note.about, eventId: note.event.id, stationId }, changes);
    } else if (note.about.t === 'wrong-bin') {
      const { sku, bin } = note.about;
      const detail =
        bin === null ? `${sku} lay in a wrong place.` : `${sku} lay in bin ${bin}, where it does not belong.`;
      await addCount(tx, hub, stationId, { eventId: note.event.id, cause: 'wrong-bin', sku, bin, units: 0, detail });
    } else {
      const { bin } = note.about;
      const detail = `Bin ${bin} should be empty, and is not.`;
      await addCount(tx, hub, stationId, {
        eventId: note.event.id,
        cause: 'bin-not-empty',
        sku: null,
        bin,
        units: 0,
        detail,
      });
    }
  }
  return [...setDown];
}

const SHORT_WORDS: Readonly<Record<string, string>> = {
  'none-on-shelf': 'There was none on the shelf',
  'too-few': 'There were too few',
  misplaced: 'Something else lay in its place',
};

/** @returns the SKU whose stock was set down, or null */
async function writeGoods(
  tx: Tx,
  hub: HubContext,
  stationId: string,
  { event, about, order, current }: Extract<Note, { readonly about: GoodsNote }>,
): Promise<string | null> {
  const line = skuOfLine(order.doc, about.lineId);
  // The line is not on the order any more; nothing can be said about its goods.
  if (line === null) return null;
  const { sku, bin } = line;
  if (about.t === 'short-back') {
    await bringBackShort(tx, hub, { eventId: event.id, orderId: order.id, sku, bin, current, ...about });
    return null;
  }
  if (about.t === 'damaged') {
    const { units, reason } = about;
    await correctStock(tx, hub, { eventId: event.id, sku, bin, by: -units, reason: 'damaged' });
    await tx
      .insertInto('damage')
      .values({
        id: hub.newId(),
        warehouse_id: hub.warehouseId,
        event_id: event.id,
        order_id: order.id,
        sku,
        units,
        reason,
        station_id: stationId,
        at: instantOf(hub.clock()),
      })
      .execute();
    return sku;
  }
  // A damaged unit was taken off the stock when it was found; that it cannot be replaced says nothing about the shelf.
  const shelf = about.reason !== 'damaged';
  const where = about.bin ?? bin;
  await setDownShort(tx, hub, { ...about, eventId: event.id, orderId: order.id, sku, current, shelf, bin: where });
  if (!shelf) return null;
  const detail = `${SHORT_WORDS[about.reason] ?? about.reason}: ${about.units} × ${sku} missing.`;
  const { units } = about;
  await addCount(tx, hub, stationId, { eventId: event.id, cause: 'short', sku, bin: where, units, detail });
  return sku;
}

interface NewCount {
  readonly eventId: string;
  readonly cause: CountCause;
  readonly sku: string | null;
  readonly bin: string | null;
  readonly units: number;
  readonly detail: string;
}

async function addCount(tx: Tx, hub: HubContext, stationId: string, { eventId, ...count }: NewCount): Promise<void> {
  await tx
    .insertInto('count_task')
    .values({
      id: hub.newId(),
      warehouse_id: hub.warehouseId,
      event_id: eventId,
      station_id: stationId,
      opened_at: instantOf(hub.clock()),
      ...count,
    })
    .execute();
}
