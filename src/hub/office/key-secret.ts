import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { HubRefusal } from '../hub-refusal.ts';

/** What a key begins with: station, office, connector, a person's session. */
export type KeyKind = 'psk' | 'pho' | 'pco' | 'pps';

export interface NewKey {
  readonly keyId: string;
  /** Shown once. */
  readonly key: string;
  readonly hash: Uint8Array;
}

/** A key as somebody presents it. */
export interface PresentedKey {
  readonly kind: KeyKind;
  readonly keyId: string;
  readonly secret: string;
}

/** The secret has 256 random bits, so a plain hash of it is enough: there is nothing to guess. */
export function makeKey(kind: KeyKind): NewKey {
  const keyId = randomBytes(5).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { keyId, key: `${kind}_${keyId}_${secret}`, hash: hashSecret(secret) };
}

/** @throws HubRefusal unauthenticated */
export function presentedKey(authorization: string | undefined): PresentedKey {
  const match = /^Bearer (psk|pho|pco|pps)_([0-9a-f]{10})_([A-Za-z0-9_-]{43})$/.exec(authorization ?? '');
  const [, kind, keyId, secret] = match ?? [];
  if (kind === undefined || keyId === undefined || secret === undefined) {
    throw new HubRefusal(
      'unauthenticated',
      'Send a key as "Authorization: Bearer …": psk_ of a station, pho_ of the office, pco_ of a connector, pps_ of a session.',
    );
  }
  return { kind: kind as KeyKind, keyId, secret }; // the pattern names the same four
}

/** In constant time. */
export function fits(key: PresentedKey, hash: Uint8Array): boolean {
  return timingSafeEqual(hashSecret(key.secret), Buffer.from(hash));
}

export function unknownKey(): HubRefusal {
  return new HubRefusal('unauthenticated', 'This key is not known here. Check that it is the key of this hub.');
}

function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
