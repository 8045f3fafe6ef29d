import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EventsFileHead, eventOfLine, eventsFileOf, readEventsFile } from '../../src/wire/events-file.ts';
import type { WireEvent } from '../../src/wire/hub-events.ts';
import {
  type Bench,
  callerOf,
  databases,
  openTestHub,
  readyOrders,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

/** As a station signs: it has the secret, the hub only its hash. */
function signWith(key: string): (signed: string) => string {
  const secret = key.slice(-43);
  return (signed) => createHmac('sha256', createHash('sha256').update(secret).digest()).update(signed).digest('hex');
}

describe.each(databases())('unsent events as a file, on $name', ({ choose }) => {
  let it: TestHub;
  let bench: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
  });

  function headOf(events: readonly WireEvent[], fields: Partial<EventsFileHead> = {}): EventsFileHead {
    return {
      packhouse: 'unsent-events',
      version: 1,
      hub_id: it.hub.id,
      station_id: bench.id,
      key_id: bench.key.slice(4, 14),
      epoch: 1,
      from: events[0]?.seq ?? 1,
      to: events.at(-1)?.seq ?? 1,
      made_at: new Date(it.time.nowMs).toISOString(),
      ...fields,
    };
  }
  const fileOf = (events: readonly WireEvent[], fields: Partial<EventsFileHead> = {}) =>
    eventsFileOf(headOf(events, fields), events, signWith(bench.key));
  const bring = (file: string, id = bench.id) =>
    it.office('POST', `/v1/stations/${id}/events`, Buffer.from(file), {
      headers: { 'content-type': 'application/x-ndjson' },
    });
  const shutOut = () => it.office('POST', `/v1/stations/${bench.id}/revoke`, { reason: 'stolen' });

  test('what a shut out station had not sent is taken in, once', async () => {
    const [order] = await readyOrders(it.hub, '1');
    if (order === undefined) throw new Error('no order');
    const { fence } = (await bench.claim([order])).body.granted[0];
    const first = bench.event('packer-signed-in');
    await bench.push([first]);
    await shutOut();
    const events = [
      first, // its acknowledgement was lost
      bench.event('order-opened', { order_id: order, fence, payload: { number: '1', fence } }),
      bench.event('order-shipped', { order_id: order, fence, payload: shippedPayload() }),
      bench.event('never heard of'),
    ];
    expect((await bench.push(events)).body.code).toBe('station_revoked');
    const reply = await bring(fileOf(events));
    expect([reply.status, reply.body]).toEqual([
      200,
      { ack_seq: 4, stored: 3, known: 1, conflicts: 0, quarantined: 1 },
    ]);
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ shipped: 1, quarantined: 1 });
    const again = await bring(fileOf(events));
    expect(again.body).toEqual({ ack_seq: 4, stored: 0, known: 4, conflicts: 0, quarantined: 0 });
  });

  test('also after the station was enrolled anew: the numbers of the enrolment before go on for themselves', async () => {
    const [order] = await readyOrders(it.hub, '1');
    if (order === undefined) throw new Error('no order');
    const { fence } = (await bench.claim([order])).body.granted[0];
    await bench.push([bench.event('packer-signed-in')]);
    const unsent = [
      bench.event('order-opened', { order_id: order, fence, payload: { number: '1', fence } }),
      bench.event('order-shipped', { order_id: order, fence, payload: shippedPayload() }),
    ];
    const { code } = (await it.office('POST', '/v1/enrolments', { station_id: bench.id })).body;
    const { key, epoch } = (await it.office('POST', '/v1/enrol', { code })).body;
    expect(epoch).toBe(2);
    const now = callerOf(it.hub, key);
    await now('POST', '/v1/events', { epoch: 2, events: [bench.event('packer-signed-in', { seq: 1 })] });
    const reply = await bring(fileOf(unsent));
    expect([reply.status, reply.body]).toEqual([
      200,
      { ack_seq: 3, stored: 2, known: 0, conflicts: 0, quarantined: 0 },
    ]);
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ shipped: 1 });
    expect((await bring(fileOf(unsent))).body).toMatchObject({ stored: 0, known: 2 });
    // The station itself is not moved by it.
    expect((await now('GET', '/v1/hello')).body.station).toMatchObject({ epoch: 2, last_seq: 1 });
  });

  test('more than a batch holds', async () => {
    const events = Array.from({ length: 1203 }, () => bench.event('scan-refused'));
    await shutOut();
    const reply = await bring(fileOf(events));
    expect(reply.body).toMatchObject({ ack_seq: 1203, stored: 1203 });
  });

  test('a key that ended long ago still vouches', async () => {
    const { key } = (await bench.call('POST', '/v1/station/rotate')).body;
    const events = [bench.event('packer-signed-in')];
    const old = fileOf(events);
    const fresh = eventsFileOf(headOf(events, { key_id: key.slice(4, 14) }), events, signWith(key));
    await shutOut();
    it.time.nowMs += 30 * 24 * 3_600_000;
    expect((await bring(old)).body).toMatchObject({ stored: 1 });
    expect((await bring(fresh)).body).toMatchObject({ known: 1 });
  });

  test('what was changed, cut off, or is from elsewhere is refused whole', async () => {
    const other = await it.station('Bench 2');
    const events = [bench.event('packer-signed-in'), bench.event('packer-signed-out')];
    const file = fileOf(events);
    const lines = file.split('\n');
    const cases: readonly (readonly [string, string, string?])[] = [
      ['another payload', file.replace('packer-signed-out', 'packer-signed-in')],
      ['one line less', [lines[0], lines[2], lines[3], ''].join('\n')],
      ['lines changed about', [lines[0], lines[2], lines[1], lines[3], ''].join('\n')],
      ['cut off', file.slice(0, -80)],
      ['no signature', `${lines.slice(0, 3).join('\n')}\n`],
      ['only a signature', `${lines[3]}\n`],
      ['line ends of Windows', file.replaceAll('\n', '\r\n')],
      ['another epoch said', file.replace('"epoch":1', '"epoch":2')],
      ['a byte order mark', `\ufeff${file}`],
      ['no text', '\u0000\u0001'],
      ["another station's file", file, other.id],
      [
        "another station's key",
        eventsFileOf(headOf(events, { key_id: other.key.slice(4, 14) }), events, signWith(other.key)),
      ],
      [
        'a key of the office',
        eventsFileOf(headOf(events, { key_id: it.officeKey.slice(4, 14) }), events, signWith(it.officeKey)),
      ],
      ['a made-up key', eventsFileOf(headOf(events, { key_id: '0123456789' }), events, signWith(bench.key))],
      ['another secret', eventsFileOf(headOf(events), events, signWith(other.key))],
      ['another hub', fileOf(events, { hub_id: bench.id })],
    ];
    for (const [name, changed, id] of cases) {
      const reply = await bring(changed, id);
      expect([name, reply.status, reply.body.code]).toEqual([name, 422, 'bad_signature']);
    }
    expect((await bring(file, crypto.randomUUID())).body.code).toBe('not_found');
    expect((await it.office('GET', '/v1/summary')).body).toMatchObject({ events: 0, quarantined: 0 });
  });

  test('signed, but not what it says', async () => {
    const events = [bench.event('packer-signed-in'), bench.event('packer-signed-out')];
    for (const fields of [{ to: 3 }, { from: 2, to: 3 }]) {
      const reply = await bring(fileOf(events, fields));
      expect([reply.status, reply.body.code]).toEqual([400, 'invalid_request']);
    }
    const sign = signWith(bench.key);
    const signed = `${JSON.stringify(headOf(events))}\n{"seq":1}\n{"seq":2}\n`;
    const unread = await bring(`${signed}${JSON.stringify({ hmac: sign(signed) })}\n`);
    expect([unread.body.code, unread.body.detail]).toEqual(['invalid_request', expect.stringContaining('Line 2')]);
  });

  test('a gap, another epoch and a fork are told as when the station speaks', async () => {
    await bench.push([bench.event('packer-signed-in')]);
    const ahead = [bench.event('a'), bench.event('b')].slice(1);
    const gap = await bring(fileOf(ahead));
    expect([gap.status, gap.body]).toEqual([409, expect.objectContaining({ code: 'seq_gap', expected: 2 })]);
    const epoch = await bring(fileOf([bench.event('c', { seq: 2 })], { epoch: 2 }));
    expect(epoch.body.code).toBe('wrong_epoch');
    const fork = await bring(fileOf([bench.event('d', { seq: 1 })]));
    expect(fork.body.code).toBe('seq_fork');
  });
});

describe('the file itself', () => {
  test('reads back as it was written, whatever the text', () => {
    const event = { seq: 1, id: '0192f0c1-2345-7abc-8def-0123456789ab', payload: { text: 'a\nb\u2028"\\' } };
    const head = {
      packhouse: 'unsent-events',
      version: 1,
      hub_id: event.id,
      station_id: event.id,
      key_id: '0123456789',
      epoch: 1,
      from: 1,
      to: 1,
      made_at: '2026-11-23T09:00:00.000Z',
    } as const;
    const file = eventsFileOf(head, [event as never], () => 'a'.repeat(64));
    expect(file.split('\n')).toHaveLength(4);
    const read = readEventsFile(file);
    if (!read.ok) throw new Error(read.error);
    expect(read.value.head).toEqual(head);
    expect(read.value.lines.map(eventOfLine)).toEqual([event]);
    expect(file.startsWith(read.value.signed)).toBe(true);
    expect(readEventsFile('').ok).toBe(false);
    expect(readEventsFile(`{"a":1}\n${JSON.stringify({ hmac: 'a'.repeat(64) })}\n`)).toEqual({
      ok: false,
      error: 'no-head',
    });
  });
});
