import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

export type KeyKind = 'psk' | 'pho';

export interface NewKey {
  readonly keyId: string;
  /** Shown once. */
  readonly key: string;
  readonly hash: Uint8Array;
}

/** The secret has 256 random bits, so a plain hash of it is enough: there is nothing to guess. */
export function makeKey(kind: KeyKind): NewKey {
  const keyId = randomBytes(5).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { keyId, key: `${kind}_${keyId}_${secret}`, hash: hashSecret(secret) };
}

export type Caller =
  | { readonly kind: 'station'; readonly stationId: string; readonly name: string }
  | { readonly kind: 'office'; readonly name: string };

/** @throws HubRefusal unauthenticated, station_revoked */
export async function whoIs(hub: HubContext, authorization: string | undefined): Promise<Caller> {
  const match = /^Bearer (psk|pho)_([0-9a-f]{10})_([A-Za-z0-9_-]{43})$/.exec(authorization ?? '');
  const [, kind, keyId, secret] = match ?? [];
  if (keyId === undefined || secret === undefined) {
    throw new HubRefusal(
      'unauthenticated',
      'Send a key as "Authorization: Bearer psk_…" (station) or "Bearer pho_…" (office).',
    );
  }
  return kind === 'psk' ? stationOf(hub, keyId, secret) : officeOf(hub, keyId, secret);
}

async function stationOf(hub: HubContext, keyId: string, secret: string): Promise<Caller> {
  const row = await hub.db
    .selectFrom('station_key')
    .innerJoin('station', 'station.id', 'station_key.station_id')
    .select(['station.id', 'station.name', 'station.status', 'station_key.secret_hash', 'station_key.revoked_at'])
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  if (row === undefined || !fits(secret, row.secret_hash)) throw unknownKey();
  if (row.status === 'revoked' || row.revoked_at !== null) {
    throw new HubRefusal(
      'station_revoked',
      `Station ${row.name} was shut out. Keep its data and ask the office for a new key.`,
    );
  }
  return { kind: 'station', stationId: row.id, name: row.name };
}

async function officeOf(hub: HubContext, keyId: string, secret: string): Promise<Caller> {
  const row = await hub.db
    .selectFrom('office_key')
    .select(['name', 'secret_hash'])
    .where('key_id', '=', keyId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || !fits(secret, row.secret_hash)) throw unknownKey();
  return { kind: 'office', name: row.name };
}

function unknownKey(): HubRefusal {
  return new HubRefusal('unauthenticated', 'This key is not known here. Check that it is the key of this hub.');
}

function fits(secret: string, hash: Uint8Array): boolean {
  return timingSafeEqual(hashSecret(secret), Buffer.from(hash));
}

function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
