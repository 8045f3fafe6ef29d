import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../runtime/credentials.ts';

const SHORTEST_HASH_BYTES = 16;

export const nodeCredentials: Credentials = {
  badgeHash: (badgeSalt, badge) =>
    createHmac('sha256', Buffer.from(badgeSalt, 'base64url')).update(badge).digest('hex'),
  pinMatches(pinHash, pin) {
    const [kind, n, r, p, salt, hash] = pinHash.split('$');
    if (kind !== 'scrypt' || salt === undefined || hash === undefined) return Promise.resolve(false);
    const expected = Buffer.from(hash, 'base64');
    // Nothing equals nothing, so a hash that was cut off would fit every PIN.
    if (expected.length < SHORTEST_HASH_BYTES) return Promise.resolve(false);
    const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: 64 * 1024 * 1024 };
    return new Promise((resolve) => {
      try {
        scrypt(pin, Buffer.from(salt, 'base64'), expected.length, cost, (error, derived) => {
          resolve(error === null && timingSafeEqual(derived, expected));
        });
      } catch {
        // A cost that scrypt cannot have: nobody gets in by a hash that nobody can compute.
        resolve(false);
      }
    });
  },
};
