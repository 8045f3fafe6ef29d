import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../runtime/credentials.ts';

export const nodeCredentials: Credentials = {
  badgeHash: (badgeSalt, badge) =>
    createHmac('sha256', Buffer.from(badgeSalt, 'base64url')).update(badge).digest('hex'),
  pinMatches(pinHash, pin) {
    const [kind, n, r, p, salt, hash] = pinHash.split('$');
    if (kind !== 'scrypt' || salt === undefined || hash === undefined) return Promise.resolve(false);
    const expected = Buffer.from(hash, 'base64');
    const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: 64 * 1024 * 1024 };
    return new Promise((resolve, reject) => {
      scrypt(pin, Buffer.from(salt, 'base64'), expected.length, cost, (error, derived) => {
        if (error === null) resolve(timingSafeEqual(derived, expected));
        else reject(error);
      });
    });
  },
};
