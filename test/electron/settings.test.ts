import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mendSettings, settingsPaths } from '../../electron/settings-file.ts';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../src/wire/settings.ts';

let folder: string;
let path: string;
let backup: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-settings-'));
  ({ path, backup } = settingsPaths(folder));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GOOD: Settings = { ...DEFAULT_SETTINGS, station: 'Bench 7' };
const TORN = '{"schemaVersion":1,"station":"Ben';
const aside = () => readdirSync(folder).filter((name) => name.startsWith('settings.damaged-'));

describe('the settings file', () => {
  it('is left alone when it is good, and when there is none', () => {
    expect(mendSettings(folder)).toBeNull();
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, JSON.stringify(GOOD));
    expect(mendSettings(folder)).toBeNull();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(GOOD);
    expect(aside()).toEqual([]);
  });

  it.each([
    ['torn', TORN],
    ['empty', ''],
    ['zeros, as a power cut leaves them', '\0'.repeat(300)],
    ['of another kind', '[]'],
    ['a wrong value', JSON.stringify({ ...GOOD, scanners: [{ match: { path: '/dev/x' }, baudRate: 7 }] })],
    ['an unknown name', JSON.stringify({ ...GOOD, volume: 5 })],
    ['of a newer program', JSON.stringify({ ...GOOD, schemaVersion: 99 })],
  ])('is set aside and replaced by the last good copy when it is %s', (_, text) => {
    writeFileSync(path, text);
    writeFileSync(backup, JSON.stringify(GOOD));
    const said = mendSettings(folder);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(GOOD);
    expect(aside()).toHaveLength(1);
    expect(readFileSync(join(folder, aside()[0] ?? ''), 'utf8')).toBe(text);
    expect(said).toContain('The last good copy is in use');
    expect(said).toContain(aside()[0]);
  });

  it('starts anew when the copy is no good either, and says so', () => {
    writeFileSync(path, TORN);
    writeFileSync(backup, TORN);
    expect(mendSettings(folder)).toContain('They start anew');
    expect(existsSync(path)).toBe(false);
    expect(aside()).toHaveLength(1);
  });

  it('keeps the hub’s key from other users when it comes from the copy', () => {
    writeFileSync(path, TORN);
    writeFileSync(backup, JSON.stringify(GOOD), { mode: 0o600 });
    mendSettings(folder);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never says what the key was', () => {
    writeFileSync(path, JSON.stringify({ ...GOOD, hub: { url: 'ftp://hub', key: 'psk_0123456789_secret' } }));
    expect(mendSettings(folder)).not.toContain('secret');
  });
});

const ZEBRA = {
  id: 'zebra',
  name: 'Zebra',
  roles: ['label'],
  language: 'zpl',
  dpi: 203,
  acknowledgement: 'odometer',
  connection: { kind: 'tcp', host: 'zebra' },
};

