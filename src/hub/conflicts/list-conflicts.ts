import { ANSWERS_TO } from '../../core/conflict.ts';
import type { ConflictRow } from '../../wire/hub-conflict.ts';
import type { Database, Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { conflictRows, type ToldConflict } from './conflict-rows.ts';

export async function listConflicts(
  hub: HubContext,
  ask: { readonly open: boolean; readonly limit: number },
): Promise<ConflictRow[]> {
  return (await conflictRows(hub.db, ask)).map(conflictRowOf);
}

export async function conflictRow(db: Database | Tx, id: string): Promise<ConflictRow | null> {
  const [row] = await conflictRows(db, { id });
  return row === undefined ? null : conflictRowOf(row);
}

function conflictRowOf({ resolved_at, resolution, sides, ...conflict }: ToldConflict): ConflictRow {
  return {
    ...conflict,
    sides: [...sides],
    answers: [...ANSWERS_TO[conflict.kind]],
    resolution: resolved_at === null || resolution === null ? null : { ...resolution, at: resolved_at.toISOString() },
  };
}
