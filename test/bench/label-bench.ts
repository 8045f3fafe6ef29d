import { pathToFileURL } from 'node:url';
import { round, spreadOf } from '../../electron/demo/latencies.ts';
import { parcelCodeOf } from '../../src/core/parcel-code.ts';
import { shippingLabelOf } from '../../src/core/shipping-label.ts';
import { labelAssetsIn } from '../../src/devices/label/assets.ts';
import { openLabelMaker } from '../../src/devices/label/label-maker.ts';
import { ORDER } from '../core/bench.ts';

/** Own 4x6 label from document to verified printer bytes, in the worker the app uses; and how long that blocks this thread. */
const [worker = '', assets = ''] = process.argv.slice(2);
const opening = performance.now();
const maker = await openLabelMaker({ workerUrl: pathToFileURL(worker), assets: labelAssetsIn(assets) });
const openMs = round(performance.now() - opening);

let blocked = 0;
let last = performance.now();
const beat = setInterval(() => {
  blocked = Math.max(blocked, performance.now() - last - 2);
  last = performance.now();
}, 2);

const report: Record<string, unknown> = { openMs };
for (const dpi of [203, 300] as const) {
  const times: number[] = [];
  for (let no = 1; no <= 30; no += 1) {
    const parcelCode = parcelCodeOf({ no: 5, epoch: 1 }, no);
    const document = shippingLabelOf({
      order: ORDER,
      parcelCode,
      parcelNo: 1,
      parcelCount: 1,
      station: 'Station 5',
      packedAtMs: 0,
    });
    const begun = performance.now();
    const made = await maker.make(document, dpi);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    if (no > 3) times.push(performance.now() - begun);
  }
  report[`documentToVerifiedMs${dpi}`] = spreadOf(times);
}
clearInterval(beat);
process.stdout.write(JSON.stringify({ ...report, mainThreadBlockedMs: round(blocked) }));
await maker.close();
