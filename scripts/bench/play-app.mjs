import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchElectron } from '../launch-electron.mjs';
import { EXIT, Stop } from '../runtime/exits.mjs';
import { ROOT } from '../runtime/paths.mjs';

const LIMIT_MS = 240_000;
const MANY = 50_000;
/** One to make the hub's database, one to start warm, two times six to measure; some are left over. */
const ORDERS = 24;

/**
 * The real app, warm: first with a few orders, then with 50,000 on its disk, packing six orders of 100 units through its window.
 * @param {(folder: string) => Promise<unknown>} prefill gives the station in a folder 50,000 orders
 * @param {(folder: string) => Promise<{ open: number }>} count counts the open orders of the station in a folder
 */
export async function playApp(prefill, count) {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-bench-app-'));
  const station = join(folder, 'demo');
  try {
    writeFileSync(join(folder, 'orders.csv'), ordersCsv(ORDERS));
    const shift = (name, orders, more = []) => playShift(folder, join(folder, name), [`--orders=${orders}`, ...more]);
    // The first start makes the hub's database; what is measured is every start after it.
    await shift('first.json', 1);
    const few = await shift('few.json', 1);
    // Only now: a station that has never met its hub begins with an empty replica, whatever was in it.
    await prefill(station);
    const online = await shift('online.json', 6);
    // A real hub is another machine. Here it shares the cores and the disk with the station until it is stopped.
    const away = await shift('away.json', 6, ['--outage']);
    const { open } = await count(station);
    if (open < MANY)
      throw new Stop(EXIT.demoResultMissing, `The app was measured with ${open} open orders, not ${MANY}.`);
    return {
      electron: online.electron,
      openOrders: open,
      latencyMs: online.latencyMs,
      latencyMsHubAway: away.latencyMs,
      startMs: few.startMs,
      startMsWith50kOrders: Math.max(online.startMs, away.startMs),
      memoryMb: online.memoryMb,
      memoryMbFewOrders: few.memoryMb,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the layout of the `online-retail` mapping. */
function ordersCsv(count) {
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  for (let order = 1; order <= count; order += 1) {
    for (let line = 1; line <= 10; line += 1) {
      rows.push(`9${order},BENCH-${line},BENCH ITEM NUMBER ${line},10,12/1/26 8:26,1.00,1,United Kingdom`);
    }
  }
  return `${rows.join('\n')}\n`;
}

async function playShift(folder, jsonOut, more) {
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  const code = await launchElectron({
    args: [
      ROOT,
      '--demo-shift',
      '--no-camera',
      ...more,
      `--orders-from=${join(folder, 'orders.csv')}`,
      `--json-out=${jsonOut}`,
      `--user-data-dir=${folder}`,
      `--pictures=${join(folder, 'pictures')}`,
    ],
    limitMs: LIMIT_MS,
    output: 'show-on-stderr',
  });
  if (code !== 0) throw new Stop(EXIT.demoResultMissing, `The app ended with ${code} instead of a result.`);
  const { electron, latencyMs, startMs, memoryMb } = JSON.parse(readFileSync(jsonOut, 'utf8'));
  return { electron, latencyMs, startMs, memoryMb };
}
