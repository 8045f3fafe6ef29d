import type { SsccRange } from '../../core/site.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';

/** Digits of an SSCC before its check digit: extension digit, company prefix, serial reference (GS1 GenSpecs 3.3.1). */
const BODY_DIGITS = 17;
const MOST_IN_BLOCK = 100_000;
/** A code must not be used again within a year (GenSpecs 3.3.1), so a block rests for longer than that after its last use. */
const REST_MS = 366 * 86_400_000;

export interface Owner {
  readonly stationId: string;
  readonly epoch: number;
}

/** How many references a prefix leaves, and how many of them a station gets at a time. */
export function blocksOf(companyPrefix: string): { readonly size: number; readonly blocks: number } {
  const references = 10 ** (BODY_DIGITS - companyPrefix.length);
  const size = Math.min(MOST_IN_BLOCK, references / 100);
  return { size, blocks: Math.floor(references / size) };
}

/** The block that the station numbers from; one is handed out when it has none, or none for this epoch or prefix. */
export async function ensureBlock(tx: Tx, hub: HubContext, owner: Owner, companyPrefix: string): Promise<boolean> {
  const current = await tx
    .selectFrom('sscc_block')
    .select(['company_prefix', 'epoch'])
    .where('station_id', '=', owner.stationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (current?.company_prefix === companyPrefix && current.epoch === owner.epoch) return true;
  return handOutBlock(tx, hub, owner, companyPrefix);
}

/**
 * Gives the station a block that nobody had, or one that has rested for a year once the prefix has gone round.
 * The station row must be locked. @returns false when there is none: what the station has stays as it is
 */
export async function handOutBlock(tx: Tx, hub: HubContext, owner: Owner, companyPrefix: string): Promise<boolean> {
  const { size, blocks } = blocksOf(companyPrefix);
  await tx
    .insertInto('sscc_counter')
    .values({ company_prefix: companyPrefix })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Locked until the end, so no two stations are ever given the same block, whichever warehouse they stand in.
  const counter = await tx
    .selectFrom('sscc_counter')
    .select('next_block')
    .where('company_prefix', '=', companyPrefix)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const isNew = counter.next_block < blocks;
  const first = isNew ? counter.next_block * size : await restedBlock(tx, hub, companyPrefix);
  if (first === null) return false;
  if (isNew) {
    await tx
      .updateTable('sscc_counter')
      .set({ next_block: counter.next_block + 1 })
      .where('company_prefix', '=', companyPrefix)
      .execute();
  }
  const now = instantOf(hub.clock());
  await endBlocks(tx, hub, [owner.stationId]);
  await tx
    .insertInto('sscc_block')
    .values({
      id: hub.newId(),
      company_prefix: companyPrefix,
      station_id: owner.stationId,
      epoch: owner.epoch,
      first,
      last: first + size - 1,
      highest: null,
      handed_out_at: now,
      used_at: null,
      ended_at: null,
    })
    .execute();
  return true;
}

/** From now on these stations number from no block. */
export async function endBlocks(tx: Tx, hub: HubContext, stationIds: readonly string[]): Promise<void> {
  if (stationIds.length === 0) return;
  await tx
    .updateTable('sscc_block')
    .set({ ended_at: instantOf(hub.clock()) })
    .where('station_id', 'in', stationIds)
    .where('ended_at', 'is', null)
    .execute();
}

/** First reference of the block that has rested longest, when that is long enough. A block that was never ended may be in use. */
async function restedBlock(tx: Tx, hub: HubContext, companyPrefix: string): Promise<number | null> {
  const before = new Date(hub.clock() - REST_MS);
  const rows = await tx
    .selectFrom('sscc_block')
    .select((eb) => [
      'first',
      eb.fn.max('handed_out_at').as('given'),
      eb.fn.max('ended_at').as('ended'),
      eb.fn.max('used_at').as('used'),
      eb.fn<boolean>('bool_and', [eb('ended_at', 'is not', null)]).as('free'),
    ])
    .where('company_prefix', '=', companyPrefix)
    .groupBy('first')
    .execute();
  const rested = rows
    .filter(({ free }) => free)
    .map(({ first, given, ended, used }) => ({
      first,
      since: Math.max(...[given, ended, used].map((at) => (at === null ? 0 : new Date(at).getTime()))),
    }))
    .filter(({ since }) => since < before.getTime())
    .sort((a, b) => a.since - b.since);
  return rested[0]?.first ?? null;
}

export async function rangeOf(db: Tx | HubContext['db'], stationId: string): Promise<SsccRange | null> {
  const row = await db
    .selectFrom('sscc_block')
    .innerJoin('station', 'station.id', 'sscc_block.station_id')
    .select(['company_prefix', 'first', 'last'])
    .where('station_id', '=', stationId)
    .whereRef('sscc_block.epoch', '=', 'station.epoch')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : { companyPrefix: row.company_prefix, from: row.first, to: row.last };
}
