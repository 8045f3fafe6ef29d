import { pathToFileURL } from 'node:url';
import { round, spreadOf } from '../../electron/demo/latencies.ts';
import { labelAssetsIn } from '../../src/devices/label/assets.ts';
import { openLabelMaker } from '../../src/devices/label/label-maker.ts';
import { labelThread } from '../devices/label/label-thread.ts';
import { sampleLabel, zplForm } from '../devices/label/sample-label.ts';

/**
 * Own 4x6 label from document to verified printer bytes, in the worker the app uses; how long that blocks this thread; and
 * what 500 labels in a row leave behind in memory, the worker's included (it is a thread of this process).
 */
const [worker = '', assets = ''] = process.argv.slice(2);
const MEGABYTE = 2 ** 20;
const opening = performance.now();
const maker = await openLabelMaker(labelThread(pathToFileURL(worker), labelAssetsIn(assets)));
const openMs = round(performance.now() - opening);

let blocked = 0;
let last = performance.now();
const beat = setInterval(() => {
  blocked = Math.max(blocked, performance.now() - last - 2);
  last = performance.now();
}, 2);

let count = 0;
async function makeOne(dpi: 203 | 300): Promise<number> {
  count += 1;
  const document = sampleLabel({}, count);
  const begun = performance.now();
  const made = await maker.make(document, zplForm(dpi));
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return performance.now() - begun;
}

const report: Record<string, unknown> = { openMs };
for (const dpi of [203, 300] as const) {
  const times: number[] = [];
  for (let no = 1; no <= 30; no += 1) {
    const tookMs = await makeOne(dpi);
    if (no > 3) times.push(tookMs);
  }
  report[`documentToVerifiedMs${dpi}`] = spreadOf(times);
}

/** Resident memory swings with the collector; the least of a few moments is what is really held. */
const memoryMb: Record<number, number> = {};
let least = Number.POSITIVE_INFINITY;
for (let no = 1; no <= 500; no += 1) {
  await makeOne(203);
  if (no % 100 > 80 || no % 100 === 0) least = Math.min(least, process.memoryUsage.rss());
  if (no % 100 !== 0) continue;
  memoryMb[no] = round(least / MEGABYTE);
  least = Number.POSITIVE_INFINITY;
}
clearInterval(beat);
const growthMb = round((memoryMb[500] ?? 0) - (memoryMb[100] ?? 0));
const labels = { memoryMbAfter: memoryMb, memoryGrowthMb: growthMb };
process.stdout.write(JSON.stringify({ ...report, mainThreadBlockedMs: round(blocked), labels500: labels }));
await maker.close();
