import { type UtilityProcess, utilityProcess } from 'electron';
import * as z from 'zod';
import { locations } from '../locations.ts';

/** Longer than it ever needs to finish its writes. */
const STOP_MS = 5000;

/** What the demo's hub says once it listens. */
const readySchema = z.object({
  ready: z.literal(true),
  url: z.string(),
  stationKey: z.string(),
  officeKey: z.string(),
  badge: z.string(),
});
const failedSchema = z.object({ ready: z.literal(false), reason: z.string() });
export type HubReady = z.infer<typeof readySchema>;

/** The demo's hub in a process of its own: it can be stopped and started like one at the far end of a network. */
export interface HubProcess {
  start(): Promise<HubReady>;
  stop(): Promise<void>;
  running(): boolean;
}

export function createHubProcess(options: {
  readonly folder: string;
  readonly orders: number;
  readonly ordersFrom: string | null;
  readonly onReady: (ready: HubReady) => void;
}): HubProcess {
  let child: UtilityProcess | null = null;
  // The station keeps its address, so a hub that comes back must come back to the same door.
  let port = 0;

  return {
    running: () => child !== null,
    start: () =>
      new Promise((resolve, reject) => {
        const args = [
          `--data=${options.folder}`,
          `--port=${port}`,
          `--orders=${options.orders}`,
          ...(options.ordersFrom === null ? [] : [`--orders-from=${options.ordersFrom}`]),
        ];
        const started = utilityProcess.fork(locations.demoHub, args, {
          serviceName: 'Packhouse demo hub',
          stdio: 'inherit',
        });
        child = started;
        started.on('message', (message: unknown) => {
          const ready = readySchema.safeParse(message);
          if (ready.success) {
            port = Number(new URL(ready.data.url).port);
            options.onReady(ready.data);
            resolve(ready.data);
          }
          const failed = failedSchema.safeParse(message);
          if (failed.success) reject(new Error(failed.data.reason));
        });
        started.once('exit', (code) => {
          if (child === started) child = null;
          reject(new Error(`The demo hub stopped (${code})`));
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        const stopping = child;
        child = null;
        if (stopping === null) return resolve();
        const impatience = setTimeout(() => stopping.kill(), STOP_MS);
        stopping.once('exit', () => {
          clearTimeout(impatience);
          resolve();
        });
        stopping.postMessage('stop');
      }),
  };
}
