import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { markForked } from '../../src/hub/office/mark-forked.ts';
import { type Bench, type Caller, callerOf, databases, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

describe.each(databases())('keys on $name', ({ choose }) => {
  let it: TestHub;
  let bench: Bench;
  const hello = async (call: Caller) => {
    const { status, body } = await call('GET', '/v1/hello');
    return status === 200 ? 'ok' : body.code;
  };
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
  });

  const rotate = async (call: Caller) => {
    const { status, body } = await call('POST', '/v1/station/rotate');
    expect(status).toBe(201);
    return { call: callerOf(it.hub, body.key), oldUntil: body.old_until as string };
  };

  test('the first use of a new key ends the one before', async () => {
    const next = await rotate(bench.call);
    expect(next.oldUntil).toBe(new Date(it.time.nowMs + 24 * HOUR_MS).toISOString());
    expect(await hello(bench.call)).toBe('ok'); // the answer may have been lost
    expect(await hello(next.call)).toBe('ok');
    expect(await hello(bench.call)).toBe('station_revoked');
    expect(await hello(next.call)).toBe('ok');
  });

  test('an old key ends by itself after a day', async () => {
    const next = await rotate(bench.call);
    it.time.nowMs += 24 * HOUR_MS - 1;
    expect(await hello(bench.call)).toBe('ok');
    it.time.nowMs += 1;
    expect(await hello(bench.call)).toBe('station_revoked');
    expect(await hello(next.call)).toBe('ok');
  });

  test('lost answers: asking again gives another key, and whichever is used ends all others', async () => {
    const lost = await rotate(bench.call);
    const kept = await rotate(bench.call);
    expect(await hello(kept.call)).toBe('ok');
    expect([await hello(lost.call), await hello(bench.call)]).toEqual(['station_revoked', 'station_revoked']);
    expect(await hello(kept.call)).toBe('ok');
  });

  test('two new keys used at the same time: one of them stays', async () => {
    const [one, two] = [await rotate(bench.call), await rotate(bench.call)];
    await Promise.all([hello(one.call), hello(two.call)]);
    const after = [await hello(one.call), await hello(two.call), await hello(bench.call)].sort();
    expect(after).toEqual(['ok', 'station_revoked', 'station_revoked']);
  });

  test('a station of which two copies speak is named, and neither is let in', async () => {
    await markForked(it.hub.context, bench.id);
    const { status, body } = await bench.call('GET', '/v1/hello');
    expect([status, body.code]).toEqual([403, 'station_forked']);
    expect(body.detail).toMatch(/Bench 1.*copied.*[Ee]nrol it anew/s);
    expect((await it.office('GET', '/v1/stations')).body.stations[0].status).toBe('forked');
    await it.office('POST', `/v1/stations/${bench.id}/revoke`, { reason: 'found' });
    await markForked(it.hub.context, bench.id);
    expect(await hello(bench.call)).toBe('station_revoked');
    expect((await it.office('GET', '/v1/stations')).body.stations[0].status).toBe('revoked'); // who is shut out stays so
  });

  test('keys of office and connectors: made, listed without secrets, ended', async () => {
    const made = await it.office('POST', '/v1/keys', { name: 'Shop', role: 'connector' });
    expect([made.status, made.body.name]).toEqual([201, 'Shop']);
    expect(made.body.key).toMatch(/^pco_/);
    const shop = callerOf(it.hub, made.body.key);
    expect((await shop('GET', '/v1/orders')).status).toBe(200);
    const { keys } = (await it.office('GET', '/v1/keys')).body;
    expect(keys.map((key: { role: string }) => key.role).sort()).toEqual(['connector', 'office']);
    expect(JSON.stringify(keys)).not.toMatch(/secret|hash|p[ck]o_/);

    const ended = await it.office('POST', `/v1/keys/${made.body.id}/revoke`);
    expect(ended.body.keys.find((key: { id: string }) => key.id === made.body.id).revoked_at).toBe(
      new Date(it.time.nowMs).toISOString(),
    );
    expect((await shop('GET', '/v1/orders')).body.code).toBe('unauthenticated');
    it.time.nowMs += HOUR_MS;
    const again = await it.office('POST', `/v1/keys/${made.body.id}/revoke`);
    expect(again.body.keys).toEqual(ended.body.keys); // it ended when it ended
    expect((await it.office('POST', '/v1/keys/0123456789/revoke')).body.code).toBe('not_found');
  });

  test('nobody ends the key that he speaks with', async () => {
    const own = it.officeKey.slice(4, 14);
    const reply = await it.office('POST', `/v1/keys/${own}/revoke`);
    expect([reply.status, reply.body.code]).toEqual([409, 'wrong_state']);
    expect((await it.office('GET', '/v1/keys')).status).toBe(200);
  });

  test('a key of one kind does not open as another', async () => {
    const { key } = (await it.office('POST', '/v1/keys', { name: 'Shop', role: 'connector' })).body;
    const raised = await callerOf(it.hub, key.replace('pco', 'pho'))('GET', '/v1/keys');
    expect(raised.body.code).toBe('unauthenticated');
    for (const kind of ['pco', 'psk', 'pps']) {
      const reply = await callerOf(it.hub, it.officeKey.replace('pho', kind))('GET', '/v1/orders');
      expect(reply.body.code).toBe('unauthenticated');
    }
  });

  test('stations: how long silent, what they hold, and whether somebody has to look', async () => {
    const ids = await readyOrders(it.hub, '1', '2', '3');
    const quiet = await it.station('Bench 2');
    await bench.claim(ids.slice(0, 2));
    await bench.claim(ids.slice(2), 'soft');
    const list = async () => (await it.office('GET', '/v1/stations')).body.stations;
    expect((await list()).map((row: { silent_minutes: unknown }) => row.silent_minutes)).toEqual([0, null]);
    expect((await list())[0]).toMatchObject({ claims: { hard: 2, soft: 1 }, needs_look: false, no: 1 });
    it.time.nowMs += 31 * MINUTE_MS - 1;
    expect((await list())[0]).toMatchObject({ silent_minutes: 30, needs_look: false });
    it.time.nowMs += 1;
    expect((await list())[0]).toMatchObject({ silent_minutes: 31, needs_look: true });
    await bench.call('GET', '/v1/feed'); // it listens, though it has nothing to tell
    expect((await list())[0]).toMatchObject({ silent_minutes: 0, needs_look: false });
    await quiet.call('GET', '/v1/hello');
    it.time.nowMs += HOUR_MS;
    expect((await list())[1]).toMatchObject({ silent_minutes: 60, needs_look: false }); // it holds nothing
  });

  test('a station is renamed and given another buffer', async () => {
    await it.station('Bench 2');
    const path = `/v1/stations/${bench.id}`;
    const changed = await it.office('PATCH', path, { name: 'Line 1', offline_buffer: 7 });
    expect(changed.body).toMatchObject({ id: bench.id, name: 'Line 1', offline_buffer: 7 });
    expect((await bench.call('GET', '/v1/hello')).body.station).toMatchObject({ name: 'Line 1', offline_buffer: 7 });
    expect((await it.office('PATCH', path, { name: 'Line 1' })).status).toBe(200);
    expect((await it.office('PATCH', path, { name: 'Bench 2' })).body.code).toBe('name_taken');
    expect((await it.office('PATCH', path, {})).body.code).toBe('invalid_request');
    expect((await it.office('PATCH', `/v1/stations/${crypto.randomUUID()}`, { name: 'X' })).body.code).toBe(
      'not_found',
    );
  });

  test('a station that is shut out keeps its orders', async () => {
    const ids = await readyOrders(it.hub, '1');
    await bench.claim(ids);
    const reply = await it.office('POST', `/v1/stations/${bench.id}/revoke`, { reason: 'stolen' });
    expect(reply.body).toMatchObject({ status: 'revoked', claims: { hard: 1, soft: 0 } });
    expect(await hello(bench.call)).toBe('station_revoked');
    const [order] = (await it.office('GET', '/v1/orders')).body.orders;
    expect(order).toMatchObject({ state: 'claimed', station: 'Bench 1' });
  });
});
