// The hub and the stations' sync: each measurement with processes and a database of its own, one after the other.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureRival } from './rival.mjs';

export const SYNC_PROGRAMS = {
  hub: 'sync/bench-hub',
  hubLoad: 'sync/hub-load-bench',
  hubPull: 'sync/pull-bench',
  onePull: 'pull-bench',
  catchUp: 'sync/catch-up-bench',
  idle: 'sync/idle-streams-bench',
};

const STATIONS = 64;
const LOAD_ORDERS = 20_000;
/** The embedded database does it on the hub's own thread; it needs no more to be measured. */
const LOAD_ORDERS_IN_MEMORY = 8000;
const ORDERS = 10_000;
const STREAMS = 2000;

/**
 * @param {Record<keyof typeof SYNC_PROGRAMS, string>} programs bundles
 * @param {(program: string, args?: string[]) => Promise<any>} node
 */
export async function measureSync(programs, node) {
  const postgres = (program, ...args) =>
    inFolder((folder) => node(program, [programs.hub, `folder:${folder}`, ...args.map(String)]));
  const load = await postgres(programs.hubLoad, STATIONS, LOAD_ORDERS);
  const loadInMemory = await node(programs.hubLoad, [
    ...[programs.hub, 'memory', String(STATIONS), String(LOAD_ORDERS_IN_MEMORY)],
  ]);
  return inFolder(async (folder) => {
    const [orders, entries, both] = ['orders', 'entries', 'both'].map((name) => join(folder, `${name}.json`));
    const hubPull = await postgres(programs.hubPull, ORDERS, orders);
    const onePull = await node(programs.onePull);
    const catchUp = await postgres(programs.catchUp, entries);
    const idle = await node(programs.idle, [programs.hub, String(STREAMS)]);
    writeFileSync(both, `{"orders":${readFileSync(orders, 'utf8')},"entries":${readFileSync(entries, 'utf8')}}`);
    const rival = await measureRival(both);
    return { load, loadInMemory, pull: hubPull, onePull, catchUp, idle, rival };
  });
}

/** In the system's folder for such things, because a database server that runs as another user must come in. */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
