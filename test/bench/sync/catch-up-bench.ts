import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { round } from '../../../electron/demo/latencies.ts';
import { EVENT_VERSION, type Event } from '../../../src/core/event.ts';
import type { OrderId } from '../../../src/core/ids.ts';
import { createHubClient } from '../../../src/devices/hub-client.ts';
import { openStore } from '../../../src/devices/store/open-store.ts';
import { systemChance, systemClock } from '../../../src/devices/system-clock.ts';
import type { JournalDraft } from '../../../src/runtime/stores.ts';
import { createSync } from '../../../src/runtime/sync.ts';
import { wireEventOf } from '../../../src/wire/hub-events.ts';
import { startHub } from './hub-child.ts';
import { packedEvents } from './packed-events.ts';

/**
 * A station comes back after hours alone: 10,000 entries of its real journal (SQLite), 400 orders from opening to shipping, pushed by its real sync to a
 * hub in another process. Arguments: bundle of bench-hub.ts, its database, and a file for the entries as they went.
 */
const [program = '', where = 'memory', file = ''] = process.argv.slice(2);
const ENTRIES = 10_000;
/** The largest buffer that a station may have; by itself it asks again only when half of it is used, and 200 at a time. */
const MOST_HELD = 500;
const ORDERS = 400;
const hub = await startHub(program, { where, orders: ORDERS, buffer: MOST_HELD });
const folder = mkdtempSync(join(tmpdir(), 'packhouse-catch-up-'));
const store = openStore(folder);
const { journal, replica } = store;
const client = createHubClient({ url: hub.url, key: hub.keys[0] ?? '' });

let look: () => void = () => undefined;

/** Runs the station's sync until this is so. @returns how long it took, in milliseconds */
async function syncUntil(isSo: () => boolean): Promise<number> {
  const begun = performance.now();
  let failed: ((error: unknown) => void) | null = null;
  const reached = new Promise<void>((resolve, reject) => {
    failed = reject;
    look = () => {
      if (isSo()) resolve();
    };
  });
  const sync = createSync({
    ...{ hub: client, journal, replica, clock: systemClock, chance: systemChance },
    backOffCapMs: 60_000,
    waitSeconds: 25,
    onNetwork: (_state, fault) => {
      if (fault !== null) failed?.(new Error(JSON.stringify(fault)));
    },
    onHubTime: () => undefined,
    onChange: () => look(),
    onBug: (bug) => failed?.(bug),
  });
  sync.start();
  await reached;
  const tookMs = performance.now() - begun;
  await sync.stop();
  return tookMs;
}

await syncUntil(() => replica.held().length >= ORDERS);
await hub.analyse();

const each = ENTRIES / ORDERS;
for (const { orderId, fence } of replica.held()) {
  const order = replica.order(orderId)?.order;
  if (order === undefined) throw new Error(`${orderId} is not here`);
  const told = packedEvents('1', journal.lastSeq(), { id: orderId, fence, rev: order.rev, lines: order.doc.lines });
  const scan = { source: 'scanner', text: '4006381333931', symbology: 'ean-13', atMs: Date.now() };
  const scans = Array.from({ length: each - told.length }, () => ({ type: 'scan-taken', payload: { scan } }));
  const drafts = [told[0], ...scans, ...told.slice(1)].map((event): JournalDraft => {
    // What a bench writes, by the same names; the hub checks what it reads of it.
    const fact = { ...event?.payload, type: event?.type, orderId } as Event;
    return draftOf(orderId, fence, fact);
  });
  const written = await journal.append(drafts);
  if (!written.ok) throw new Error(written.error.detail);
}
if (file !== '') writeFileSync(file, JSON.stringify([...journal.after(0)].map((entry) => wireEventOf(entry, 1))));

const before = await hub.state();
const pushMs = round(await syncUntil(() => journal.acknowledgedSeq() === ENTRIES));
const after = await hub.state();
if (after.events - before.events !== ENTRIES || after.shipped !== ORDERS) throw new Error(JSON.stringify(after));
const hubCpuMs = round(after.cpuMs - before.cpuMs);
process.stdout.write(JSON.stringify({ entries: ENTRIES, orders: ORDERS, pushMs, hubCpuMs }));
store.close();
await hub.close();
rmSync(folder, { recursive: true, force: true });

function draftOf(orderId: OrderId, fence: number, event: Event): JournalDraft {
  const about = { orderId, fence, personId: null, bootId: 'bench', monoMs: performance.now() };
  return { id: uuidv7(), version: EVENT_VERSION, atMs: Date.now(), ...about, event };
}
