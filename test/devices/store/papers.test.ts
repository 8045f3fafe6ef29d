import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import type { JobId, OrderId, ParcelCode } from '../../../src/core/ids.ts';
import type { CarrierDocument, Order } from '../../../src/core/order.ts';
import type { Artefact } from '../../../src/runtime/stores.ts';
import { opened, openTestStore, orderFor, product, shipped, type TestStore } from './store-fixture.ts';

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.destroy());

const PH1 = 'PH0005010000017' as ParcelCode;
const ORDER = orderFor('10482', [product('CAM-1')]);
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function paper(text: string, change: Partial<Artefact> = {}): Artefact {
  const bytes = new TextEncoder().encode(text);
  return {
    parcelCode: PH1,
    paper: 'label',
    form: 'zpl-203-832-run-length',
    source: null,
    sha256: shaOf(bytes),
    decoded: [{ symbology: 'code128', aim: ']C0', text: PH1 }],
    bytes,
    png: new Uint8Array([9]),
    atMs: 5,
    ...change,
  };
}

describe('papers that are kept', () => {
  it('come back byte for byte, by parcel and form, and by their hash', () => {
    const { artefacts } = test.store;
    const narrow = paper('^XA203^XZ');
    const fine = paper('^XA300^XZ', { form: 'zpl-300-1280-run-length' });
    artefacts.put(narrow);
    artefacts.put(fine);
    artefacts.put(narrow);
    expect(artefacts.get(PH1, 'label', narrow.form)).toEqual(narrow);
    expect(artefacts.get(PH1, 'label', fine.form)).toEqual(fine);
    expect(artefacts.get(PH1, 'slip', fine.form)).toBeNull();
    expect(artefacts.get(PH1, 'label', 'escpos-203-576-48')).toBeNull();
    expect(artefacts.bySha(fine.sha256)).toEqual(fine);
    expect(artefacts.bySha('0')).toBeNull();
    expect(artefacts.latest(PH1, 'label')).toEqual(fine);
  });

  it('of a carrier that made a second label are both kept, the newer is the one that counts', () => {
    const { artefacts } = test.store;
    const first = paper('^XATRK1^XZ', { source: 'a' });
    const second = paper('^XATRK2^XZ', { source: 'b' });
    artefacts.put(first);
    artefacts.put(second);
    expect(artefacts.get(PH1, 'label', first.form)?.source).toBe('b');
    expect(artefacts.bySha(first.sha256)).toEqual(first);
  });
});

async function tell(...events: readonly Event[]): Promise<void> {
  const written = await test.store.journal.append(
    events.map((event, at) => ({
      id: `${event.type}-${test.store.journal.lastSeq() + at}`,
      version: 1,
      atMs: 1000 + test.store.journal.lastSeq() + at,
      bootId: 'b',
      monoMs: 0,
      personId: null,
      orderId: ORDER.id,
      fence: 1,
      event,
    })),
  );
  if (!written.ok) throw new Error(written.error.detail);
}

function printed(jobId: string, ...proof: readonly string[]): readonly Event[] {
  const wanted = { orderId: ORDER.id, role: 'label', parcelCode: PH1, copy: 1, reason: 'first' } as const;
  return [
    { type: 'print-wanted', jobId: jobId as JobId, ...wanted },
    { type: 'document-made', jobId: jobId as JobId, sha256: 'ab', decoded: proof, proof },
  ];
}

describe('what has left', () => {
  it('is known by its number and by every code on its paper, with the time, after a restart as well', async () => {
    const { journal } = test.store;
    await tell(opened(ORDER), { type: 'order-packed', orderId: ORDER.id, parcelCode: PH1 });
    await tell(...printed('j-1', 'TRK1', '%0004021TRK1'));
    expect(journal.shippedParcel('10482')).toBeNull();
    expect(journal.orderNumberOf('%0004021TRK1')).toBe('10482');
    await tell(shipped(ORDER));
    test.reopen();
    for (const text of ['10482', PH1, 'TRK1', '%0004021TRK1']) {
      expect([text, test.store.journal.shippedParcel(text)]).toEqual([
        text,
        { orderId: ORDER.id, number: '10482', parcelCode: PH1, atMs: 1004 },
      ]);
    }
    expect(test.store.journal.shippedParcel('TRK2')).toBeNull();
  });

  it('a parked order is nobody’s next one until it is fetched', async () => {
    const mine: Order = { ...ORDER, state: 'claimed', claim: { class: 'hard', mine: true } };
    test.pull({ orders: [mine] });
    expect(test.store.replica.queue(5, false)).toHaveLength(1);
    await tell(opened(ORDER), { type: 'order-parked', orderId: ORDER.id });
    expect(test.store.replica.queue(5, false)).toHaveLength(0);
    expect(test.store.replica.order(ORDER.id)?.settled?.by).toBe('parked');
    await tell({ type: 'order-resumed', orderId: ORDER.id });
    expect(test.store.replica.order(ORDER.id)?.settled).toBeNull();
  });
});

describe('carriers’ documents', () => {
  const label = new TextEncoder().encode('^XA^FDTRK1^FS^XZ');
  const document: CarrierDocument = {
    sha256: shaOf(label),
    kind: 'label',
    parcel: 1,
    format: 'zpl',
    dpi: 203,
    tracking: 'TRK1',
  };
  const withLabel = (change: Partial<Order> = {}, documents = [document]): Order => ({
    ...ORDER,
    state: 'claimed',
    claim: { class: 'hard', mine: true },
    doc: { ...ORDER.doc, documents },
    ...change,
  });

  it('are missing while the order is this station’s and the bytes are not here', () => {
    const { replica } = test.store;
    const free = withLabel({ id: 'free' as OrderId, number: '1', state: 'ready', claim: null }, [
      { ...document, sha256: 'f'.repeat(64) },
    ]);
    test.pull({ orders: [withLabel(), free] });
    expect(replica.missingDocuments(5)).toEqual([document.sha256]);
    replica.putDocument(document.sha256, label);
    expect(replica.missingDocuments(5)).toEqual([]);
    expect(replica.document(document.sha256)).toEqual(label);
  });

  it('that do not match their hash are a bug, and not kept', () => {
    const { replica } = test.store;
    expect(() => replica.putDocument(document.sha256, new Uint8Array([1]))).toThrow('came as');
    expect(replica.document(document.sha256)).toBeNull();
  });

  it('are not fetched once they are cancelled, and go with their order', () => {
    const { replica } = test.store;
    test.pull({ orders: [withLabel()] });
    replica.putDocument(document.sha256, label);
    test.pull({ orders: [withLabel({ rev: 2 }, [{ ...document, voided: true }])] });
    expect(replica.missingDocuments(5)).toEqual([]);
    test.pull({ removed: [ORDER.id] });
    expect(replica.document(document.sha256)).toBeNull();
  });
});
