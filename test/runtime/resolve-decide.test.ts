import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import type { Order } from '../../src/core/order.ts';
import { momentOf } from '../../src/runtime/lookup.ts';
import { resolve } from '../../src/runtime/resolve.ts';
import { signedIn, type TestBench } from '../core/bench.ts';
import { opened, orderFor, shipped } from '../devices/store/store-fixture.ts';
import { AT_MS, CAMERA, type Desk, MUG, MUG_GTIN, openDesk } from './resolve-fixture.ts';

/** What was looked up, as the core takes it: a bench whose scans go through the real stores. */
let desk: Desk;
let bench: TestBench;
let scans: number;
beforeEach(() => {
  desk = openDesk();
  bench = signedIn([]);
  scans = 0;
});
afterEach(() => desk.close());

function read(text: string): ReturnType<TestBench['send']> {
  scans += 1;
  const { aim, payload, warnings } = decode({ text }, { aim: 'auto', today: '2026-11-23' });
  const id = `scanner:boot:${scans}`;
  const scan = { id, source: 'scanner', kind: 'serial', atMs: AT_MS + scans * 1000, aim, payload, warnings } as const;
  return bench.send({ type: 'scan', scan, found: resolve(scan, desk.sources, momentOf(bench.state, true)) });
}

function pull(...orders: readonly Order[]): void {
  desk.test.pull({ orders });
}

describe('with nothing open', () => {
  it('an item opens the most urgent order that wants nothing else, then counts in it', () => {
    pull(
      orderFor('many', [MUG, CAMERA], { priority: 1 }),
      orderFor('later', [MUG]),
      orderFor('soon', [MUG], { priority: 2 }),
    );
    expect(read(MUG_GTIN).ok).toBe(true);
    expect(bench.state.work?.order.number).toBe('soon');
    expect(read(MUG_GTIN).ok).toBe(true);
    expect(Object.values(bench.state.work?.packed ?? {})).toEqual([1]);
  });

  it('a serial opens the order it is set aside for', () => {
    pull(orderFor('other', [CAMERA], { priority: 1 }), orderFor('aside', [{ ...CAMERA, serials: ['S-1'] }]));
    read('S-1');
    expect(bench.state.work?.order.number).toBe('aside');
  });

  it('an item that no order wants opens nothing and is told', () => {
    expect(read(MUG_GTIN)).toMatchObject({ ok: false, code: 'no-order-open' });
  });
});

describe('while an order is packed', () => {
  it('the code of a taught item counts, an unknown case is told by what is inside', async () => {
    const order = orderFor('10482', [{ ...MUG, quantity: 2 }]);
    pull(order);
    read('10482');
    expect(read('TAUGHT')).toMatchObject({ ok: false, code: 'unknown-code' });
    bench.act('acknowledge');
    const barcode = { kind: 'text', value: 'TAUGHT', factor: 1 } as const;
    await desk.test.tell({ type: 'barcode-learned', sku: MUG.sku, barcode, orderId: null });
    expect(read('TAUGHT').ok).toBe(true);
    expect(read(']I159520000000030')).toMatchObject({ ok: false, code: 'case-unknown' });
  });

  it('a serial that left before is refused, scanned with the item or after it', async () => {
    const before = orderFor('10400', [CAMERA]);
    const [line] = before.doc.lines;
    if (line === undefined) throw new Error('no line');
    await desk.test.tell(opened(before), shipped(before, { lineId: line.id, units: 1, serial: 'S-1' }));
    pull(orderFor('10482', [CAMERA]));
    read('10482');
    expect(read(']C1010952000000004221S-1')).toMatchObject({ ok: false, code: 'serial-shipped' });
    bench.act('acknowledge');
    expect(read(']E09520000000042').ok).toBe(true);
    expect(bench.state.work?.capture?.ask).toBe('serial');
    expect(read('S-1')).toMatchObject({ ok: false, code: 'serial-shipped', detail: { number: '10400' } });
    bench.act('acknowledge');
    expect(read('S-2').ok).toBe(true);
    expect(bench.state.work?.packs).toMatchObject([{ serial: 'S-2' }]);
  });
});
