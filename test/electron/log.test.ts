import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog, redacted } from '../../electron/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const logged = () => readFileSync(join(folder, 'packhouse.log'), 'utf8');

describe('what is logged', () => {
  it.each([
    ['a station key', 'Bearer psk_0123456789_abcdefghijklmnop-qrstuvwxyz', 'psk_'],
    ['an office key', 'refused pho_0123456789_abcdefghijklmnop-qrstuvwxyz here', 'pho_'],
    ['a key in an address', 'http://hub/?key=psk_0123456789_abc', 'psk_'],
    ['a badge', 'unknown code XB1001MIRA4', 'MIRA'],
    ['a badge behind what its symbology is called', 'unknown code ]C1XB1001MIRA4', 'MIRA'],
    ['a badge glued to another code', '4006381333931XB1001MIRA4', 'MIRA'],
  ])('never holds %s', (_, line, secret) => {
    expect(redacted(line)).toContain('…');
    expect(redacted(line)).not.toContain(secret);
  });

  it('keeps the words around a secret, and words that only look a little like one', () => {
    expect(redacted('hub-refused: key psk_0123456789_abc is revoked')).toBe('hub-refused: key … is revoked');
    expect(redacted('hub-unreachable: connect ECONNREFUSED 127.0.0.1:8080')).toContain('ECONNREFUSED');
    expect(redacted('phone_number, psk, XB1')).toBe('phone_number, psk, XB1');
  });

  it('is written a line at a time with its moment, for its owner alone', () => {
    const log = openLog(folder);
    log('one XB1001MIRA4');
    log('two');
    expect(logged()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z one …\n\d{4}-\d\d-\d\dT[\d:.]+Z two\n$/);
    expect(statSync(join(folder, 'packhouse.log')).mode & 0o777).toBe(0o600);
  });

  it('does not fill the disk: one old file is kept', () => {
    const log = openLog(folder);
    for (const round of ['first', 'second', 'third']) {
      writeFileSync(join(folder, 'packhouse.log'), `${round}\n`.padEnd(3 * 1024 * 1024));
      log(`after ${round}`);
      expect(logged()).toMatch(new RegExp(`^\\S+ after ${round}\\n$`));
      expect(readFileSync(join(folder, 'packhouse.log.old'), 'utf8')).toContain(round);
    }
  });

  it('never throws: a full or missing disk must not take the bench with it', () => {
    const log = openLog(join(folder, 'gone'));
    expect(() => log('a fault')).not.toThrow();
  });
});
