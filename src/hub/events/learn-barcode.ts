import { sql } from 'kysely';
import { isGtin } from '../../core/gtin.ts';
import type { Barcode, Item } from '../../core/order.ts';
import type { Tasks } from '../../wire/hub-tasks.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';

/** As many as the contract lets an item have. */
const MOST_BARCODES = 40;

export interface Learned {
  readonly sku: string;
  readonly barcode: Barcode;
  readonly eventId: string;
  readonly stationId: string;
}

/** Ties a code to an item for all stations. One that could mean something else is left to a person. */
export async function learnBarcode(tx: Tx, hub: HubContext, learned: Learned, changes: FeedChanges): Promise<void> {
  const { sku, barcode } = learned;
  const owners = await ownersOf(tx, hub, learned);
  const item = owners.find((owner) => owner.sku === sku)?.doc;
  const verdict = judgeBarcode(item, barcode, owners);
  if (verdict === 'known') return;
  if (verdict === 'add' && item !== undefined) {
    const doc = { ...item, barcodes: [...item.barcodes, barcode] } satisfies Item;
    const { uncoded: _, ...coded } = doc;
    await tx
      .updateTable('item')
      .set({ doc: JSON.stringify(coded) })
      .where('warehouse_id', '=', hub.warehouseId)
      .where('sku', '=', sku)
      .execute();
    changes.skus.add(sku);
    return;
  }
  await tx
    .insertInto('barcode_review')
    .values({
      id: hub.newId(),
      warehouse_id: hub.warehouseId,
      event_id: learned.eventId,
      sku,
      ...barcode,
      why: verdict === 'add' ? 'unknown-sku' : verdict,
      other_sku: owners.find((owner) => owner.sku !== sku)?.sku ?? null,
      station_id: learned.stationId,
      at: instantOf(hub.clock()),
    })
    .execute();
}

interface Owner {
  readonly sku: string;
  readonly doc: Item;
}

/** Whether the catalogue takes the code, has it, or why a person must look. */
export function judgeBarcode(
  item: Item | undefined,
  barcode: Barcode,
  owners: readonly Owner[],
): 'add' | 'known' | Tasks['barcodes'][number]['why'] {
  const same = (held: Barcode) => held.kind === barcode.kind && held.value === barcode.value;
  if (item === undefined) return 'unknown-sku';
  if (owners.some((owner) => owner.sku !== item.sku && owner.doc.barcodes.some(same))) return 'other-item';
  const known = item.barcodes.find(same);
  if (known !== undefined) return known.factor === barcode.factor ? 'known' : 'other-factor';
  if (barcode.kind === 'gtin' && !(barcode.value.length === 14 && isGtin(barcode.value))) return 'bad-gtin';
  return item.barcodes.length >= MOST_BARCODES ? 'too-many' : 'add';
}

/** The item itself and every other one that has the code. */
async function ownersOf(tx: Tx, hub: HubContext, { sku, barcode }: Learned): Promise<readonly Owner[]> {
  const code = JSON.stringify([{ kind: barcode.kind, value: barcode.value }]);
  // The feed's head is the one row that every bench's news needs: two that learn the same code wait for each other here.
  await tx.selectFrom('feed_head').select('pos').where('warehouse_id', '=', hub.warehouseId).forUpdate().execute();
  return tx
    .selectFrom('item')
    .select(['sku', 'doc'])
    .where('warehouse_id', '=', hub.warehouseId)
    .where((eb) => eb.or([eb('sku', '=', sku), sql<boolean>`doc -> 'barcodes' @> ${code}::jsonb`]))
    .orderBy('sku')
    .forUpdate()
    .execute();
}
