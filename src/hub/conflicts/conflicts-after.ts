import type { WireConflict } from '../../wire/hub-conflict.ts';
import type { Tx } from '../database/schema.ts';
import { conflictRows } from './conflict-rows.ts';

/** What a station hears of conflicts with a parcel of its own; a snapshot (position 0) has the open ones only. */
export async function conflictsAfter(tx: Tx, stationId: string, pos: number): Promise<WireConflict[]> {
  const rows = await conflictRows(tx, { stationId, after: pos, ...(pos === 0 ? { open: true } : {}) });
  return rows.map(({ resolved_at: _at, resolution: _how, sides, ...conflict }) => ({
    ...conflict,
    sides: sides.map(({ station_id, ...side }) => ({ ...side, mine: station_id === stationId })),
  }));
}
