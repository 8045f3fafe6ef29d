import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParcelCode } from '../../src/core/ids.ts';
import { type Bench, databases, documentAsk, item, openTestHub, salesOrder, type TestHub } from './hub-fixture.ts';

describe.each(databases())('one tracking number on two parcels, on $name', ({ choose }) => {
  let it: TestHub;
  let bench: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    bench = await it.station('Bench 1');
    await it.hub.putItems([item('A-1')]);
  });

  const order = async (number: string) => (await it.hub.addOrder(salesOrder(number, { label: 'carrier' }))).order.id;
  const parcel = (code: string, tracking: string | undefined, units = 2) => ({
    parcelCode: code as ParcelCode,
    lines: [{ lineId: 'L1', units }],
    ...(tracking === undefined ? {} : { tracking }),
  });
  async function shipped(of: Bench, id: string, parcels: readonly object[]) {
    const { granted } = (await of.claim([id])).body;
    const shipment = { carrier: 'Heron Parcel', service: 'Standard', parcels };
    return of.event('order-shipped', { order_id: id, fence: granted[0]?.fence ?? 1, payload: { shipment } });
  }
  const outcomes = async (of: Bench, ...events: unknown[]) =>
    (await of.push(events)).body.results.map((result: { outcome: string; code?: string }) => [
      result.outcome,
      result.code ?? null,
    ]);
  const stateOf = async (id: string) =>
    (await it.hub.context.db.selectFrom('orders').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
  const conflicts = () => it.hub.context.db.selectFrom('conflict').select(['order_id', 'kind']).orderBy('id').execute();

  test('the second order is kept, not accepted, and goes to review', async () => {
    const [one, two] = [await order('1'), await order('2')];
    expect(await outcomes(bench, await shipped(bench, one, [parcel('P1', 'TRK 1')]))).toEqual([['applied', null]]);
    const second = await shipped(bench, two, [parcel('P2', 'trk-1')]);
    expect(await outcomes(bench, second)).toEqual([['conflict', 'tracking_twice']]);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['shipped', 'review']);
    expect(await conflicts()).toEqual([{ order_id: two, kind: 'tracking_twice' }]);
    const shipments = await it.hub.context.db
      .selectFrom('shipment')
      .select(['order_id', 'accepted', 'tracking'])
      .orderBy('id')
      .execute();
    expect(shipments).toEqual([
      { order_id: one, accepted: true, tracking: 'TRK 1' },
      { order_id: two, accepted: false, tracking: 'trk-1' },
    ]);
    // The station hears of it.
    const { items } = (await bench.call('GET', '/v1/feed')).body;
    expect(items.find((entry: { order?: { id: string } }) => entry.order?.id === two).order).toMatchObject({
      state: 'review',
      claim: null,
    });
    // A lost answer: the same event again is no third parcel.
    expect(await outcomes(bench, second)).toEqual([['duplicate', 'tracking_twice']]);
  });

  test('within one batch and within one shipment too', async () => {
    const [one, two, three] = [await order('1'), await order('2'), await order('3')];
    expect(
      await outcomes(
        bench,
        await shipped(bench, one, [parcel('P1', 'TRK1', 1), parcel('P2', 'TRK2', 1)]),
        await shipped(bench, two, [parcel('P3', 'TRK2')]),
        await shipped(bench, three, [parcel('P4', 'TRK3', 1), parcel('P5', 'TRK3', 1)]),
      ),
    ).toEqual([
      ['applied', null],
      ['conflict', 'tracking_twice'],
      ['conflict', 'tracking_twice'],
    ]);
  });

  test('two benches that tell at the same time: exactly one is accepted', async () => {
    const benches = [bench, await it.station('Bench 2'), await it.station('Bench 3'), await it.station('Bench 4')];
    const events = await Promise.all(
      benches.map(async (each, no) => shipped(each, await order(`${no}`), [parcel(`P${no}`, 'TRK1')])),
    );
    const told = await Promise.all(benches.map((each, no) => outcomes(each, events[no])));
    expect(told.flat().filter(([outcome]) => outcome === 'applied')).toHaveLength(1);
    expect(told.flat().filter(([, code]) => code === 'tracking_twice')).toHaveLength(3);
  });

  test('the same parcel told by two benches is one parcel that was shipped twice over, as before', async () => {
    const one = await order('1');
    const first = await shipped(bench, one, [parcel('P1', 'TRK1')]);
    const other = await it.station('Bench 2');
    expect(await outcomes(bench, first)).toEqual([['applied', null]]);
    const again = other.event('order-shipped', { ...first, id: crypto.randomUUID(), seq: 1 });
    expect(await outcomes(other, again)).toEqual([['conflict', 'double_ship']]);
  });

  test('parcels without a number, and the numbers of what is in quarantine, hold up none', async () => {
    const [one, two, three] = [await order('1'), await order('2'), await order('3')];
    const lost = bench.event('order-shipped', {
      order_id: crypto.randomUUID(),
      payload: { shipment: { carrier: 'c', service: 's', parcels: [parcel('P0', 'TRK9')] } },
    });
    expect(
      await outcomes(
        bench,
        lost,
        await shipped(bench, one, [parcel('P1', undefined)]),
        await shipped(bench, two, [parcel('P2', ' - ')]),
        await shipped(bench, three, [parcel('P3', 'TRK9')]),
      ),
    ).toEqual([
      ['quarantined', 'unknown_order'],
      ['applied', null],
      ['applied', null],
      ['applied', null],
    ]);
  });

  test('a parcel that left with a voided label, or with that of another order, goes to review', async () => {
    const one = await order('1');
    const { sha256 } = await it.hub.putDocument(one, documentAsk('TRK1'));
    await it.hub.voidDocument(one, sha256, 'wrong weight');
    await it.hub.putDocument(one, documentAsk('TRK2'));
    expect(await outcomes(bench, await shipped(bench, one, [parcel('P1', 'TRK1')]))).toEqual([
      ['conflict', 'label_voided'],
    ]);
    expect(await stateOf(one)).toBe('review');
    const two = await order('2');
    await it.hub.putDocument(two, documentAsk('TRK3'));
    // Another order's label is on the box.
    const three = await order('3');
    expect(await outcomes(bench, await shipped(bench, three, [parcel('P3', 'TRK2')]))).toEqual([
      ['conflict', 'foreign_label'],
    ]);
    expect(await stateOf(three)).toBe('review');
    expect(await outcomes(bench, await shipped(bench, two, [parcel('P2', 'TRK3')]))).toEqual([['applied', null]]);
  });
});
