import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { app, type BrowserWindow } from 'electron';
import * as z from 'zod';
import type { Bench } from '../../src/runtime/bench.ts';
import { SummarySchema } from '../../src/wire/hub-office.ts';
import type { FirstPaint } from '../first-paint.ts';
import type { Demo } from './demo.ts';
import type { DemoOptions } from './demo-options.ts';
import type { Latencies } from './latencies.ts';
import { createCamera } from './pictures.ts';
import { type PackedOrder, playShift, type ShiftTools } from './shift.ts';
import { playTour } from './tour.ts';

const ordersSchema = z.object({ orders: z.array(z.object({ number: z.string(), state: z.string() })) });

/** Plays the shift and writes the report. Gives back one sentence when it did not come to its end. */
export async function runShift(world: {
  readonly bench: Bench;
  readonly demo: Demo;
  readonly window: BrowserWindow;
  readonly latencies: Latencies;
  readonly firstPaint: FirstPaint;
  readonly options: DemoOptions;
  readonly panel: ShiftTools['panel'];
}): Promise<string | null> {
  const { bench, demo, window, latencies, options } = world;
  const ready = demo.ready();
  if (ready === null) return 'The demo hub has not started.';
  const tools: ShiftTools = {
    station: bench.station,
    scan: demo.scan,
    latencies,
    readSheet: demo.paper.readSheet,
    putOnScale: demo.scale.put,
    picture: options.camera ? createCamera(window, options.pictures, latencies.upToDate) : () => Promise.resolve(),
    badge: ready.badge,
    panel: world.panel,
    stopHub: demo.hub.stop,
    startHub: async () => void (await demo.hub.start()),
    say: (line) => process.stderr.write(`${line}\n`),
  };
  try {
    await painted(window);
    const packed = await playShift(tools, options);
    if (options.tour) await playTour(tools, demo.paper);
    const office = askOffice(ready.url, ready.officeKey);
    const summary = SummarySchema.parse(await office('/v1/summary'));
    const { orders } = ordersSchema.parse(await office('/v1/orders?limit=1000'));
    const stateOf = (number: string) => orders.find((order) => order.number === number)?.state ?? 'unknown';
    const report = {
      electron: process.versions.electron,
      orders: packed.map((order: PackedOrder) => ({ ...order, state: stateOf(order.number) })),
      hub: { shipped: summary.shipped, duplicates: summary.duplicates, events: summary.events },
      latencyMs: latencies.report(),
      startMs: startMs(world.firstPaint),
      memoryMb: memoryMb(),
    };
    if (options.jsonOut !== null) await writeFile(options.jsonOut, JSON.stringify(report));
    return null;
  } catch (error) {
    await tools.picture('stopped-here');
    return `The demo shift stopped: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** From the launcher's start of this process to the first view on the screen. */
function startMs(firstPaint: FirstPaint): number | null {
  const spawned = Number(process.env.PACKHOUSE_SPAWNED_AT_MS);
  const first = firstPaint.atMs();
  return first === null || !Number.isFinite(spawned) ? null : first - spawned;
}

/** Resident memory. Most of the main process's is Electron's own program, which all its processes share; `own` is what is not. */
function memoryMb(): { readonly main: number; readonly own: number | null; readonly all: number } {
  const all = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
  return { main: Math.round(process.memoryUsage().rss / 1e6), own: ownMb(), all: Math.round(all / 1000) };
}

/** Pages that belong to no file (proc(5), `RssAnon`); only Linux tells. */
function ownMb(): number | null {
  if (process.platform !== 'linux') return null;
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return kilobytes === undefined ? null : Math.round((Number(kilobytes) * 1024) / 1e6);
}

function painted(window: BrowserWindow): Promise<void> {
  if (window.isVisible()) return Promise.resolve();
  return new Promise((resolve) => window.once('ready-to-show', () => resolve()));
}

function askOffice(url: string, key: string): (path: string) => Promise<unknown> {
  return async (path) => {
    const response = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
    if (!response.ok) throw new Error(`The hub answered ${response.status} to ${path}`);
    return response.json();
  };
}
