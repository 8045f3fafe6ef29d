import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enrolmentText, hashCode, makeCode, readCode, spokenCode } from '../../src/hub/office/enrolment-code.ts';
import { ENROLMENT_CODE } from '../../src/wire/hub-station.ts';
import { type Caller, callerOf, databases, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('a code', () => {
  test('is read however it is typed', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.constantFrom('', ' ', '-')), fc.boolean(), (gaps, small) => {
        const code = makeCode();
        expect(code).toMatch(ENROLMENT_CODE);
        const misread = code.replaceAll('0', 'O').replace(/1/g, small ? 'l' : 'I');
        const typed = [...misread].map((character) => `${character}${gaps.next().value}`).join('');
        expect(readCode(small ? typed.toLowerCase() : typed)).toBe(code);
      }),
      { numRuns: 50 },
    );
  });

  test('cannot be anything else', () => {
    for (const typed of ['', '0123456789A', '012345678', '0123456U89', '01234567é9'])
      expect(readCode(typed)).toBeNull();
  });

  test('is said with where the hub is and what it must show', () => {
    const text = enrolmentText('0123456789', { url: 'https://hub.example:8321', pin: 'ab' });
    expect(text).toBe('packhouse:enrol?hub=https%3A%2F%2Fhub.example%3A8321&code=0123456789&pin=ab');
    expect(new URL(text).searchParams.get('hub')).toBe('https://hub.example:8321');
    expect(enrolmentText('0123456789', { url: null, pin: null })).toBe('packhouse:enrol?code=0123456789');
    expect(spokenCode('0123456789')).toBe('01234-56789');
  });
});

