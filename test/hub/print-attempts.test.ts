import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PrintAttempt, PrintAttemptsSchema } from '../../src/wire/hub-print.ts';
import {
  type Bench,
  databases,
  documentAsk,
  item,
  openTestHub,
  salesOrder,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

describe.each(databases())('print attempts on $name', ({ choose }) => {
  let it: TestHub;
  let bench: Bench;
  let order: string;
  let mira: string;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
    await it.hub.putItems([item('A-1')]);
    order = (await it.hub.addOrder(salesOrder('N-1', { label: 'carrier' }))).order.id;
    mira = (await it.hub.putPeople([{ name: 'Mira K.', role: 'packer', badge: 'XB1001' }])).people[0]?.id ?? '';
  });

  async function ask(query: string): Promise<PrintAttempt[]> {
    const reply = await it.office('GET', `/v1/print-attempts?${query}`);
    expect([query, reply.status]).toEqual([query, 200]);
    return PrintAttemptsSchema.parse(reply.body).attempts;
  }
  const wanted = (job: string, more: object = {}, about: object = { order_id: order }) =>
    bench.event('print-wanted', {
      operator: mira,
      ...about,
      payload: { jobId: job, role: 'label', parcelCode: 'PH0001010000017', copy: 1, reason: 'first', ...more },
    });
  // As benches send them: of a job that is not of the open order they name none.
  const about = (type: string, job: string, payload: object = {}, operator: string | null = mira) =>
    bench.event(type, { operator, payload: { jobId: job, ...payload } });
  const evidence = { transport: 'tcp', bytesTotal: 900, bytesWritten: 900, odometerBefore: 7, odometerAfter: 8 };

  test('tells who printed what, when, where and why, and what came of it, attempt by attempt', async () => {
    const { sha256 } = await it.hub.putDocument(order, documentAsk('TRK-1'));
    const made = 'f'.repeat(64);
    await bench.push([
      wanted('J1'),
      about('document-made', 'J1', { sha256: made, source: sha256, decoded: ['TRK-1'] }),
    ]);
    it.time.nowMs += 1000;
    await bench.push([
      about('print-started', 'J1', { attempt: 1, printer: 'Zebra left' }),
      about('print-not-confirmed', 'J1', {
        state: 'not_sent',
        code: 'NOT_READY',
        conditions: ['paper_out'],
        bytesWritten: 0,
      }),
    ]);
    it.time.nowMs += 1000;
    await bench.push([
      about('print-started', 'J1', { attempt: 2, printer: 'Zebra left' }),
      about('print-troubled', 'J1', { code: 'FAULT_AFTER_SEND', conditions: ['paper_out'] }),
    ]);
    expect((await ask('order=N-1')).map(({ state }) => state)).toEqual(['not_sent', 'attention']);
    it.time.nowMs += 1000;
    await bench.push([
      about('print-confirmed', 'J1', { by: 'odometer', evidence }, null),
      bench.event('label-proved', { order_id: order, payload: { jobId: 'J1', parcelCode: 'PH0001010000017' } }),
      // Another copy on the neighbour's printer, which nobody waits for any more; and one that could not be made.
      wanted('J2', { copy: 2, reason: 'label-torn' }),
      about('job-dropped', 'J2'),
      wanted('J3', { copy: 3, reason: 'moved' }),
      about('document-failed', 'J3', { detail: 'too wide', fault: 'wrong-size' }),
    ]);
    const rows = await ask('order=N-1');
    const common = { order_id: order, number: 'N-1', station: 'Bench 1', role: 'label', parcel: 'PH0001010000017' };
    const first = {
      ...common,
      job_id: 'J1',
      copy: 1,
      reason: 'first',
      wanted_by: 'Mira K.',
      sha256: made,
      source: sha256,
    };
    const printer = 'Zebra left';
    expect(rows).toMatchObject([
      { ...first, attempt: 1, printer, state: 'not_sent', code: 'NOT_READY', started_by: 'Mira K.', proved_at: null },
      { ...first, attempt: 2, printer, state: 'printed', by: 'odometer', evidence, ended_by: null },
      { ...common, job_id: 'J2', copy: 2, reason: 'label-torn', attempt: null, printer: null, state: 'dropped' },
      { ...common, job_id: 'J3', copy: 3, reason: 'moved', attempt: null, state: 'failed', code: 'wrong-size' },
    ]);
    expect([rows[0]?.started_at, rows[1]?.started_at, rows[1]?.ended_at].map((at) => at?.slice(17, 19))).toEqual([
      '01',
      '02',
      '03',
    ]);
    expect(rows[1]?.proved_at).not.toBeNull();
  });

  test('is found by order number, order id, tracking number and parcel code', async () => {
    const { sha256 } = await it.hub.putDocument(order, documentAsk('TRK-1'));
    const own = (await it.hub.addOrder(salesOrder('N-2'))).order.id;
    await bench.push([
      wanted('J1'),
      about('document-made', 'J1', { sha256: 'f'.repeat(64), source: sha256, decoded: [] }),
      wanted('J2', { role: 'slip' }),
      wanted('J3', { parcelCode: 'PH0001010000025' }, { order_id: own }),
    ]);
    const jobs = async (query: string) => (await ask(query)).map(({ job_id }) => job_id).sort();
    expect(await jobs('order=N-1')).toEqual(['J1', 'J2']);
    expect(await jobs(`order=${order.toUpperCase()}`)).toEqual(['J1', 'J2']);
    expect(await jobs('tracking=trk%201')).toEqual(['J1']);
    expect(await jobs('tracking=PH0001010000025')).toEqual(['J3']);
    expect(await jobs('order=N-9')).toEqual([]);
    expect(await jobs('tracking=--')).toEqual([]);
    // A number that left on a parcel without a document here.
    const { granted } = (await bench.claim([own])).body;
    const payload = shippedPayload(2, 'PH0001010000025', 'TRK-77');
    await bench.push([bench.event('order-shipped', { order_id: own, fence: granted[0].fence, payload })]);
    expect(await jobs('tracking=TRK77')).toEqual(['J3']);
  });

  test('events of other versions, with odd payloads, are read as far as they go', async () => {
    await bench.push([
      wanted('J1', { copy: 'two', reason: 7, parcelCode: null }),
      about('print-started', 'J1', { attempt: 0, printer: ['x'] }),
      about('print-confirmed', 'J1', { by: 'packer', evidence: 'none' }),
      bench.event('print-wanted', { order_id: order, payload: { jobId: { not: 'text' } } }),
      bench.event('print-wanted', { order_id: order, payload: {} }),
    ]);
    const rows = await ask('order=N-1');
    expect(rows.find(({ job_id }) => job_id === 'J1')).toMatchObject({
      copy: null,
      reason: null,
      parcel: null,
      attempt: null,
      printer: null,
      state: 'printed',
      by: 'packer',
      evidence: null,
    });
  });

  test.each(['', 'order=1&tracking=2', 'order=', 'colour=blue'])('the question "%s" is refused', async (query) => {
    const reply = await it.office('GET', `/v1/print-attempts?${query}`);
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid_request']);
  });
});
