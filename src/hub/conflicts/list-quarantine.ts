import type { HubAnswer } from '../../wire/hub-api.ts';
import type { HubContext } from '../hub-context.ts';

const PREVIEW = 500;

export async function listQuarantine(hub: HubContext, limit: number): Promise<HubAnswer<'quarantine'>> {
  const waiting = await hub.db
    .selectFrom('event_quarantine')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow();
  const rows = await hub.db
    .selectFrom('event_quarantine as held')
    .innerJoin('station', 'station.id', 'held.station_id')
    .select([
      'held.id',
      'station.name as station',
      'held.station_id',
      'held.epoch',
      'held.seq',
      'held.error',
      'held.at',
      'held.raw',
    ])
    .where('held.resolved_at', 'is', null)
    .orderBy('held.at')
    .orderBy('held.station_id')
    .orderBy('held.epoch')
    .orderBy('held.seq')
    .limit(limit)
    .execute();
  return {
    waiting: Number(waiting.n),
    rows: rows.map(({ raw, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      bytes: raw.byteLength,
      // More bytes than characters are never needed: one has four at most.
      preview: Buffer.from(raw.subarray(0, 4 * PREVIEW))
        .toString('utf8')
        .slice(0, PREVIEW),
    })),
  };
}
