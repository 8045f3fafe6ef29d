import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seedBench } from './demo/seed-bench.ts';
import { DEMO_PEOPLE, seedDemo } from './demo-data.ts';
import { type Hub, openHub } from './open-hub.ts';

/** The demo's hub, as a process that the app starts, stops and starts again. It speaks to its parent alone. */
interface Parent {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

interface Keys {
  readonly stationKey: string;
  readonly officeKey: string;
}

async function run(parent: Parent): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      orders: { type: 'string', default: '40' },
      'orders-from': { type: 'string' },
    },
  });
  if (values.data === undefined) throw new Error('The demo hub needs --data');
  const hub = await openHub({ database: { kind: 'pglite', dir: values.data } });
  const stop = () => {
    hub.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  parent.on('message', ({ data }) => {
    if (data === 'stop') stop();
  });
  process.on('SIGTERM', stop);
  const known = keysIn(`${values.data}.keys.json`);
  const keys = known ?? (await newKeys(hub, `${values.data}.keys.json`));
  await stockUp(hub, { orders: Number(values.orders), file: values['orders-from'], isNew: known === null });
  await seedBench(hub);
  const { url } = await hub.listen({ host: '127.0.0.1', port: Number(values.port) });
  parent.postMessage({ ready: true, url, ...keys, badge: DEMO_PEOPLE[0].badge });
}

/** A demo has nothing to protect, so its keys lie beside its data and survive a restart. */
function keysIn(path: string): Keys | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Keys) : null;
}

async function newKeys(hub: Hub, path: string): Promise<Keys> {
  const station = await hub.addStation({ name: 'Station 5', offline_buffer: 30 });
  const office = await hub.addOfficeKey('demo');
  const keys = { stationKey: station.key, officeKey: office.key };
  writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** Below this a visitor would soon stand before an empty screen. */
const FEW_ORDERS = 5;

async function stockUp(
  hub: Hub,
  ask: { readonly orders: number; readonly file: string | undefined; readonly isNew: boolean },
): Promise<void> {
  const { orders, file, isNew } = ask;
  if (file === undefined) {
    // Backorders and the bench's own orders are not of the series.
    const states = await hub.context.db
      .selectFrom('orders')
      .select('state')
      .where('number', 'like', 'PK-%')
      .where('split_no', '=', 0)
      .execute();
    const made = states.length;
    const open = states.filter(({ state }) => ['ready', 'claimed', 'packing'].includes(state)).length;
    if (isNew || open < FEW_ORDERS) await seedDemo(hub, { orders, from: made });
    return;
  }
  // Real orders need somebody to pack them, and this file has no addresses of its own: made-up ones are asked for here.
  if (isNew) await seedDemo(hub, { orders: 0 });
  const report = await hub.importOrders(createReadStream(file), {
    mapping: 'online-retail',
    madeUpAddresses: true,
    learnCatalogue: true,
    stock: 100_000,
  });
  if (report.ready === 0 && report.imported > 0) throw new Error(`No order of ${file} can be packed`);
}

const parent = (process as { readonly parentPort?: Parent }).parentPort;
if (parent === undefined) {
  process.stderr.write('The demo hub is started by the app. For a hub of your own: npm run hub -- --help\n');
  process.exit(64);
}
run(parent).catch((error: unknown) => {
  parent.postMessage({ ready: false, reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
});