describe('the settings', () => {
  it('of version 1 are read as what they mean now', () => {
    const { scanners: _, scale: __, keyboard: ___, printers: ____, ...rest } = GOOD;
    const none = { labelPrinter: null, slipPrinter: null };
    const old = { ...rest, ...none, schemaVersion: 1, scanner: { path: '/dev/ttyACM0', baudRate: 9600 } };
    expect(settingsSchema.parse(old)).toEqual({
      ...GOOD,
      scanners: [{ match: { path: '/dev/ttyACM0' }, baudRate: 9600, aim: 'auto' }],
    });
    expect(settingsSchema.parse({ ...old, scanner: null })).toEqual(GOOD);
    expect(settingsSchema.safeParse({ ...old, scanner: { path: 7, baudRate: 9600 } }).success).toBe(false);
  });

  it("of version 3 keep their hub, whose certificate is nobody's own", () => {
    const hub = { url: 'https://hub.example', key: 'psk_1' };
    const old = { ...GOOD, schemaVersion: 3, hub };
    expect(settingsSchema.parse(old)).toEqual({ ...GOOD, hub: { ...hub, certificate: null, store: 'work' } });
    expect(settingsSchema.parse({ ...old, hub: null })).toEqual(GOOD);
    // The key once: sealed or not.
    const twice = { ...hub, sealedKey: 'AAAA', certificate: null };
    expect(settingsSchema.safeParse({ ...GOOD, hub: twice }).success).toBe(false);
    expect(settingsSchema.safeParse({ ...GOOD, hub: { url: hub.url, certificate: null } }).success).toBe(false);
    // Never a folder elsewhere.
    expect(settingsSchema.safeParse({ ...GOOD, hub: { ...hub, certificate: null, store: '../demo' } }).success).toBe(
      false,
    );
  });

  it('of version 2 keep their two printers', () => {
    const { printers: _, ...rest } = GOOD;
    const label = { name: 'Zebra 5', host: 'zebra-5', port: 9100, dpi: 300, acknowledgement: 'odometer' };
    const slip = { name: 'Receipts', host: '10.0.0.9', port: 9101, columns: 32, acknowledgement: 'process-id' };
    const old = { ...rest, schemaVersion: 2, labelPrinter: label, slipPrinter: slip };
    expect(settingsSchema.parse(old).printers).toEqual([
      {
        id: 'label',
        name: 'Zebra 5',
        roles: ['label'],
        language: 'zpl',
        dpi: 300,
        acknowledgement: 'odometer',
        graphics: 'run-length',
        connection: { kind: 'tcp', host: 'zebra-5', port: 9100 },
      },
      {
        id: 'slip',
        name: 'Receipts',
        roles: ['slip'],
        language: 'escpos',
        dpi: 203,
        widthDots: 576,
        columns: 32,
        acknowledgement: 'process-id',
        connection: { kind: 'tcp', host: '10.0.0.9', port: 9101 },
      },
    ]);
    expect(settingsSchema.parse({ ...old, labelPrinter: null, slipPrinter: null })).toEqual(GOOD);
    expect(settingsSchema.safeParse({ ...old, slipPrinter: { ...slip, port: 0 } }).success).toBe(false);
  });

  it('never let a scanner be sent NAK: it would send its last code again', () => {
    const scanner = { match: { byId: 'usb-x' }, baudRate: 9600, signals: { bad: [0x15] } };
    expect(settingsSchema.safeParse({ ...GOOD, scanners: [scanner] }).success).toBe(false);
    expect(settingsSchema.safeParse({ ...GOOD, scanners: [{ ...scanner, signals: { bad: [0x46] } }] }).success).toBe(
      true,
    );
  });

  it('are valid as they come', () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });

  it.each([
    { hub: { url: 'file:///etc/passwd', key: 'psk_a' } },
    { hub: { url: 'http://hub', key: 'pho_an-office-key' } },
    { printers: [{ ...ZEBRA, connection: { kind: 'tcp', host: 'zebra', port: 0 } }] },
    { printers: [{ ...ZEBRA, dpi: 200 }] },
    { printers: [{ ...ZEBRA, id: 'Zebra 1' }] },
    { printers: [ZEBRA, ZEBRA] },
    { printers: [{ ...ZEBRA, acknowledgement: 'process-id' }] },
    { printers: [{ ...ZEBRA, connection: { kind: 'cups', queue: 'Zebra; rm -rf /' } }] },
    { printers: [{ ...ZEBRA, connection: { kind: 'cups', queue: '-o' } }] },
    { printers: [{ ...ZEBRA, connection: { kind: 'device', path: '../../etc/passwd' } }] },
    {
      printers: [
        { id: 'office', name: 'Office', roles: ['label'], language: 'pdf', paper: 'a4', connection: ZEBRA.connection },
      ],
    },
    { station: '' },
  ])('refuse %j', (change) => {
    expect(settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...change }).success).toBe(false);
  });
});
