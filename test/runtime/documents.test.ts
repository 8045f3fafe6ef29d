import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/core/job.ts';
import type { CarrierDocument } from '../../src/core/order.ts';
import { formName, type PrintForm } from '../../src/core/print.ts';
import { failure } from '../../src/core/result.ts';
import { DEFAULT_SITE, type Site } from '../../src/core/site.ts';
import { boxOf, type Work } from '../../src/core/state.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createDocuments } from '../../src/runtime/documents.ts';
import type { LabelMaker } from '../../src/runtime/ports.ts';
import { labelOf, line, MUG, makeLabel, opened, orderWith, type TestBench } from '../core/bench.ts';
import { openTestStore, type TestStore } from '../devices/store/store-fixture.ts';
import { plainLabels } from './paper-at-once.ts';

const ZPL: PrintForm = { language: 'zpl', dpi: 203, widthDots: 832, graphics: 'run-length' };
const FINE: PrintForm = { ...ZPL, dpi: 300, widthDots: 1280 };
const ROLL: PrintForm = { language: 'escpos', dpi: 203, widthDots: 576, columns: 48 };
const TRK = 'TRK0012345678905';

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.destroy());

/** Counts what is made, so that what is kept can be told from what is made again. */
function counting(): LabelMaker & { readonly made: string[]; readonly texts: string[] } {
  const made: string[] = [];
  const texts: string[] = [];
  return {
    ...plainLabels,
    made,
    texts,
    make(document, form) {
      made.push(`label ${formName(form)}`);
      texts.push(JSON.stringify(document));
      return plainLabels.make(document, form);
    },
    slip(document, form) {
      made.push(`slip ${formName(form)}`);
      texts.push(JSON.stringify(document));
      return plainLabels.slip(document, form);
    },
    prepare(source, form) {
      made.push(`carrier ${formName(form)}`);
      return plainLabels.prepare(source, form);
    },
  };
}

function documentsWith(labels: LabelMaker, site: Site = DEFAULT_SITE, bytes: Uint8Array | null = null) {
  return createDocuments({
    labels,
    artefacts: test.store.artefacts,
    replica: { document: () => bytes },
    clock: systemClock,
    site: () => site,
    station: () => 'Station 5',
  });
}

function packedOrder(documents?: readonly CarrierDocument[]): TestBench {
  const doc = documents === undefined ? {} : ({ label: 'carrier', documents } as const);
  const bench = opened(orderWith('10482', doc, line(1, 'M-02', 1)));
  bench.scan(MUG);
  return bench;
}

function ofLabel(bench: TestBench): { job: Job; of: { work: Work; box: ReturnType<typeof boxOf> } } {
  const { work } = bench.state;
  const job = labelOf(bench);
  if (work === null || job === null) throw new Error('no label');
  return { job, of: { work, box: boxOf(work) } };
}

