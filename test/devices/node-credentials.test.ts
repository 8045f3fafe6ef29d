import { createHmac, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import { badgeHash, hashPin } from '../../src/hub/office/person-secrets.ts';

const SALT = Buffer.from('a salt of the hub');

describe('a badge', () => {
  it('has the hash that the hub stored', () => {
    const ours = nodeCredentials.badgeHash(SALT.toString('base64url'), 'XB1001MIRA4');
    expect(ours).toBe(badgeHash(SALT, 'XB1001MIRA4'));
    expect(ours).toBe(createHmac('sha256', SALT).update('XB1001MIRA4').digest('hex'));
    expect(ours).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has another hash under another salt, and another badge has another', () => {
    const hash = (salt: string, badge: string) => nodeCredentials.badgeHash(salt, badge);
    expect(new Set([hash('YQ', 'XB1'), hash('Yg', 'XB1'), hash('YQ', 'XB2')]).size).toBe(3);
  });
});

describe('a PIN', () => {
  it('fits the hash that the hub made of it, and no other', async () => {
    const stored = await hashPin('2580');
    expect(await nodeCredentials.pinMatches(stored, '2580')).toBe(true);
    expect(await nodeCredentials.pinMatches(stored, '2581')).toBe(false);
    expect(await nodeCredentials.pinMatches(stored, '')).toBe(false);
  });

  it('fits a hash of another cost', async () => {
    const hash = scryptSync('2580', SALT, 64, { N: 1024, r: 4, p: 2 });
    const stored = `scrypt$1024$4$2$${SALT.toString('base64')}$${hash.toString('base64')}`;
    expect(await nodeCredentials.pinMatches(stored, '2580')).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no hash', 'scrypt$16384$8$1$c2FsdA=='],
    ['an empty hash, which nothing would equal', 'scrypt$16384$8$1$c2FsdA==$'],
    ['a hash that was cut off', 'scrypt$16384$8$1$c2FsdA==$YWI='],
    ['another kind', 'argon2$16384$8$1$c2FsdA==$YWJjZGVmZ2hpamtsbW5vcA=='],
    ['a cost that is no number', 'scrypt$much$8$1$c2FsdA==$YWJjZGVmZ2hpamtsbW5vcA=='],
    ['a cost that cannot be', 'scrypt$3$8$1$c2FsdA==$YWJjZGVmZ2hpamtsbW5vcA=='],
    ['a cost beyond the memory', 'scrypt$1048576$8$1$c2FsdA==$YWJjZGVmZ2hpamtsbW5vcA=='],
  ])('fits %s never, and throws never', async (_, stored) => {
    expect(await nodeCredentials.pinMatches(stored, '2580')).toBe(false);
    expect(await nodeCredentials.pinMatches(stored, '')).toBe(false);
  });
});
