import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { SlipDocument } from '../../../src/core/label-document.ts';
import { findLabelAssets, labelAssetFiles, labelAssetsIn } from '../../../src/devices/label/assets.ts';
import { openLabelMaker } from '../../../src/devices/label/label-maker.ts';
import type { CarrierSource } from '../../../src/runtime/ports.ts';
import { pdfOf, sampleBoxes, TRACKING } from '../carrier/sample-documents.ts';
import { labelThread } from './label-thread.ts';
import { sampleLabel, zplForm } from './sample-label.ts';
import { bundleWorker } from './worker-bundle.ts';

const assets = findLabelAssets();
const real = await bundleWorker('../../../src/devices/label/label-worker.ts');
const crashing = await bundleWorker('./crashing-worker.ts');
afterAll(() => Promise.all([real.remove(), crashing.remove()]));

const form = zplForm();
const label = (widthMm: number) => ({ widthMm, heightMm: 10, elements: [], expect: [] });
const slip: SlipDocument = { blocks: [{ t: 'title', value: 'PACKING SLIP' }] };
const carrierLabel: CarrierSource = {
  format: 'zpl',
  dpi: 203,
  kind: 'label',
  tracking: '1Z999AA10123456784',
  bytes: Buffer.from(
    '^XA^PW812^LL400^BY3,3,100^FO60,60^BCN,100,N,N,N,A^FD1Z999AA10123456784^FS^FO60,200^A0N,40,40^FDUPS^FS^XZ',
  ),
};
const detailOf = (result: unknown) => (result as { error: { detail: string } }).error.detail;

describe('the label maker', () => {
  it('makes labels one after the other in a thread of its own', async () => {
    const maker = await openLabelMaker(labelThread(real.url, assets));
    const documents = [sampleLabel({}, 1), sampleLabel({}, 2), sampleLabel({}, 3)];
    const results = await Promise.all(documents.map((document) => maker.make(document, form)));
    for (const [at, result] of results.entries()) {
      const [text] = documents[at]?.expect.map((symbol) => symbol.text) ?? [];
      if (!result.ok) throw new Error(result.error.detail);
      expect(result.value.decoded.map((symbol) => symbol.text)).toEqual([text, text]);
      // The memory itself was handed over; its bytes have to be the ones that were fingerprinted.
      const { bytes, png, sha256 } = result.value;
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(Buffer.from(png).toString('latin1', 1, 4)).toBe('PNG');
    }
    await maker.close();
  });

  it("prepares a carrier's document and makes a slip there too", async () => {
    const maker = await openLabelMaker(labelThread(real.url, assets));
    const [prepared, slipped, made] = await Promise.all([
      maker.prepare(carrierLabel, form),
      maker.slip(slip, { language: 'escpos', dpi: 203, widthDots: 576, columns: 48 }),
      maker.make(sampleLabel(), form),
    ]);
    if (!prepared.ok) throw new Error(prepared.error.detail);
    expect(Buffer.from(prepared.value.bytes).equals(Buffer.from(carrierLabel.bytes))).toBe(true);
    expect(prepared.value.decoded.map(({ text }) => text)).toEqual(['1Z999AA10123456784']);
    expect(slipped.ok && Buffer.from(slipped.value.bytes).includes('PACKING SLIP')).toBe(true);
    expect(made.ok).toBe(true);
    expect(await maker.slip(slip, form)).toMatchObject({ ok: false, error: { code: 'wrong-language' } });
    // The source is the caller's: it is still there.
    expect(carrierLabel.bytes.length).toBeGreaterThan(0);
    await maker.close();
  });

  it('draws a PDF there, with a module that is loaded when the first one comes', async () => {
    const maker = await openLabelMaker(labelThread(real.url, assets));
    const bytes = await pdfOf(sampleBoxes(203), 203);
    const source: CarrierSource = { format: 'pdf', kind: 'label', tracking: TRACKING, bytes };
    const prepared = await maker.prepare(source, form);
    if (!prepared.ok) throw new Error(prepared.error.detail);
    expect(prepared.value.decoded.map(({ text }) => text)).toContain(TRACKING);
    expect(Buffer.from(prepared.value.bytes).toString('latin1')).toMatch(/^\^XA\n\^PON[^\n]*\n\^PW/);
    await maker.close();
    const without = await openLabelMaker(labelThread(real.url, { ...assets, pdfiumWasm: '/nowhere/pdfium.wasm' }));
    expect((await without.make(sampleLabel(), form)).ok).toBe(true);
    await expect(without.prepare(source, form)).rejects.toThrow('/nowhere/pdfium.wasm');
    await without.close();
  });

  it('starts a new worker for the labels behind one that kills it', async () => {
    const maker = await openLabelMaker(labelThread(crashing.url, assets));
    const [before, deadly, after, other] = [
      maker.make(label(12), form),
      maker.make(label(13), form),
      maker.make(label(15), form),
      maker.slip(slip, form),
    ];
    expect(detailOf(await before)).toBe('make 12');
    await expect(deadly).rejects.toThrow('stopped twice');
    expect(detailOf(await after)).toBe('make 15');
    expect(detailOf(await other)).toBe('slip 0');
    await maker.close();
  });

  it('ends a worker that does not come to an end, and goes on with the labels behind', async () => {
    const maker = await openLabelMaker(labelThread(crashing.url, assets), 200);
    const [stuck, after] = [maker.make(label(16), form), maker.make(label(15), form)];
    await expect(stuck).rejects.toThrow('did not finish within 0.2 s');
    expect(detailOf(await after)).toBe('make 15');
    await maker.close();
  });

  it('hands a bug on and goes on', async () => {
    const maker = await openLabelMaker(labelThread(crashing.url, assets));
    await expect(maker.make(label(14), form)).rejects.toThrow('fourteen');
    expect(detailOf(await maker.make(label(15), form))).toBe('make 15');
    expect(detailOf(await maker.prepare(carrierLabel, form))).toBe('prepare 0');
    await maker.close();
  });

  it('leaves nobody waiting when it closes', async () => {
    const maker = await openLabelMaker(labelThread(real.url, assets));
    const waiting = expect(maker.make(sampleLabel(), form)).rejects.toThrow('closed');
    await maker.close();
    await waiting;
    await expect(maker.make(sampleLabel(), form)).rejects.toThrow('closed');
  });

  it('says at once when it cannot start', async () => {
    const broken = { ...assets, zxingWasm: '/nowhere/zxing.wasm' };
    await expect(openLabelMaker(labelThread(real.url, broken))).rejects.toThrow('/nowhere/zxing.wasm');
  });
});

it('finds every copied file again where the build puts it', () => {
  const { resvgWasm, zxingWasm, pdfiumWasm, fonts, monoFont, extraFonts } = labelAssetsIn('/app/assets', [
    '/site/cjk.ttf',
  ]);
  const found = [resvgWasm, zxingWasm, pdfiumWasm, ...fonts, monoFont];
  expect(found).toEqual(labelAssetFiles().map(({ name }) => `/app/assets/${name}`));
  expect(extraFonts).toEqual(['/site/cjk.ttf']);
});