function unwrap<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown },
) {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('our own label', () => {
  it('is made once for each form; again it is the very same bytes', async () => {
    const labels = counting();
    const make = documentsWith(labels);
    const { job, of } = ofLabel(packedOrder());
    const first = unwrap(await make(job, of, ZPL));
    const again = unwrap(await make({ ...job, copy: 2 }, of, ZPL));
    expect(again.artefact).toEqual(first.artefact);
    expect(first.proof).toEqual([job.parcelCode]);
    unwrap(await make(job, of, FINE));
    expect(labels.made).toEqual([`label ${formName(ZPL)}`, `label ${formName(FINE)}`]);
    // On another print head it is the label of the same moment.
    const packedAt = (text: string | undefined) => /\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d/.exec(text ?? '')?.[0];
    expect(packedAt(labels.texts[1])).toBe(packedAt(labels.texts[0]));
    expect(packedAt(labels.texts[0])).toBeDefined();
  });

  it('has the site’s sender, and a roll its own layout', async () => {
    const labels = counting();
    const sender = { name: 'Heron Goods', street: 'Quay 1', city: 'Northport', postcode: '4021', country: 'DE' };
    const make = documentsWith(labels, { ...DEFAULT_SITE, sender });
    const { job, of } = ofLabel(packedOrder());
    await make(job, of, ZPL);
    await make(job, of, ROLL);
    expect(labels.texts[0]).toContain('Heron Goods');
    const [sheet, roll] = labels.texts.map((text) => JSON.parse(text) as { widthMm: number });
    expect(sheet?.widthMm).toBeGreaterThan(100);
    expect(roll?.widthMm).toBeLessThan(81);
  });

  it('that cannot be made says why, and nothing is kept', async () => {
    const labels = {
      ...plainLabels,
      make: () => Promise.resolve(failure({ code: 'does-not-fit', detail: 'x' } as const)),
    };
    const { job, of } = ofLabel(packedOrder());
    expect(await documentsWith(labels)(job, of, ZPL)).toMatchObject({ ok: false, error: { code: 'does-not-fit' } });
    expect(test.store.artefacts.latest(job.parcelCode, 'label')).toBeNull();
  });
});

describe('a carrier’s label', () => {
  const document: CarrierDocument = {
    sha256: 'a'.repeat(64),
    kind: 'label',
    parcel: 1,
    format: 'zpl',
    dpi: 203,
    tracking: TRK,
  };
  const bytes = new TextEncoder().encode('^XA^FDTRK^FS^XZ');

  it('is awaited until it is listed and its bytes are here', async () => {
    const none = ofLabel(packedOrder([]));
    expect(await documentsWith(plainLabels)(none.job, none.of, ZPL)).toMatchObject({
      error: { code: 'no-carrier-label' },
    });
    const listed = ofLabel(packedOrder([document]));
    expect(await documentsWith(plainLabels)(listed.job, listed.of, ZPL)).toMatchObject({
      error: { code: 'no-carrier-label' },
    });
  });

  it('is proved by the codes that hold its number, kept with its source, and the same bytes again', async () => {
    const labels = counting();
    const make = documentsWith(labels, DEFAULT_SITE, bytes);
    const { job, of } = ofLabel(packedOrder([document]));
    const made = unwrap(await make(job, of, ZPL));
    expect(made).toMatchObject({ proof: [TRK], artefact: { source: document.sha256 } });
    expect(unwrap(await make(job, of, ZPL)).artefact.bytes).toEqual(bytes);
    expect(labels.made).toHaveLength(1);
  });

  it('of a second box is another one, and a cancelled one is not printed', async () => {
    const make = documentsWith(plainLabels, DEFAULT_SITE, bytes);
    const other = ofLabel(packedOrder([{ ...document, parcel: 2 }]));
    expect(await make(other.job, other.of, ZPL)).toMatchObject({ error: { code: 'no-carrier-label' } });
    const voided = ofLabel(packedOrder([{ ...document, voided: true }]));
    expect(await make(voided.job, voided.of, ZPL)).toMatchObject({ error: { code: 'no-carrier-label' } });
  });
});

describe('a parcel that has left', () => {
  it('has what was kept for this kind of printer, and nothing is made for it', async () => {
    const labels = counting();
    const make = documentsWith(labels);
    const { job, of } = ofLabel(packedOrder());
    const first = unwrap(await make(job, of, ZPL));
    const copy = { ...job, copy: 2 };
    expect(unwrap(await make(copy, null, ZPL)).artefact).toEqual(first.artefact);
    expect(await make(copy, null, FINE)).toMatchObject({ ok: false, error: { code: 'wrong-dpi' } });
    const other = { ...copy, parcelCode: 'PH9' as Job['parcelCode'] };
    expect(await make(other, null, ZPL)).toMatchObject({ ok: false, error: { code: 'broken' } });
    expect(labels.made).toHaveLength(1);
  });
});

it('a carrier’s copy is proved by what stands on it', async () => {
  const listed: CarrierDocument = { sha256: 'b'.repeat(64), kind: 'label', parcel: 1, format: 'zpl', tracking: TRK };
  const make = documentsWith(plainLabels, DEFAULT_SITE, new TextEncoder().encode('^XA^XZ'));
  const { job, of } = ofLabel(packedOrder([listed]));
  unwrap(await make(job, of, ZPL));
  expect(unwrap(await make({ ...job, copy: 2 }, null, ZPL)).proof).toEqual([TRK]);
});

describe('a slip', () => {
  it('says which copy it is, and is made anew for that', async () => {
    const labels = counting();
    const make = documentsWith(labels);
    const bench = packedOrder();
    makeLabel(bench);
    const { of } = ofLabel(bench);
    const slip = bench.state.work?.slip;
    if (slip == null) throw new Error('no slip');
    unwrap(await make(slip, of, ROLL));
    unwrap(await make({ ...slip, copy: 2 }, of, ROLL));
    expect(labels.texts[0]).not.toContain('COPY 2');
    expect(labels.texts[1]).toContain('COPY 2');
  });
});

describe('what lies in the box beside the goods', () => {
  it('is made of what the order and the site say, and proves nothing', async () => {
    const labels = counting();
    const sender = { name: 'Heron Goods', street: 'Quay 1', city: 'Northport', postcode: '4021', country: 'DE' };
    const make = documentsWith(labels, { ...DEFAULT_SITE, sender });
    const bench = opened(orderWith('10482', { message: 'For Ida', returns: true }, line(1, 'M-02', 1)));
    bench.scan(MUG);
    const { job, of } = ofLabel(bench);
    const paper = async (kind: Job['paper'], form: PrintForm) => make({ ...job, paper: kind }, of, form);
    expect(unwrap(await paper('gift-note', ROLL)).proof).toEqual([]);
    expect(labels.texts.at(-1)).toContain('For Ida');
    expect(unwrap(await paper('return', ZPL)).proof).toEqual([]);
    expect(labels.texts.at(-1)).toContain('Heron Goods');
    expect(unwrap(await paper('content', ZPL)).proof).toEqual([]);
    expect(labels.texts.at(-1)).toContain('Enamel mug');
    expect(await paper('customs', ROLL)).toMatchObject({ error: { code: 'no-carrier-label' } });
  });
});
