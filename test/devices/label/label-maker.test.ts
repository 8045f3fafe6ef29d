import { afterAll, describe, expect, it } from 'vitest';
import { findLabelAssets, labelAssetFiles, labelAssetsIn } from '../../../src/devices/label/assets.ts';
import { openLabelMaker } from '../../../src/devices/label/label-maker.ts';
import { sampleLabel } from './sample-label.ts';
import { bundleWorker } from './worker-bundle.ts';

const assets = findLabelAssets();
const real = await bundleWorker('../../../src/devices/label/label-worker.ts');
const crashing = await bundleWorker('./crashing-worker.ts');
afterAll(() => Promise.all([real.remove(), crashing.remove()]));

const label = (widthMm: number) => ({ widthMm, heightMm: 10, elements: [], expect: [] });
const detailOf = (result: unknown) => (result as { error: { detail: string } }).error.detail;

describe('the label maker', () => {
  it('makes labels one after the other in a thread of its own', async () => {
    const maker = await openLabelMaker({ workerUrl: real.url, assets });
    const documents = [sampleLabel({}, 1), sampleLabel({}, 2), sampleLabel({}, 3)];
    const results = await Promise.all(documents.map((document) => maker.make(document, 203)));
    for (const [at, result] of results.entries()) {
      const [text] = documents[at]?.expect.map((symbol) => symbol.text) ?? [];
      expect(result).toMatchObject({ ok: true, value: { decoded: [text, text] } });
    }
    await maker.close();
  });

  it('starts a new worker for the labels behind one that kills it', async () => {
    const maker = await openLabelMaker({ workerUrl: crashing.url, assets });
    const [before, deadly, after] = [
      maker.make(label(12), 203),
      maker.make(label(13), 203),
      maker.make(label(15), 203),
    ];
    expect(detailOf(await before)).toBe('12');
    await expect(deadly).rejects.toThrow('stopped twice');
    expect(detailOf(await after)).toBe('15');
    await maker.close();
  });

  it('hands a bug on and goes on', async () => {
    const maker = await openLabelMaker({ workerUrl: crashing.url, assets });
    await expect(maker.make(label(14), 203)).rejects.toThrow('fourteen');
    expect(detailOf(await maker.make(label(15), 203))).toBe('15');
    await maker.close();
  });

  it('leaves nobody waiting when it closes', async () => {
    const maker = await openLabelMaker({ workerUrl: real.url, assets });
    const waiting = expect(maker.make(sampleLabel(), 300)).rejects.toThrow('closed');
    await maker.close();
    await waiting;
    await expect(maker.make(sampleLabel(), 300)).rejects.toThrow('closed');
  });

  it('says at once when it cannot start', async () => {
    const broken = { ...assets, zxingWasm: '/nowhere/zxing.wasm' };
    await expect(openLabelMaker({ workerUrl: real.url, assets: broken })).rejects.toThrow('/nowhere/zxing.wasm');
  });
});

it('finds every copied file again where the build puts it', () => {
  const { resvgWasm, zxingWasm, fonts } = labelAssetsIn('/app/assets');
  const found = [resvgWasm, zxingWasm, ...fonts];
  expect(found).toEqual(labelAssetFiles().map(({ name }) => `/app/assets/${name}`));
});
