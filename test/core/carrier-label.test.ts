import { describe, expect, it } from 'vitest';
import type { CarrierDocument, Order } from '../../src/core/order.ts';
import { boxOf, phaseOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import { labelOf, line, MUG, opened, orderWith, PRINTERS, type TestBench, types } from './bench.ts';

const TRK = 'TRK0012345678905';
const ROUTED = `%0004021${TRK}`;

function document(tracking: string, change: Partial<CarrierDocument> = {}): CarrierDocument {
  return { sha256: tracking.padEnd(64, '0'), kind: 'label', parcel: 1, format: 'zpl', dpi: 203, tracking, ...change };
}

function carriers(documents: readonly CarrierDocument[], rev = 1): Order {
  return { ...orderWith('20482', { label: 'carrier', documents }, line(1, 'M-02', 1)), rev };
}

function packedFor(order: Order): TestBench {
  const bench = opened(order);
  bench.scan(MUG);
  return bench;
}

function refuseDocument(bench: TestBench): void {
  const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
  bench.send({ type: 'refuse-document', jobId, fault: 'no-carrier-label', detail: 'box 1' });
}

function print(bench: TestBench, proof: readonly string[]): void {
  const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
  bench.send({ type: 'take-document', jobId, sha256: 'ab', decoded: proof, proof, source: 'cd', printer: PRINTERS[0] });
  bench.send({ type: 'end-print', jobId, outcome: { state: 'printed', by: 'odometer' } });
}

describe('a carrier’s label', () => {
  it('is awaited where it is not here yet, printed when it comes, and proved by any of its codes', () => {
    const bench = packedFor(carriers([]));
    refuseDocument(bench);
    expect(labelOf(bench)).toMatchObject({ state: 'awaited', fault: 'no-carrier-label' });
    expect(viewOf(bench.state, around(bench.facts)).band.code).toBe('label-awaited');

    bench.send({ type: 'order-changed', order: carriers([document(TRK)], 2) });
    expect(bench.entries.at(-1)?.event).toMatchObject({ type: 'documents-changed', rev: 2 });
    const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
    expect(types(bench.send({ type: 'documents-here', jobId }).events)).toEqual(['print-wanted']);
    print(bench, [TRK, ROUTED]);
    expect(viewOf(bench.state, around(bench.facts)).screen).toMatchObject({ name: 'prove', tracking: TRK });
    expect(types(bench.scan(ROUTED).events)).toEqual(['label-proved', 'order-shipped']);
    expect(bench.entries.at(-1)?.event).toMatchObject({ shipment: { parcels: [{ tracking: TRK }] } });
    expect(bench.state.waiting).toMatchObject([{ codes: [TRK, ROUTED] }]);
  });

  it('that is awaited lets the bench go on', () => {
    const bench = packedFor(carriers([]));
    refuseDocument(bench);
    expect(bench.act('park').ok).toBe(true);
    expect(phaseOf(bench.state)).toBe('ready');
  });

  it('is not proved by our own number, nor by another label', () => {
    const bench = packedFor(carriers([document(TRK)]));
    print(bench, [TRK]);
    const own = (bench.state.work && boxOf(bench.state.work).parcelCode) ?? '';
    expect(bench.scan(own)).toMatchObject({ ok: false, code: 'wrong-label' });
    bench.act('acknowledge');
    bench.extra = () => ({ parcelOf: '20499' });
    expect(bench.scan('TRK0099999999999')).toMatchObject({
      ok: false,
      code: 'wrong-label',
      detail: { number: '20499' },
    });
  });

  it('that was cancelled is stopped, and the new one printed, as a first copy', () => {
    const bench = packedFor(carriers([document(TRK)]));
    print(bench, [TRK]);
    const next = 'TRK0012345679902';
    bench.send({ type: 'order-changed', order: carriers([document(TRK, { voided: true }), document(next)], 2) });
    expect(types(bench.entries.slice(-2).map(({ event }) => event))).toEqual(['documents-changed', 'print-wanted']);
    expect(labelOf(bench)).toMatchObject({ reason: 'voided', copy: 1, state: 'queued' });
    print(bench, [next]);
    expect(bench.scan(TRK)).toMatchObject({ ok: false, code: 'label-voided' });
    expect(phaseOf(bench.state)).toBe('stopped');
    bench.act('acknowledge');
    expect(bench.scan(next).ok).toBe(true);
  });

  it('that was cancelled for two boxes at once is made anew for both, one after the other', () => {
    const [one, two] = ['TRK0012345670001', 'TRK0012345670002'];
    const before = [document(one), document(two, { parcel: 2 })];
    const bench = opened({ ...carriers(before), doc: { ...carriers(before).doc, lines: [line(1, 'M-02', 2)] } });
    bench.scan(MUG);
    bench.act('new-box');
    bench.scan(MUG);
    print(bench, [one]);
    bench.scan(one);
    print(bench, [two]);
    const after = [
      ...before.map((each) => ({ ...each, voided: true })),
      document('TRK0012345670003'),
      document('TRK0012345670004', { parcel: 2 }),
    ];
    const { order } = bench.state.work ?? { order: carriers([]) };
    bench.send({ type: 'order-changed', order: { ...order, rev: 2, doc: { ...order.doc, documents: after } } });
    expect(bench.state.work?.boxes.map(({ proved }) => proved)).toEqual([false, false]);
    print(bench, ['TRK0012345670003']);
    expect(types(bench.scan('TRK0012345670003').events)).toContain('print-wanted');
    print(bench, ['TRK0012345670004']);
    expect(types(bench.scan('TRK0012345670004').events)).toContain('order-shipped');
  });

  it('that looks like a broken code of another kind is right where it is awaited', () => {
    // A thirteen-digit number whose last digit is no GTIN check digit.
    const number = '4006381333930';
    const bench = packedFor(carriers([document(number)]));
    print(bench, [number]);
    expect(types(bench.scan(`]E0${number}`).events)).toEqual(['label-proved', 'order-shipped']);
  });

  it('goes onto the vehicle by its own number', () => {
    const bench = packedFor(carriers([document(TRK)]));
    print(bench, [TRK]);
    bench.scan(TRK);
    bench.act('hand-over');
    expect(bench.scan(TRK).ok).toBe(true);
    expect(bench.scan(TRK)).toMatchObject({ ok: false, code: 'parcel-loaded-already' });
  });
});

describe('an SSCC', () => {
  const site = (from: number, to: number) => ({ companyPrefix: '4012345', from, to });

  it('numbers the parcel while the range lasts, then our own number does', () => {
    const bench = opened(orderWith('1', {}, line(1, 'M-02', 1)));
    bench.facts = { ...bench.facts, site: { ...bench.facts.site, sscc: site(3000000001, 3000000001) } };
    bench.scan(MUG);
    const code = bench.state.work && boxOf(bench.state.work).parcelCode;
    expect(code).toMatch(/^340123450000000012?\d$|^3401234500000000\d{2}$/);
    expect(bench.state.lastSscc).toBe(code);
    print(bench, [`00${code}`]);
    expect(types(bench.scan(`]C100${code}`).events)).toEqual(['label-proved', 'order-shipped']);

    bench.act('next');
    bench.scan(MUG);
    const next = bench.state.work && boxOf(bench.state.work).parcelCode;
    expect(next).toMatch(/^PH/);
  });
});