describe.each(databases())('enrolment on $name', ({ choose }) => {
  let it: TestHub;
  let anyone: Caller;
  const enrol = (code: string) => anyone('POST', '/v1/enrol', { code, app_version: '9.9.9' });
  const ask = async (what: object) => (await it.office('POST', '/v1/enrolments', what)).body;
  beforeAll(async () => {
    it = await openTestHub(await choose());
    anyone = callerOf(it.hub, null);
  });
  afterAll(() => it.close());
  let days = 0;
  beforeEach(async () => {
    await it.reset();
    days += 1;
    it.time.nowMs += days * DAY_MS; // failed tries of the test before are forgotten
  });

  test('a new station gets a name, a number and a key that works', async () => {
    const made = await it.office('POST', '/v1/enrolments', { name: 'Bench 7', offline_buffer: 12 });
    expect(made.status).toBe(201);
    expect(made.body.expires_at).toBe(new Date(it.time.nowMs + 15 * MINUTE_MS).toISOString());
    const got = await enrol(made.body.code.toLowerCase());
    expect(got.status).toBe(201);
    expect(got.body).toMatchObject({ hub_id: it.hub.id, name: 'Bench 7', no: 1, epoch: 1, certificate: null });
    const hello = await callerOf(it.hub, got.body.key)('GET', '/v1/hello');
    expect(hello.body.station).toMatchObject({ id: got.body.station_id, offline_buffer: 12, last_seq: 0 });
    const [row] = (await it.office('GET', '/v1/stations')).body.stations;
    expect(row).toMatchObject({ app_version: '9.9.9', status: 'active', silent_minutes: 0 });
  });

  test('a code works once, and is stored nowhere in clear', async () => {
    const { code } = await ask({ name: 'Bench 7' });
    const rows = await it.hub.context.db.selectFrom('enrolment').selectAll().execute();
    const bare = code.replace('-', '');
    expect(JSON.stringify(rows)).not.toContain(bare);
    expect(Buffer.from(rows[0]?.code_hash ?? []).equals(hashCode(bare))).toBe(true);
    expect((await enrol(code)).status).toBe(201);
    const again = await enrol(code);
    expect([again.status, again.body.code]).toEqual([404, 'unknown_code']);
  });

  test('two who use one code at the same time: one gets in', async () => {
    const { code } = await ask({ name: 'Bench 7' });
    const replies = await Promise.all([enrol(code), enrol(code), enrol(code)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 404, 404]);
    expect((await it.office('GET', '/v1/stations')).body.stations).toHaveLength(1);
  });

  test('after fifteen minutes it is too old', async () => {
    const { code } = await ask({ name: 'Bench 7' });
    it.time.nowMs += 15 * MINUTE_MS - 1;
    const { code: other } = await ask({ name: 'Bench 8' });
    it.time.nowMs += 1;
    const late = await enrol(code);
    expect([late.status, late.body.code]).toEqual([410, 'code_expired']);
    expect((await enrol(other)).status).toBe(201);
  });

  test('ten wrong codes in a minute, then not even a right one is looked at; a minute later it is', async () => {
    const { code } = await ask({ name: 'Bench 7' });
    const wrong = await Promise.all(
      Array.from({ length: 12 }, (_, at) => enrol(at % 2 === 0 ? 'nonsense' : makeCode())),
    );
    expect(wrong.map((reply) => reply.body.code).sort()).toEqual([
      ...Array(2).fill('too_many'),
      ...Array(10).fill('unknown_code'),
    ]);
    const shut = await enrol(code);
    expect([shut.status, shut.body.code]).toEqual([429, 'too_many']);
    it.time.nowMs += MINUTE_MS;
    expect((await enrol(code)).status).toBe(201);
  });

  test('right codes are no tries', async () => {
    for (let no = 1; no <= 12; no++) {
      const { code } = await ask({ name: `Bench ${no}` });
      expect((await enrol(code)).status).toBe(201);
    }
  });

  test('a name that was taken meanwhile: the code fails five times, then for good', async () => {
    const { code } = await ask({ name: 'Bench 7' });
    const other = await it.station('Bench 7');
    for (let tries = 0; tries < 4; tries++) expect((await enrol(code)).body.code).toBe('code_expired');
    const { code: second } = await ask({ station_id: other.id });
    expect(second).not.toBe(code);
    await it.office('PATCH', `/v1/stations/${other.id}`, { name: 'Bench 70' });
    expect((await enrol(code)).status).toBe(201); // renamed in time

    const { code: third } = await ask({ name: 'Bench 8' });
    const eighth = await it.station('Bench 8');
    for (let tries = 0; tries < 5; tries++) await enrol(third);
    await it.office('PATCH', `/v1/stations/${eighth.id}`, { name: 'Bench 80' });
    expect((await enrol(third)).body.code).toBe('code_expired');
  });

  test('an old station begins a new epoch: its old keys end, its claims stay', async () => {
    const [order] = await readyOrders(it.hub, '1');
    if (order === undefined) throw new Error('no order');
    const bench = await it.station('Bench 1');
    await bench.claim([order]);
    await bench.push([bench.event('packer-signed-in')]);
    const { code } = await ask({ station_id: bench.id, offline_buffer: 5 });
    expect((await bench.call('GET', '/v1/hello')).status).toBe(200); // until the code is used
    const got = (await enrol(code)).body;
    expect(got).toMatchObject({ station_id: bench.id, name: 'Bench 1', no: 1, epoch: 2 });
    expect((await bench.call('GET', '/v1/hello')).body.code).toBe('station_revoked');
    const anew = callerOf(it.hub, got.key);
    expect((await anew('GET', '/v1/hello')).body.station).toMatchObject({ epoch: 2, last_seq: 0, offline_buffer: 5 });
    const [row] = (await it.office('GET', '/v1/stations')).body.stations;
    expect(row.claims).toEqual({ hard: 1, soft: 0 });
    const page = (await anew('GET', '/v1/feed')).body;
    const seen = page.items.find((entry: { op: string }) => entry.op === 'upsert');
    expect(seen.order.claim).toMatchObject({ mine: true, class: 'hard' });
  });

  test('a second code for the same station ends the first', async () => {
    const bench = await it.station('Bench 1');
    const { code: first } = await ask({ station_id: bench.id });
    const { code: second } = await ask({ station_id: bench.id });
    expect((await enrol(first)).body.code).toBe('unknown_code');
    expect((await enrol(second)).body.epoch).toBe(2);
    const { code: third } = await ask({ name: 'Bench 2' });
    await ask({ name: 'Bench 2' });
    expect((await enrol(third)).body.code).toBe('unknown_code');
  });

  test('a forked or revoked station is let in again by a code, and only by one', async () => {
    const bench = await it.station('Bench 1');
    const { code: early } = await ask({ station_id: bench.id });
    await it.office('POST', `/v1/stations/${bench.id}/revoke`, { reason: 'stolen' });
    expect((await enrol(early)).body.code).toBe('unknown_code'); // who shut it out did not mean this code
    const { code } = await ask({ station_id: bench.id });
    const { key } = (await enrol(code)).body;
    expect((await callerOf(it.hub, key)('GET', '/v1/hello')).status).toBe(200);
    const { status, epoch } = (await it.office('GET', '/v1/stations')).body.stations[0];
    expect([status, epoch]).toEqual(['active', 2]);
  });

  test('what cannot be enrolled is said when the code is asked for', async () => {
    await it.station('Bench 1');
    const cases: [object, string][] = [
      [{ name: 'Bench 1' }, 'name_taken'],
      [{ station_id: uuidv7() }, 'not_found'],
      [{}, 'invalid_request'],
      [{ name: 'X', station_id: uuidv7() }, 'invalid_request'],
    ];
    for (const [what, code] of cases) expect((await ask(what)).code).toBe(code);
    expect(await it.hub.context.db.selectFrom('enrolment').selectAll().execute()).toEqual([]);
  });
});
