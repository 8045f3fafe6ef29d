import { sql } from 'kysely';
import { isSscc } from '../../core/sscc.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { NewShipment } from '../events/event-batch.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { handOutBlock } from './hand-out-block.ts';

/**
 * Keeps how far the blocks are used, as seen on parcels that left, and gives their stations their next one when over half of its own is gone:
 * it then has the other half to go on with while the network is away.
 */
export async function noteSsccs(
  tx: Tx,
  hub: HubContext,
  shipments: readonly NewShipment[],
  changes: FeedChanges,
): Promise<void> {
  const codes: readonly string[] = shipments.flatMap(({ shipment }) =>
    shipment.parcels.map((parcel) => parcel.parcelCode),
  );
  const ssccs = codes.filter(isSscc);
  if (ssccs.length === 0) return;
  const counters = await tx.selectFrom('sscc_counter').select('company_prefix').execute();
  const used = counters.flatMap(({ company_prefix }) =>
    ssccs.flatMap((sscc) => {
      const reference = referenceIn(sscc, company_prefix);
      return reference === null ? [] : [{ prefix: company_prefix, reference }];
    }),
  );
  if (used.length > 0) await noteUse(tx, hub, used);
  for (const stationId of [...new Set(shipments.map(({ from }) => from.stationId))].sort())
    await renew(tx, hub, stationId, changes);
}

/** The serial reference with its extension digit in front; null under another prefix. */
function referenceIn(sscc: string, companyPrefix: string): number | null {
  if (!sscc.startsWith(companyPrefix, 1)) return null;
  return Number(sscc.slice(0, 1) + sscc.slice(1 + companyPrefix.length, -1));
}

/** Each reference counts for the block that was handed out last among those it lies in. */
async function noteUse(
  tx: Tx,
  hub: HubContext,
  used: readonly { readonly prefix: string; readonly reference: number }[],
): Promise<void> {
  await sql`
    with used as (select * from json_to_recordset(${JSON.stringify(used)}::json) as r(prefix text, reference bigint)),
    found as (
      select block.id, max(used.reference) as highest from used cross join lateral (
        select id from sscc_block where company_prefix = used.prefix and first <= used.reference and last >= used.reference
        order by handed_out_at desc limit 1) block
      group by block.id)
    update sscc_block set highest = greatest(sscc_block.highest, found.highest), used_at = ${instantOf(hub.clock())}::timestamptz
    from found where sscc_block.id = found.id`.execute(tx);
}

async function renew(tx: Tx, hub: HubContext, stationId: string, changes: FeedChanges): Promise<void> {
  const block = await tx
    .selectFrom('sscc_block')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (block?.highest == null || block.highest - block.first + 1 <= (block.last - block.first + 1) / 2) return;
  const given = await handOutBlock(tx, hub, { stationId, epoch: block.epoch }, block.company_prefix);
  // The site goes out anew, and with it every station's own range.
  if (given) changes.sites.add(hub.warehouseId);
}
