import { describe, expect, it } from 'vitest';
import type { CarrierDocument, OrderDoc } from '../../src/core/order.ts';
import type { Site } from '../../src/core/site.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import { labelOf, line, MUG, opened, orderWith, PRINTERS, parcelOf, printLabel, type TestBench } from './bench.ts';

const SENDER = { name: 'Heron Goods', street: 'Quay 1', city: 'Northport', postcode: '4021', country: 'DE' };

function packedWith(doc: Partial<OrderDoc>, site: Partial<Site> = {}, units = 1): TestBench {
  const bench = opened(orderWith('10482', doc, line(1, 'M-02', units)));
  bench.facts = { ...bench.facts, site: { ...bench.facts.site, ...site } };
  for (let unit = 0; unit < units; unit += 1) bench.scan(MUG);
  return bench;
}

function papersOf(bench: TestBench): readonly (readonly [string, string])[] {
  return bench.entries.flatMap(({ event }) =>
    event.type === 'print-wanted' ? [[event.paper ?? event.role, event.role] as const] : [],
  );
}

const document = (kind: CarrierDocument['kind'], change: Partial<CarrierDocument> = {}): CarrierDocument => ({
  sha256: kind.padEnd(64, '0'),
  kind,
  parcel: 1,
  format: 'pdf',
  tracking: 'TRK1',
  ...change,
});

describe('what is printed for an order beside its label', () => {
  it('is a slip, and nothing else where nobody asked for more', () => {
    expect(papersOf(packedWith({}))).toEqual([
      ['label', 'label'],
      ['slip', 'slip'],
    ]);
  });

  it('is the giver’s message as a note of its own', () => {
    expect(papersOf(packedWith({ message: 'Happy birthday' }))).toContainEqual(['gift-note', 'slip']);
    expect(papersOf(packedWith({ message: '  ' }))).not.toContainEqual(['gift-note', 'slip']);
  });

  it('is a label for the way back: the carrier’s, or ours where the site has an address', () => {
    expect(papersOf(packedWith({ documents: [document('return')] }))).toContainEqual(['return', 'label']);
    expect(papersOf(packedWith({ returns: true }, { sender: SENDER }))).toContainEqual(['return', 'label']);
    expect(papersOf(packedWith({ returns: true }))).not.toContainEqual(['return', 'label']);
    const voided = [document('return', { voided: true })];
    expect(papersOf(packedWith({ documents: voided }))).not.toContainEqual(['return', 'label']);
  });

  it('is what customs wants', () => {
    expect(papersOf(packedWith({ documents: [document('customs')] }))).toContainEqual(['customs', 'slip']);
  });

  it('is the content of every box, where the site wants that', () => {
    const bench = packedWith({}, {}, 1);
    expect(papersOf(bench)).not.toContainEqual(['content', 'label']);
    const two = opened(orderWith('10483', {}, line(1, 'M-02', 2)));
    const { site } = two.facts;
    two.facts = { ...two.facts, site: { ...site, policy: { ...site.policy, contents: true } } };
    two.scan(MUG);
    two.act('new-box');
    two.scan(MUG);
    expect(papersOf(two).filter(([paper]) => paper === 'content')).toHaveLength(1);
    printLabel(two);
    two.scan(parcelOf(two));
    expect(papersOf(two).filter(([paper]) => paper === 'content')).toHaveLength(2);
  });

  it('needs a printer for slips', () => {
    const bench = opened(orderWith('10482', { message: 'Hello' }, line(1, 'M-02', 1)));
    bench.facts = { ...bench.facts, printers: PRINTERS.filter(({ id }) => id !== 'slip') };
    bench.scan(MUG);
    expect(papersOf(bench)).toEqual([['label', 'label']]);
  });

  it('ships nobody the wrong goods: it is shown, and only the label holds the order up', () => {
    const bench = packedWith({ message: 'Hello' });
    const note = bench.state.work?.papers[0]?.jobId ?? bench.facts.jobIds[0];
    bench.send({ type: 'refuse-document', jobId: note, fault: 'missing-glyphs', detail: 'U+1F600' });
    printLabel(bench);
    const { screen } = viewOf(bench.state, around(bench.facts));
    expect(screen).toMatchObject({ name: 'prove', papers: [{ paper: 'gift-note', state: 'failed' }] });
    expect(labelOf(bench)?.state).toBe('printed');
    expect(bench.scan(parcelOf(bench)).ok).toBe(true);
  });

  it('asked for as a paper to put in comes then, and not a second time with the label', () => {
    const bench = packedWith({ message: 'Hello', extras: ['insert', 'gift-note'] });
    expect(papersOf(bench)).toEqual([['gift-note', 'slip']]);
    expect(viewOf(bench.state, around(bench.facts)).screen).toMatchObject({
      name: 'papers',
      papers: [{ paper: 'gift-note', state: 'queued' }],
    });
    bench.act('confirm');
    bench.act('confirm');
    expect(papersOf(bench)).toEqual([
      ['gift-note', 'slip'],
      ['label', 'label'],
      ['slip', 'slip'],
    ]);
  });

  it('is sent once more by RETRY when nothing of it left, as the same kind of paper', () => {
    const bench = packedWith({ message: 'Hello' });
    const note = bench.state.work?.papers[0]?.jobId ?? bench.facts.jobIds[0];
    bench.send({ type: 'refuse-document', jobId: note, fault: 'no-printer', detail: '' });
    bench.act('retry');
    expect(bench.state.work?.papers).toMatchObject([{ paper: 'gift-note', state: 'queued' }]);
  });
});
