import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

/** Lower-case hex HMAC-SHA256 of the badge text in capitals, under the hub's salt. Stations compute the same offline. */
export function badgeHash(salt: Uint8Array, badge: string): string {
  return createHmac('sha256', salt).update(badge.trim().toUpperCase()).digest('hex');
}

/** `scrypt$N$r$p$salt$hash`, both parts base64. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** No PIN makes this hash. Compared with where there is nobody to compare with, so that an unknown badge takes as long as a wrong PIN. */
export const NO_PIN = ['scrypt', COST.N, COST.r, COST.p, zeros(16), zeros(KEY_BYTES)].join('$');

export async function pinMatches(stored: string, pin: string): Promise<boolean> {
  const [kind, n, r, p, salt, hash] = stored.split('$');
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const derived = await derive(pin, Buffer.from(salt, 'base64'), { N: Number(n), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(hash, 'base64'));
}

function zeros(bytes: number): string {
  return Buffer.alloc(bytes).toString('base64');
}

function derive(
  pin: string,
  salt: Uint8Array,
  cost: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, { ...cost, maxmem: 64 * 1024 * 1024 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
