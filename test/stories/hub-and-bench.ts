import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandCodeOf } from '../../src/core/command-code.ts';
import { todoOf } from '../../src/core/state.ts';
import type { View } from '../../src/core/view.ts';
import { createHubClient } from '../../src/devices/hub-client.ts';
import { openStore, type Store } from '../../src/devices/store/open-store.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualNetwork, type VirtualNetwork } from '../../src/fakes/virtual-network.ts';
import { createVirtualScanner, type VirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { DEMO_PEOPLE, seedDemo } from '../../src/hub/demo-data.ts';
import { type Hub, openHub } from '../../src/hub/open-hub.ts';
import type { Bench } from '../../src/runtime/bench.ts';
import { OBEDIENT, plainLabels } from '../runtime/paper-at-once.ts';
import { openLonelyBench } from './lonely-bench.ts';

export interface World {
  readonly hub: Hub;
  readonly network: VirtualNetwork;
}

let stations = 0;
/** A journal belongs to one station: the hub refuses a second journal under the same key as a fork. */
export async function newKey({ hub }: World): Promise<string> {
  stations += 1;
  return (await hub.addStation({ name: `Station ${stations}`, offline_buffer: 3 })).key;
}

export async function openWorld(): Promise<World> {
  const hub = await openHub({ database: { kind: 'pglite', dir: null } });
  await seedDemo(hub, { orders: 40 });
  return { hub, network: createVirtualNetwork(hub.handle) };
}

export interface TestStation {
  readonly bench: Bench;
  readonly store: Store;
  readonly scanner: VirtualScanner;
  readonly folder: string;
  see(what: string, is: (view: View) => boolean): Promise<View>;
  read(text: string): Promise<void>;
  packNext(): Promise<string>;
  close(): Promise<void>;
  destroy(): Promise<void>;
}

export async function openTestStation(world: World, key: string, in_?: string): Promise<TestStation> {
  const folder = in_ ?? mkdtempSync(join(tmpdir(), 'packhouse-story-'));
  const store = openStore(folder);
  const scanner = createVirtualScanner({ source: 'scanner', clock: systemClock });
  const bench = await openLonelyBench(store, scanner, {
    hub: createHubClient({ url: 'http://hub.test', key, fetch: world.network.fetch, timeoutMs: 1500 }),
    printers: OBEDIENT,
    labels: plainLabels,
    backOffCapMs: 30,
    waitSeconds: 1,
  });
  const { station } = bench;

  function see(what: string, is: (view: View) => boolean): Promise<View> {
    if (is(station.view())) return Promise.resolve(station.view());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error(`never saw ${what}: ${JSON.stringify(station.view().strip)} ${station.view().band.code}`)),
        15_000,
      );
      const stop = station.onView((view) => {
        if (!is(view)) return;
        stop();
        clearTimeout(timer);
        resolve(view);
      });
    });
  }

  async function read(text: string): Promise<void> {
    scanner.scan(text);
    await station.idle();
  }

  return {
    bench,
    store,
    scanner,
    folder,
    see,
    read,
    async packNext() {
      if (station.view().phase === 'signed-out') await read(DEMO_PEOPLE[0].badge);
      await read(commandCodeOf('next'));
      await see('an open order', ({ screen }) => screen.name === 'verify');
      for (let work = station.state().work; work?.stage === 'packing'; work = station.state().work) {
        const code = todoOf(work)[0]?.barcodes.find(({ factor }) => factor === 1);
        await read(code?.value ?? '');
      }
      const prove = await see('the label', ({ screen }) => screen.name === 'prove');
      await read(prove.screen.name === 'prove' ? (prove.screen.tracking ?? prove.screen.parcelCode) : '');
      return station.state().work?.order.number ?? '';
    },
    async close() {
      await bench.close();
      store.close();
    },
    async destroy() {
      await bench.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
