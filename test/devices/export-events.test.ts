import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { exportUnsent } from '../../src/devices/export-events.ts';
import { readEventsFile } from '../../src/wire/events-file.ts';
import { type Bench, databases, openTestHub, type TestHub } from '../hub/hub-fixture.ts';
import { IDENTITY, openTestStore, type TestStore } from './store/store-fixture.ts';

const [database] = databases();
let hub: TestHub;
let bench: Bench;
let test: TestStore;
beforeAll(async () => {
  hub = await openTestHub(await database?.choose());
});
afterAll(() => hub.close());
beforeEach(async () => {
  await hub.reset();
  bench = await hub.station('Bench 1');
  test = openTestStore();
});
afterEach(() => test.destroy());

async function happen(times: number): Promise<void> {
  const drafts = Array.from({ length: times }, () => ({
    id: randomUUID(),
    version: 1,
    atMs: 1_700_000_000_000,
    bootId: 'b',
    monoMs: 1,
    personId: null,
    orderId: null,
    fence: null,
    event: { type: 'help-asked' } as const,
  }));
  const written = await test.store.journal.append(drafts);
  expect(written.ok).toBe(true);
}

function exported(): string | null {
  const identity = { ...IDENTITY, hubId: hub.hub.id, station: { ...IDENTITY.station, id: bench.id } };
  const { journal, replica } = test.store;
  return exportUnsent({ journal, replica, identity, key: bench.key, nowMs: hub.time.nowMs });
}

const bring = (file: string) =>
  hub.office('POST', `/v1/stations/${bench.id}/events`, Buffer.from(file), {
    headers: { 'content-type': 'application/x-ndjson' },
  });

it('brings what a shut out station has not sent to the hub, once, and not when it was changed', async () => {
  await happen(3);
  await hub.office('POST', `/v1/stations/${bench.id}/revoke`, { reason: 'stolen' });
  const file = exported() ?? '';
  const changed = await bring(file.replace('"help-asked"', '"help-closed"'));
  expect([changed.status, changed.body.code]).toEqual([422, 'bad_signature']);
  expect((await bring(file)).body).toMatchObject({ ack_seq: 3, stored: 3, known: 0 });
  expect((await bring(file)).body).toMatchObject({ ack_seq: 3, stored: 0, known: 3 });
});

it('holds only what is unsent, and nothing when nothing is', async () => {
  await happen(3);
  test.store.journal.acknowledge(2);
  const read = readEventsFile(exported() ?? '');
  expect(read).toMatchObject({ ok: true, value: { head: { from: 3, to: 3, epoch: 1 } } });
  test.store.journal.acknowledge(3);
  expect(exported()).toBeNull();
});

it('is not signed with anything but a station’s key', async () => {
  await happen(1);
  const { journal, replica } = test.store;
  const by = (key: string) => () => exportUnsent({ journal, replica, identity: IDENTITY, key, nowMs: 1 });
  expect(by(`pho_${bench.key.slice(4)}`)).toThrow(/not the key of a station/);
  expect(by('psk_short')).toThrow(/not the key of a station/);
});
