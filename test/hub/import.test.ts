import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ImportReport, ImportReportSchema } from '../../src/wire/hub-office.ts';
import { callerOf, item, openTestHub, type TestHub } from './hub-fixture.ts';

const HEADER = 'order,sku,name,quantity,recipient,street,city,postcode,country';
const retail = new URL('../../../shared/data/online-retail.csv', import.meta.url);

/** A row of the order-lines mapping that is fine unless a field is replaced. */
function row(order: string, fields: Partial<Record<string, string>> = {}): string {
  const good: Record<string, string> = {
    order,
    sku: 'A-1',
    name: 'Thing',
    quantity: '2',
    recipient: 'Zoë Müller',
    street: 'Lindenweg 4',
    city: 'Köln',
    postcode: '50667',
    country: 'DE',
  };
  return HEADER.split(',')
    .map((column) => fields[column] ?? good[column])
    .join(',');
}

if (!existsSync(retail)) console.info('../shared/data/online-retail.csv is not here: its import is not tested.');

describe('import', () => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub();
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    await it.hub.putItems([item('A-1'), item('B-2')]);
  });

  async function importFile(
    lines: readonly string[] | Uint8Array,
    query = 'mapping=order-lines',
  ): Promise<ImportReport> {
    const body = lines instanceof Uint8Array ? lines : lines.join('\n');
    const reply = await it.office('POST', `/v1/orders/import?${query}`, body);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    return ImportReportSchema.parse(reply.body);
  }
  const refusal = async (body: string | Uint8Array, mapping = 'order-lines') =>
    (await it.office('POST', `/v1/orders/import?mapping=${mapping}`, body)).body;
  const orders = async () => (await it.office('GET', '/v1/orders')).body.orders;

  test('good rows become ready orders, wherever in the file they stand; again changes nothing', async () => {
    const file = [HEADER, row('1'), row('2', { sku: 'B-2' }), row('1', { sku: 'B-2', quantity: '1' }), ''];
    expect(await importFile(file)).toMatchObject({ rows: 3, orders: 2, imported: 2, ready: 2, rejected: 0 });
    const first = await orders();
    expect(first).toMatchObject([
      { number: '1', state: 'ready', rev: 1, lines: 2, units: 3 },
      { number: '2', lines: 1 },
    ]);
    expect(await importFile(file)).toMatchObject({ imported: 0, updated: 0, unchanged: 2, ready: 2 });
    expect(await orders()).toEqual(first);
  });

  test('a quoted line break, quotes, CRLF and a byte order mark are fine', async () => {
    const file = `\uFEFF${HEADER}\r\n${row('1', { recipient: '"Zoë\r\nMüller"', street: '"Lindenweg ""4"", left"' })}\r\n${row('2')}`;
    const report = await importFile(Buffer.from(file));
    expect(report).toMatchObject({ rows: 2, ready: 2, rejected: 0 });
    const { doc } = await it.hub.context.db
      .selectFrom('orders')
      .select('doc')
      .where('number', '=', '1')
      .executeTakeFirstOrThrow();
    expect(doc?.to).toMatchObject({ name: 'Zoë Müller', street: 'Lindenweg "4", left' });
  });

  test('missing columns are named all at once, and nothing is imported', async () => {
    const problem = await refusal(['order,sku,nombre', '1,A-1,2'].join('\n'));
    expect(problem).toMatchObject({ status: 422, code: 'missing_columns' });
    for (const column of ['name', 'quantity', 'recipient', 'street', 'city', 'postcode', 'country'])
      expect(problem.detail).toContain(`"${column}" is missing`);
    expect(await refusal('')).toMatchObject({ code: 'missing_columns' });
    expect(await refusal([`${HEADER},sku`, row('1')].join('\n'))).toMatchObject({
      code: 'missing_columns',
      detail: expect.stringContaining('"sku" stands 2 times'),
    });
    expect(await orders()).toEqual([]);
  });

  test('a wrong encoding is found: UTF-16 at once, a Latin-1 row with its line', async () => {
    expect(await refusal(Buffer.from(`\uFEFF${HEADER}\n${row('1')}`, 'utf16le'))).toMatchObject({
      status: 422,
      code: 'wrong_encoding',
    });
    const file = Buffer.concat([
      Buffer.from(`${HEADER}\n${row('1')}\n`),
      Buffer.from(row('2'), 'latin1'),
      Buffer.from(`\n${row('3')}\n`),
    ]);
    const report = await importFile(file);
    expect(report).toMatchObject({ rows: 3, ready: 2, rejected_rows: [{ line: 3, code: 'wrong-encoding' }] });
    expect(report.rejected_rows[0]?.detail).toMatch(/byte 0xEB at position \d+.*windows-1252/);
  });

  test('a line of 20 MB costs that one line', async () => {
    const file = [HEADER, row('1'), row('2', { name: 'x'.repeat(20_000_000) }), row('3')];
    const report = await importFile(Buffer.from(file.join('\n')));
    expect(report).toMatchObject({
      rows: 3,
      imported: 2,
      ready: 2,
      rejected: 1,
      rejected_rows: [{ line: 3, code: 'too-long' }],
    });
  });

  test('a quote that never closes costs that one line', async () => {
    const others = Array.from({ length: 16 }, (_, index) => row(`N${index}`));
    const report = await importFile([HEADER, row('1'), row('2', { recipient: '"Zoë' }), row('3'), ...others]);
    expect(report).toMatchObject({ rejected: 1, rejected_rows: [{ line: 3, code: 'too-long' }], ready: 18 });
  });

  test('each bad row is told with its line and reason; the good ones are in', async () => {
    const bad: [string, string][] = [
      [row('X1', { quantity: 'two' }), 'bad-quantity'],
      [row('X2', { quantity: '1.5' }), 'bad-quantity'],
      [row('X3', { sku: '' }), 'no-sku'],
      [row(''), 'no-order-number'],
      ['X5,A-1', 'column-count'],
      [`${row('X6')},more`, 'column-count'],
      [row('X7', { street: 'bell\u0007road' }), 'control-character'],
      [row('X8', { name: 'n'.repeat(300) }), 'text-too-long'],
    ];
    // Good rows around each bad one, so that nothing but the bad row's own neighbours can be touched.
    const file = [HEADER, ...bad.flatMap(([line], index) => [line, row(`G${index}`)])];
    const report = await importFile(file);
    expect(report.rejected_rows.map(({ line, code }) => [line, code])).toEqual(
      bad.map(([, code], index) => [2 + index * 2, code]),
    );
    expect(report.rows).toBe(16);
    const numbers: string[] = (await orders()).map((order: { number: string }) => order.number);
    expect(numbers.sort()).toEqual(bad.map((_, index) => `G${index}`));
    // Nobody knows which order the row without a number belongs to: both neighbours wait for a person.
    expect(report.on_hold.map(({ number, reasons }) => [number, reasons[0]?.code])).toEqual([
      ['G2', 'unreadable-rows'],
      ['G3', 'unreadable-rows'],
    ]);
    expect(report.ready).toBe(6);
  });

  test('an order with one unreadable row is held: it would be packed incomplete', async () => {
    const report = await importFile([HEADER, row('1'), row('1', { sku: 'B-2', quantity: '?' }), row('2')]);
    expect(report).toMatchObject({ ready: 1, on_hold: [{ number: '1', reasons: [{ code: 'unreadable-rows' }] }] });
    const mended = await importFile([HEADER, row('1'), row('1', { sku: 'B-2', quantity: '4' }), row('2')]);
    expect(mended).toMatchObject({ updated: 1, unchanged: 1, ready: 2, on_hold: [] });
  });

  test('nothing that is not work becomes ready, and every reason is told', async () => {
    const report = await importFile([
      HEADER,
      row('zero', { quantity: '0' }),
      row('negative', { quantity: '-2' }),
      row('unknown', { sku: 'ZZZ' }),
      row('nowhere', { street: '', postcode: '' }),
      row('abroad', { country: 'Atlantis' }),
      row('all', { quantity: '0', sku: 'ZZZ', city: '' }),
    ]);
    expect(report.ready).toBe(0);
    expect(
      report.on_hold.map(({ number, reasons }) => [number, reasons.map((reason) => reason.code).join(' ')]),
    ).toEqual([
      ['zero', 'bad-quantity'],
      ['negative', 'bad-quantity'],
      ['unknown', 'unknown-sku'],
      ['nowhere', 'incomplete-address'],
      ['abroad', 'incomplete-address'],
      ['all', 'bad-quantity unknown-sku incomplete-address'],
    ]);
    const bench = await it.station('Bench 1');
    const feed = await bench.call('GET', '/v1/feed');
    expect(feed.body.items.filter((entry: { op: string }) => entry.op === 'upsert')).toEqual([]);
  });

  test('held orders go when what they waited for comes', async () => {
    await importFile([HEADER, row('1', { sku: 'NEW' }), row('2', { sku: 'NEW' })]);
    expect((await it.office('POST', `/v1/orders/${(await orders())[0].id}/release-hold`)).body).toMatchObject({
      code: 'still_held',
      reasons: [{ code: 'unknown-sku' }],
    });
    expect((await it.office('PUT', '/v1/items', { items: [item('NEW')] })).body).toEqual({ changed: 1, released: 2 });
    expect((await it.office('PUT', '/v1/items', { items: [item('NEW')] })).body).toEqual({ changed: 0, released: 0 });
    expect((await orders()).map((order: { state: string }) => order.state)).toEqual(['ready', 'ready']);
  });

  test('stock is reserved by the order, and short stock holds the next one until more is there', async () => {
    await it.office('PUT', '/v1/stock', { stock: [{ sku: 'A-1', on_hand: 3 }] });
    const report = await importFile([HEADER, row('1'), row('2')]);
    expect(report).toMatchObject({
      ready: 1,
      on_hold: [
        { number: '2', reasons: [{ code: 'short-stock', detail: expect.stringContaining('A-1 (2 wanted, 1 free)') }] },
      ],
    });
    const id = (await orders()).find((order: { number: string }) => order.number === '1').id;
    await it.office('POST', `/v1/orders/${id}/cancel`);
    expect((await it.office('PUT', '/v1/stock', { stock: [{ sku: 'A-1', on_hand: 2 }] })).body).toEqual({
      changed: 1,
      released: 1,
    });
    expect(await it.hub.context.db.selectFrom('stock').select(['on_hand', 'allocated']).execute()).toEqual([
      { on_hand: 2, allocated: 2 },
    ]);
  });

  test('a changed row updates an order that nobody has, and is only reported for one that a station has', async () => {
    await importFile([HEADER, row('1'), row('2')]);
    const bench = await it.station('Bench 1');
    await bench.claim([(await orders()).find((order: { number: string }) => order.number === '2').id]);
    const report = await importFile([HEADER, row('1', { quantity: '5' }), row('2', { quantity: '5' })]);
    expect(report).toMatchObject({ updated: 1, changed_too_late: ['2'] });
    expect(
      (await orders()).map((order: { number: string; units: number }) => [order.number, order.units]).sort(),
    ).toEqual([
      ['1', 5],
      ['2', 2],
    ]);
  });

  test('an unknown mapping is answered with those that exist', async () => {
    expect(await refusal(HEADER, 'nothing')).toMatchObject({
      status: 404,
      code: 'unknown_mapping',
      detail: expect.stringContaining('online-retail'),
    });
    expect((await callerOf(it.hub, null)('POST', '/v1/orders/import?mapping=order-lines', HEADER)).status).toBe(401);
  });

  describe.runIf(existsSync(retail))('the online-retail file', () => {
    const file = existsSync(retail) ? readFileSync(retail) : Buffer.alloc(0);
    const all = 'mapping=online-retail&learn_catalogue=true&stock=1000';
    const codes = (report: ImportReport) =>
      [...new Set(report.on_hold.flatMap(({ reasons }) => reasons.map((reason) => reason.code)))].sort();

    test('as it is, nothing is pickable: no addresses, no catalogue; cancellations are cancelled', async () => {
      const report = await importFile(file, 'mapping=online-retail');
      expect(report).toMatchObject({
        rows: 541,
        orders: 45,
        imported: 45,
        ready: 0,
        rejected: 0,
        skipped_lines: 3,
        learned_items: 0,
      });
      expect(report.cancelled).toEqual(['C536379', 'C536383', 'C536391']);
      expect(report.on_hold).toHaveLength(42);
      expect(codes(report)).toEqual(['incomplete-address', 'unknown-sku']);
    });

    test('with a learned catalogue its orders still wait for an address', async () => {
      const report = await importFile(file, all);
      expect(report).toMatchObject({ ready: 0 });
      expect(codes(report)).toEqual(['incomplete-address']);
      expect(report.on_hold).toHaveLength(42);
    });

    test('with made-up addresses they are ready, and every address says that it is made up', async () => {
      const report = await importFile(file, `${all}&made_up_addresses=true`);
      expect(report).toMatchObject({ ready: 42, on_hold: [], learned_items: 355 });
      const docs = await it.hub.context.db
        .selectFrom('orders')
        .select(['number', 'doc'])
        .where('state', '=', 'ready')
        .execute();
      expect(docs.every(({ doc }) => doc?.to.invented === true)).toBe(true);
      const lines = docs.flatMap(({ doc }) => doc?.lines ?? []);
      expect(lines.filter((line) => ['POST', 'D', 'M'].includes(line.sku))).toEqual([]);
      expect(lines.every((line) => line.quantity >= 1 && line.barcodes.length === 1)).toBe(true);
      expect(new Set(docs.map(({ doc }) => doc?.to.country))).toEqual(new Set(['GB', 'FR', 'NL', 'AU']));
      const { doc } = await it.hub.context.db
        .selectFrom('sales_order')
        .select('doc')
        .where('number', '=', '536370')
        .executeTakeFirstOrThrow();
      expect(doc.order.lines.filter((line) => line.charge).map((line) => line.sku)).toEqual(['POST']);
      const again = await importFile(file, `${all}&made_up_addresses=true`);
      expect(again).toMatchObject({ imported: 0, updated: 0, unchanged: 45, learned_items: 0 });
    });

    test('made-up addresses are no way around a mapping that has addresses', async () => {
      const report = await importFile([HEADER, row('1', { street: '' })], 'mapping=order-lines&made_up_addresses=true');
      expect(report).toMatchObject({ ready: 0, on_hold: [{ reasons: [{ code: 'incomplete-address' }] }] });
    });
  });
});
