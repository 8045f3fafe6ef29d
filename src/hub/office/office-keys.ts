import type { HubAnswer, HubBody } from '../../wire/hub-api.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { makeKey } from './key-secret.ts';
import type { Caller } from './keys.ts';

export async function addKey(hub: HubContext, ask: HubBody<'addKey'>): Promise<HubAnswer<'addKey'>> {
  const { key, keyId, hash } = makeKey(ask.role === 'office' ? 'pho' : 'pco');
  await hub.db
    .insertInto('office_key')
    .values({
      key_id: keyId,
      name: ask.name,
      role: ask.role,
      secret_hash: hash,
      created_at: instantOf(hub.clock()),
    })
    .execute();
  return { id: keyId, name: ask.name, key };
}

/** Also those that have ended; the oldest first. */
export async function listKeys(hub: HubContext): Promise<HubAnswer<'keys'>['keys']> {
  const rows = await hub.db
    .selectFrom('office_key')
    .select(['key_id', 'name', 'role', 'created_at', 'revoked_at'])
    .orderBy('created_at')
    .orderBy('key_id')
    .execute();
  return rows.map((row) => ({
    id: row.key_id,
    name: row.name,
    role: row.role,
    created_at: row.created_at.toISOString(),
    revoked_at: row.revoked_at?.toISOString() ?? null,
  }));
}

/**
 * Ends a key at once; one that has ended stays as it is.
 * @param by null: the command line, which may end any
 * @throws HubRefusal not_found, wrong_state
 */
export async function revokeKey(hub: HubContext, keyId: string, by: Caller | null): Promise<void> {
  if (by !== null && 'keyId' in by && by.keyId === keyId) {
    throw new HubRefusal('wrong_state', 'This is the key that you speak with. Make another one and end this with it.');
  }
  await hub.db
    .updateTable('office_key')
    .set({ revoked_at: instantOf(hub.clock()) })
    .where('key_id', '=', keyId)
    .where('revoked_at', 'is', null)
    .execute();
  const known = await hub.db.selectFrom('office_key').select('key_id').where('key_id', '=', keyId).executeTakeFirst();
  if (known === undefined) throw new HubRefusal('not_found', `There is no key ${keyId}. GET /v1/keys lists them.`);
}
