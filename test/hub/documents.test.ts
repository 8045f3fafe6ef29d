import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeKey } from '../../src/hub/office/key-secret.ts';
import { MAX_DOCUMENT_BYTES } from '../../src/wire/hub-documents.ts';
import { FeedPageSchema } from '../../src/wire/hub-feed.ts';
import {
  type Bench,
  callerOf,
  databases,
  documentAsk,
  GOOD_ADDRESS,
  item,
  openTestHub,
  salesOrder,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const PDF = Buffer.from('%PDF-1.4\nnothing to see\n%%EOF\n');
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(databases())("carriers' documents on $name", ({ choose }) => {
  let it: TestHub;
  let bench: Bench;
  let order: string;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
    await it.hub.putItems([item('A-1')]);
    order = await carrierOrder('1');
  });

  const carrierOrder = async (number: string) =>
    (await it.hub.addOrder(salesOrder(number, { label: 'carrier', carrier: 'Heron Parcel' }))).order.id;
  const put = (ask: object, to = order) => it.office('PUT', `/v1/orders/${to}/documents`, ask);
  const voided = (sha256: string, reason: unknown = 'wrong weight', of = order) =>
    it.office('POST', `/v1/orders/${of}/documents/${sha256}/void`, { reason });
  const codeOf = async (reply: ReturnType<typeof put>) => {
    const { status, body } = await reply;
    return [status, body.code ?? body.outcome];
  };
  async function seen(of = order) {
    const page = FeedPageSchema.parse((await bench.call('GET', '/v1/feed')).body);
    const found = page.items.find((entry) => entry.op === 'upsert' && entry.order.id === of);
    return found?.op === 'upsert' ? found.order : null;
  }

  test('a label is stored once, told on the feed, and fetched byte for byte', async () => {
    const cursor = (await bench.call('GET', '/v1/feed')).body.cursor;
    const before = await seen();
    expect(before?.doc).toMatchObject({ label: 'carrier' });
    expect(before?.doc.documents).toBeUndefined();
    const ask = documentAsk('TRK1');
    const bytes = Buffer.from(ask.bytes, 'base64');
    const reply = await put(ask);
    expect([reply.status, reply.body]).toEqual([201, { outcome: 'created', sha256: hashOf(bytes), warnings: [] }]);

    const page = FeedPageSchema.parse((await bench.call('GET', `/v1/feed?cursor=${cursor}`)).body);
    expect(page.items).toMatchObject([{ op: 'upsert', order: { id: order, rev: (before?.rev ?? 0) + 1 } }]);
    expect((await seen())?.doc.documents).toEqual([
      { sha256: hashOf(bytes), kind: 'label', parcel: 1, format: 'zpl', dpi: 203, tracking: 'TRK1' },
    ]);

    for (const key of [bench.key, it.officeKey]) {
      const headers = { authorization: `Bearer ${key}` };
      const url = `http://hub.test/v1/documents/${hashOf(bytes)}`;
      const got = await it.hub.handle(url, { headers });
      expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
      expect(got.headers.get('cache-control')).toContain('immutable');
      expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
      const etag = got.headers.get('etag') ?? '';
      expect(etag).toBe(`"${hashOf(bytes)}"`);
      const known = await it.hub.handle(url, { headers: { ...headers, 'if-none-match': etag } });
      expect([known.status, await known.text()]).toEqual([304, '']);
    }
  });

  test('the same again is 200 and changes nothing; other documents come beside it', async () => {
    const ask = documentAsk('TRK1');
    await put(ask);
    const { rev } = (await seen()) ?? {};
    const again = await put(ask);
    expect([again.status, again.body.outcome]).toEqual([200, 'unchanged']);
    expect((await seen())?.rev).toBe(rev);

    const paper = { format: 'pdf', dpi: undefined, bytes: PDF.toString('base64') };
    expect(await codeOf(put({ ...ask, ...paper, kind: 'customs' }))).toEqual([201, 'created']);
    expect(await codeOf(put({ ...ask, ...paper, kind: 'return', tracking: 'RET1' }))).toEqual([201, 'created']);
    expect(await codeOf(put({ ...documentAsk('TRK2'), parcel: 2 }))).toEqual([201, 'created']);
    const { body } = await it.office('GET', `/v1/orders/${order}/documents`);
    expect(body.documents.map((each: { kind: string; parcel: number }) => [each.kind, each.parcel])).toEqual([
      ['label', 1],
      ['customs', 1],
      ['return', 1],
      ['label', 2],
    ]);
    expect(body.documents[1]).toMatchObject({ size: PDF.byteLength, voided_at: null });
    // Two ties, one PDF.
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from document`.execute(it.hub.context.db);
    expect(rows[0]?.n).toBe(3);
  });

  test('void before re-buy: another label is refused until the first is voided, and that one never comes back', async () => {
    const first = (await put(documentAsk('TRK1'))).body.sha256;
    expect(await codeOf(put(documentAsk('TRK2')))).toEqual([409, 'label_not_voided']);
    // The same number in other bytes is another label too.
    expect(await codeOf(put(documentAsk('TRK1', ' ')))).toEqual([409, 'label_not_voided']);
    const { rev } = (await seen()) ?? { rev: 0 };

    const answer = await voided(first);
    expect([answer.status, answer.body]).toMatchObject([200, { voided: true, void_reason: 'wrong weight' }]);
    const after = await seen();
    expect([after?.rev, after?.doc.documents]).toMatchObject([rev + 1, [{ sha256: first, voided: true }]]);
    expect((await voided(first, 'another reason')).body).toEqual(answer.body);
    expect((await seen())?.rev).toBe(rev + 1);

    expect(await codeOf(put(documentAsk('TRK1')))).toEqual([409, 'document_voided']);
    expect(await codeOf(put(documentAsk('TRK2')))).toEqual([201, 'created']);
    expect((await seen())?.doc.documents?.map((each) => [each.tracking, each.voided])).toEqual([
      ['TRK1', true],
      ['TRK2', undefined],
    ]);
    // Its bytes stay: what was printed must be seen again.
    const got = await it.hub.handle(`http://hub.test/v1/documents/${first}`, {
      headers: { authorization: `Bearer ${bench.key}` },
    });
    expect(got.status).toBe(200);
    await got.arrayBuffer();
  });

  test('no two labels that hold have one number, however it is written; once voided it is free', async () => {
    const other = await carrierOrder('2');
    const { sha256 } = (await put(documentAsk('TRK 1-a'))).body;
    for (const written of ['TRK 1-a', 'trk1A', ' TRK-1-A']) {
      expect(await codeOf(put(documentAsk(written, written), other))).toEqual([409, 'tracking_in_use']);
    }
    expect(await codeOf(put({ ...documentAsk('TRK1A', 'x'), parcel: 2 }))).toEqual([409, 'tracking_in_use']);
    await voided(sha256);
    expect(await codeOf(put(documentAsk('TRK1A', 'x'), other))).toEqual([201, 'created']);
  });

  test('two at once: one parcel gets one label, one number is given once', async () => {
    const same = await Promise.all(['TRK1', 'TRK2', 'TRK3'].map((tracking) => codeOf(put(documentAsk(tracking)))));
    expect(same.map(([status]) => status).sort()).toEqual([201, 409, 409]);
    const orders = [await carrierOrder('2'), await carrierOrder('3'), await carrierOrder('4')];
    const one = await Promise.all(orders.map((id, index) => codeOf(put(documentAsk('TRK9', ' '.repeat(index)), id))));
    expect(one.map(String).sort()).toEqual(['201,created', '409,tracking_in_use', '409,tracking_in_use']);
    const repeated = await Promise.all([1, 2, 3].map(() => codeOf(put(documentAsk('TRK8'), orders[0] ?? ''))));
    expect(repeated.filter(([status]) => status === 201).length).toBeLessThanOrEqual(1);
    const rows = await it.hub.context.db.selectFrom('order_document').select('tracking_key').execute();
    expect(new Set(rows.map((row) => row.tracking_key)).size).toBe(rows.length);
  });

  test('bytes that are not what they are called, odd numbers and missing facts are refused, and nothing is kept', async () => {
    const ask = documentAsk('TRK1');
    const pdf = { ...ask, format: 'pdf', dpi: undefined };
    const cases: [object, number, string][] = [
      [{ ...ask, bytes: PDF.toString('base64') }, 422, 'wrong_format'],
      [{ ...ask, bytes: Buffer.from('^XA^FDcut off').toString('base64') }, 422, 'wrong_format'],
      [pdf, 422, 'wrong_format'],
      [{ ...pdf, bytes: Buffer.from('%PDF-1.4\ncut off').toString('base64') }, 422, 'wrong_format'],
      [{ ...ask, format: 'png' }, 422, 'wrong_format'],
      [{ ...ask, dpi: undefined }, 400, 'invalid_request'],
      [{ ...ask, format: 'png', dpi: undefined, bytes: PNG.toString('base64') }, 400, 'invalid_request'],
      [{ ...ask, format: 'pdf', bytes: PDF.toString('base64') }, 400, 'invalid_request'],
      [{ ...ask, dpi: 600 }, 400, 'invalid_request'],
      [{ ...ask, parcel: 0 }, 400, 'invalid_request'],
      [{ ...ask, bytes: 'not base64!' }, 400, 'invalid_request'],
      [{ ...ask, bytes: `${ask.bytes}=` }, 400, 'invalid_request'],
      [{ ...ask, tracking: 'TRK\u001d1' }, 400, 'invalid_request'],
      [{ ...ask, tracking: '-- --' }, 400, 'invalid_request'],
      [{ ...ask, colour: 'blue' }, 400, 'invalid_request'],
    ];
    for (const [body, status, code] of cases) {
      expect([body, ...(await codeOf(put(body)))]).toEqual([body, status, code]);
    }
    expect(await it.hub.context.db.selectFrom('document').select('sha256').execute()).toEqual([]);
    expect(await codeOf(put({ ...ask, format: 'png', bytes: PNG.toString('base64') }))).toEqual([201, 'created']);
  });

  test('2 MiB are taken, one byte more is not, and neither is a body without end', async () => {
    const big = (size: number) => ({ ...documentAsk('TRK1'), bytes: zplOf(size).toString('base64') });
    const fits = await put(big(MAX_DOCUMENT_BYTES));
    expect(fits.status).toBe(201);
    const got = await it.hub.handle(`http://hub.test/v1/documents/${fits.body.sha256}`, {
      headers: { authorization: `Bearer ${bench.key}` },
    });
    expect(Buffer.from(await got.arrayBuffer()).equals(zplOf(MAX_DOCUMENT_BYTES))).toBe(true);
    await voided(fits.body.sha256);
    expect(await codeOf(put(big(MAX_DOCUMENT_BYTES + 1)))).toEqual([413, 'too_large']);
    expect(await codeOf(put(big(4 * MAX_DOCUMENT_BYTES)))).toEqual([413, 'too_large']);
  });

  test('an order that makes its own label, has left or is cancelled takes none', async () => {
    const own = (await it.hub.addOrder(salesOrder('own'))).order.id;
    expect(await codeOf(put(documentAsk('TRK5'), own))).toEqual([409, 'wrong_state']);
    const customs = { ...documentAsk('TRK5'), kind: 'customs' };
    expect(await codeOf(put(customs, own))).toEqual([201, 'created']);
    await it.office('PATCH', `/v1/orders/${own}`, { label: 'carrier' });
    expect(await codeOf(put(documentAsk('TRK5'), own))).toEqual([201, 'created']);

    await it.office('POST', `/v1/orders/${order}/cancel`);
    expect(await codeOf(put(documentAsk('TRK1')))).toEqual([409, 'wrong_state']);
    expect(await codeOf(put(documentAsk('TRK1'), uuidv7()))).toEqual([404, 'not_found']);
    expect(await codeOf(voided('a'.repeat(64)))).toEqual([404, 'not_found']);
    expect(await codeOf(voided('a'.repeat(64), 'x', uuidv7()))).toEqual([404, 'not_found']);
    expect((await voided('A'.repeat(64))).status).toBe(400);
    expect((await voided('a'.repeat(64), '')).status).toBe(400);
    expect((await it.office('GET', `/v1/orders/${uuidv7()}/documents`)).status).toBe(404);
  });

  test('the label of a cancelled order can be voided; one that is out on a parcel cannot', async () => {
    const gone = await carrierOrder('2');
    const left = (await put(documentAsk('TRK2'), gone)).body.sha256;
    const unused = (await put({ ...documentAsk('TRK3'), parcel: 2 }, gone)).body.sha256;
    await ship(gone, 'TRK2');
    expect(await codeOf(voided(left, 'late', gone))).toEqual([409, 'wrong_state']);
    expect((await voided(unused, 'not used', gone)).status).toBe(200);
    expect(await codeOf(put(documentAsk('TRK7'), gone))).toEqual([409, 'wrong_state']);

    const { sha256 } = (await put(documentAsk('TRK1'))).body;
    await it.office('POST', `/v1/orders/${order}/cancel`);
    expect((await voided(sha256)).status).toBe(200);
    expect(await codeOf(put(documentAsk('TRK2', 'again')))).toEqual([409, 'wrong_state']);
    const third = await carrierOrder('3');
    expect(await codeOf(put(documentAsk('TRK2', 'again'), third))).toEqual([409, 'tracking_in_use']);
    // A number that left on a parcel whose label was never told here.
    await ship(await carrierOrder('4'), 'TRK50');
    expect(await codeOf(put(documentAsk('TRK50'), third))).toEqual([409, 'tracking_in_use']);
  });

  test('what stands on a label that was bought does not change under it', async () => {
    const patch = (change: object) => codeOf(it.office('PATCH', `/v1/orders/${order}`, change));
    const { sha256 } = (await put(documentAsk('TRK1'))).body;
    const elsewhere = { ...GOOD_ADDRESS, city: 'Bonn' };
    for (const change of [{ to: elsewhere }, { carrier: 'Blue Tern Post' }, { service: 'Express' }, { label: null }]) {
      expect(await patch(change)).toEqual([409, 'label_not_voided']);
    }
    const said = salesOrder('1', { label: 'carrier', carrier: 'Heron Parcel', to: elsewhere });
    expect((await it.hub.addOrder(said)).outcome).toBe('changed-too-late');
    // What the label does not say may change, and the same address is no change.
    for (const change of [{ priority: 2 }, { note: 'ring twice' }, { to: GOOD_ADDRESS }]) {
      expect((await it.office('PATCH', `/v1/orders/${order}`, change)).status).toBe(200);
    }
    expect((await seen())?.doc).toMatchObject({ note: 'ring twice', documents: [{ tracking: 'TRK1' }] });
    await voided(sha256);
    expect((await it.office('PATCH', `/v1/orders/${order}`, { to: elsewhere })).status).toBe(200);
    expect((await seen())?.doc).toMatchObject({ to: { city: 'Bonn' }, documents: [{ voided: true }] });
    expect((await it.office('PATCH', `/v1/orders/${order}`, { label: null })).status).toBe(200);
    expect((await seen())?.doc.label).toBeUndefined();
  });

  test('a number that looks wrong is taken with a warning', async () => {
    const ups = (await it.hub.addOrder(salesOrder('2', { label: 'carrier', carrier: 'UPS' }))).order.id;
    const warn = async (tracking: string) => {
      const { body } = await put(documentAsk(tracking), ups);
      await voided(body.sha256, 'next', ups);
      return body.warnings;
    };
    expect(await warn('1Z999AA10123456784')).toEqual([]);
    expect(await warn('1Z12345E0205271688')).toEqual(['tracking-check-digit']);
    expect(await warn('986578788855')).toEqual(['tracking-other-carrier']);
    expect(await warn('something else')).toEqual([]);
  });

  test("a station sees the documents of its own warehouse's orders alone", async () => {
    const { db } = it.hub.context;
    const warehouse_id = uuidv7();
    await db.insertInto('warehouse').values({ id: warehouse_id, code: warehouse_id, name: 'Other' }).execute();
    const id = uuidv7();
    await db.insertInto('station').values({ id, no: 99, warehouse_id, name: 'Far bench' }).execute();
    const { key, keyId, hash } = makeKey('psk');
    await db.insertInto('station_key').values({ key_id: keyId, station_id: id, secret_hash: hash }).execute();
    const { sha256 } = (await put(documentAsk('TRK1'))).body;
    const ask = (as: string) => callerOf(it.hub, as)('GET', `/v1/documents/${sha256}`);
    expect(await codeOf(ask(key))).toEqual([404, 'not_found']);
    // The same bytes on an order of its own make them its own.
    await db.updateTable('orders').set({ warehouse_id }).where('id', '=', order).execute();
    expect(await codeOf(callerOf(it.hub, bench.key)('GET', `/v1/documents/${sha256}`))).toEqual([404, 'not_found']);
    const got = await it.hub.handle(`http://hub.test/v1/documents/${sha256}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(got.status).toBe(200);
    await got.arrayBuffer();
    expect((await callerOf(it.hub, bench.key)('GET', '/v1/documents/abc')).status).toBe(400);
  });

  test('an order that is held hears of its label when it is let go', async () => {
    const held = await it.hub.addOrder(salesOrder('2', { label: 'carrier', to: { name: 'Nobody' } }));
    expect(held.order.state).toBe('on_hold');
    expect(await codeOf(put(documentAsk('TRK2'), held.order.id))).toEqual([201, 'created']);
    expect(await seen(held.order.id)).toBeNull();
    // Its address stands on the label, so that has to go first.
    const { documents } = (await it.office('GET', `/v1/orders/${held.order.id}/documents`)).body;
    await voided(documents[0].sha256, 'no address', held.order.id);
    await it.office('PATCH', `/v1/orders/${held.order.id}`, { to: GOOD_ADDRESS });
    expect((await seen(held.order.id))?.doc).toMatchObject({ label: 'carrier', documents: [{ voided: true }] });
  });

  async function ship(id: string, tracking: string) {
    const { granted } = (await bench.claim([id])).body;
    const payload = shippedPayload(2, 'PH0001010000017', tracking);
    return bench.push([bench.event('order-shipped', { order_id: id, fence: granted[0].fence, payload })]);
  }
});

function zplOf(size: number): Buffer {
  return Buffer.from(`^XA^FX${' '.repeat(size - 9)}^XZ`);
}
