import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readBarcodes } from 'zxing-wasm/reader';
import { findLabelAssets } from '../../src/devices/label/assets.ts';
import { openDecoder } from '../../src/devices/label/verify.ts';
import { chooseDatabase } from '../../src/hub/cli/choose-database.ts';
import { drawQr, onTerminal } from '../../src/hub/cli/draw-qr.ts';
import { readArguments } from '../../src/hub/cli/read-arguments.ts';
import { checkCommand, runCommand } from '../../src/hub/cli/run-command.ts';
import { NoInput, USAGE, UsageError } from '../../src/hub/cli/usage.ts';
import { HubRefusal } from '../../src/hub/hub-refusal.ts';
import { callerOf, openTestHub, type TestHub } from './hub-fixture.ts';

describe('commands', () => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub();
  });
  afterAll(() => it.close());
  beforeEach(() => it.reset());
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  const run = async (...argv: readonly string[]): Promise<any> => {
    const args = readArguments(argv);
    checkCommand(args);
    return runCommand(it.hub, args);
  };
  const anyone = () => callerOf(it.hub, null);

  test('a station is enrolled, enrolled again, listed and shut out', async () => {
    const made = await run('enrol-station', 'Bench 1', '--offline-buffer', '9');
    const first = (await anyone()('POST', '/v1/enrol', { code: made.code })).body;
    await expect(run('enrol-station', 'Bench 1')).rejects.toThrow(HubRefusal);
    const { code } = await run('enrol-station', 'Bench 1', '--again');
    const again = (await anyone()('POST', '/v1/enrol', { code })).body;
    expect(again).toMatchObject({ station_id: first.station_id, epoch: 2 });
    expect((await run('stations')).stations).toMatchObject([{ name: 'Bench 1', epoch: 2, offline_buffer: 9 }]);
    expect(await run('revoke-station', 'Bench 1', '--reason', 'stolen')).toMatchObject({ status: 'revoked' });
    expect((await callerOf(it.hub, again.key)('GET', '/v1/hello')).body.code).toBe('station_revoked');
    const row = await it.hub.context.db.selectFrom('station').select('revoke_reason').executeTakeFirstOrThrow();
    expect(row.revoke_reason).toBe('stolen');
    await expect(run('revoke-station', 'Bench 2', '--reason', 'x')).rejects.toThrow('no station called "Bench 2"');
    await expect(run('enrol-station', 'Bench 2', '--again')).rejects.toThrow('no station called "Bench 2"');
    await expect(run('enrol-station', 'a\u0007')).rejects.toThrow(UsageError);
  });

  test('keys are made, listed and ended', async () => {
    const office = await run('add-office-key', 'Front');
    const shop = await run('add-connector-key', 'Shop');
    expect([office.key.slice(0, 4), shop.key.slice(0, 4)]).toEqual(['pho_', 'pco_']);
    expect((await run('keys')).keys).toHaveLength(3);
    await run('revoke-key', shop.id);
    expect((await callerOf(it.hub, shop.key)('GET', '/v1/orders')).status).toBe(401);
    expect((await callerOf(it.hub, office.key)('GET', '/v1/orders')).status).toBe(200);
    await expect(run('revoke-key', 'ffffffffff')).rejects.toThrow(HubRefusal);
  });

  test('quarantine is looked at and read again', async () => {
    const bench = await it.station('Bench 1');
    await bench.push([bench.event('from the future')]);
    const { waiting, rows } = await run('quarantine');
    expect([waiting, rows.length]).toEqual([1, 1]);
    const replayed = await run('replay');
    expect([replayed.replayed.length, replayed.still.length]).toEqual([0, 1]); // still unknown to this hub
  });

  test('after a restore it does not wait for ever', async () => {
    await (await it.station('Bench 1')).call('GET', '/v1/hello'); // one that was there a moment ago
    const now = new Date(it.time.nowMs).toISOString();
    await it.hub.context.db.updateTable('hub').set({ recovering_since: now, restored_at: now }).execute();
    expect(await run('end-recovery')).toEqual(['Bench 1']);
    expect(await run('end-recovery')).toEqual([]);
  });

  test('every command stands in the help, and mistakes are refused before the database is opened', () => {
    for (const word of 'serve enrol-station stations revoke-station add-station add-office-key add-connector-key keys revoke-key add-person import demo summary quarantine replay backup restore end-recovery'.split(
      ' ',
    )) {
      expect(USAGE).toContain(word);
      expect(() => readArguments([word, 'x', 'y'])).toThrow(/one argument too many/);
    }
    const check = (...argv: string[]) => checkCommand(readArguments(argv));
    for (const argv of [
      ['enrol-station'],
      ['enrol-station', 'A', '--offline-buffer', '501'],
      ['revoke-station', 'A'],
      ['stations', '--reason', 'x'],
      ['toString'],
      ['--again'],
    ])
      expect(() => check(...argv)).toThrow(UsageError);
    expect(() => check('restore', '/nowhere/at/all')).toThrow(NoInput);
  });

  test('which database', () => {
    const choose = (url: string | undefined, ...argv: string[]) => chooseDatabase(readArguments(argv), url);
    expect(choose(undefined)).toEqual({ kind: 'pglite', dir: 'hub-data' });
    expect(choose('', '--engine', 'postgres', '--data', 'x')).toEqual({ kind: 'embedded-postgres', dir: 'x' });
    expect(choose('postgres://a', 'summary')).toEqual({ kind: 'url', url: 'postgres://a' });
    expect(() => choose('postgres://a', '--engine', 'pglite')).toThrow(UsageError);
    expect(() => choose(undefined, '--engine', 'oracle')).toThrow(UsageError);
  });
});

test('the QR code in the terminal says what it should', async () => {
  const text = `packhouse:enrol?hub=https%3A%2F%2F192.168.10.20%3A8321&code=0123456789&pin=${'ab'.repeat(32)}`;
  const lines = drawQr(text);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80); // fits a terminal
  const MODULE = 4;
  const width = (lines[0]?.length ?? 0) * MODULE;
  const height = lines.length * 2 * MODULE;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const character = lines[Math.floor(y / MODULE / 2)]?.[Math.floor(x / MODULE)] ?? ' ';
      const dark = Math.floor(y / MODULE) % 2 === 0 ? '▀█' : '▄█';
      if (dark.includes(character)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  await openDecoder(Uint8Array.from(readFileSync(findLabelAssets().zxingWasm)));
  const picture = { data, width, height, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0];
  expect((await readBarcodes(picture)).map((result) => result.text)).toEqual([text]);
  expect(onTerminal(['█'])).toBe('\u001b[38;5;16m\u001b[48;5;231m█\u001b[0m\n');
});
