import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { fits, type PresentedKey, presentedKey, unknownKey } from './key-secret.ts';
import { createKeyFinder, type KeyFinder, stationOf } from './station-keys.ts';

export type Caller =
  | { readonly kind: 'station'; readonly stationId: string; readonly name: string }
  | { readonly kind: 'office' | 'connector'; readonly keyId: string; readonly name: string }
  /** Somebody who gave badge and PIN; a lead is a packer here. */
  | { readonly kind: 'packer' | 'supervisor'; readonly personId: string; readonly name: string };

/** Says who presents a key. @throws HubRefusal unauthenticated, station_revoked, station_forked, session_over */
export function createCallers(hub: HubContext): (authorization: string | undefined) => Promise<Caller> {
  const findKey = createKeyFinder(hub);
  return (authorization) => whoIs(hub, findKey, authorization);
}

async function whoIs(hub: HubContext, findKey: KeyFinder, authorization: string | undefined): Promise<Caller> {
  const key = presentedKey(authorization);
  switch (key.kind) {
    case 'psk':
      return { kind: 'station', ...(await stationOf(hub, findKey, key)) };
    case 'pho':
      return keyHolderOf(hub, 'office', key);
    case 'pco':
      return keyHolderOf(hub, 'connector', key);
    case 'pps':
      return personOf(hub, key);
  }
}

async function keyHolderOf(hub: HubContext, role: 'office' | 'connector', key: PresentedKey): Promise<Caller> {
  const row = await hub.db
    .selectFrom('office_key')
    .select(['name', 'secret_hash'])
    .where('key_id', '=', key.keyId)
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || !fits(key, row.secret_hash)) throw unknownKey();
  return { kind: role, keyId: key.keyId, name: row.name };
}

async function personOf(hub: HubContext, key: PresentedKey): Promise<Caller> {
  const row = await hub.db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['person.id', 'person.name', 'person.role', 'person.active'])
    .select(['session.secret_hash', 'session.expires_at', 'session.revoked_at'])
    .where('session.key_id', '=', key.keyId)
    .executeTakeFirst();
  if (row === undefined || !fits(key, row.secret_hash)) throw unknownKey();
  if (!row.active || row.revoked_at !== null || row.expires_at.getTime() <= hub.clock()) {
    throw new HubRefusal('session_over', 'This session is over. Sign in again with badge and PIN.');
  }
  return { kind: roleAtHub(row.role), personId: row.id, name: row.name };
}

/** A lead decides at the bench; what the hub asks a supervisor for is more than that. */
export function roleAtHub(role: 'packer' | 'lead' | 'supervisor'): 'packer' | 'supervisor' {
  return role === 'supervisor' ? 'supervisor' : 'packer';
}
