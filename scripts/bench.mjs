// `npm run bench`: measures what the budgets are about, on this machine, and prints a table or JSON.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { launchElectron } from './launch-electron.mjs';
import { enter } from './runtime/enter.mjs';
import { EXIT, Stop } from './runtime/exits.mjs';
import { ensureBuild } from './runtime/fresh-build.mjs';
import { ROOT } from './runtime/paths.mjs';

const run = promisify(execFile);
const LIMIT_MS = 240_000;

async function bench(argv) {
  const { values } = readArguments(argv);
  await ensureBuild(ROOT);
  const folder = mkdtempSync(join(ROOT, 'out', 'bench-'));
  try {
    const programs = await bundle(folder);
    const report = {
      machine: machine(),
      station: await node(programs.station),
      label: await node(programs.label, [join(ROOT, 'out/main/label-worker.js'), join(ROOT, 'out/assets')]),
      pull: await node(programs.pull),
      app: await app(programs.prefill),
    };
    const table = tableOf(report);
    if (values.readme) writeIntoReadme(report, table);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${table}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readArguments(argv) {
  try {
    return parseArgs({ args: argv, options: { json: { type: 'boolean' }, readme: { type: 'boolean' } } });
  } catch (error) {
    throw new Stop(EXIT.usage, `${error.message} Known options: --json, --readme.`);
  }
}

async function bundle(folder) {
  const names = { station: 'station-bench', label: 'label-bench', pull: 'pull-bench', prefill: 'prefill' };
  await build({
    entryPoints: Object.fromEntries(Object.values(names).map((name) => [name, join(ROOT, 'test/bench', `${name}.ts`)])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    external: ['@photostructure/sqlite', 'serialport', '@electric-sql/pglite', 'pg-native', 'electron'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, join(folder, `${name}.mjs`)]));
}

async function node(program, args = []) {
  const { stdout } = await run(process.execPath, [program, ...args], { timeout: LIMIT_MS, maxBuffer: 1 << 24 });
  return stdout === '' ? null : JSON.parse(stdout);
}

/** The real app, warm, with 50,000 open orders on its disk, packing six orders of 100 units through its window. */
async function app(prefill) {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-bench-app-'));
  try {
    await node(prefill, [join(folder, 'demo')]);
    writeFileSync(join(folder, 'orders.csv'), ordersCsv(18));
    const shift = (name, more = []) => playShift(folder, join(folder, name), more);
    // The first start makes the hub's database; what is measured is every start after it.
    await shift('first.json');
    const online = await shift('online.json');
    // A real hub is another machine. Here it shares two cores and one disk with the station until it is stopped.
    const hubAway = await shift('away.json', ['--outage']);
    return { ...online, latencyMsHubAway: hubAway.latencyMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the layout of the `online-retail` mapping. */
function ordersCsv(count) {
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  for (let order = 1; order <= count; order += 1) {
    for (let line = 1; line <= 10; line += 1) {
      rows.push(`9${order},SKU-${line},BENCH ITEM NUMBER ${line},10,12/1/26 8:26,1.00,1,United Kingdom`);
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
      '--orders=6',
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

function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
}

function tableOf({ station, label, pull, app }) {
  const rows = [
    ['scan to durable, serial port and app, p50 / p99', pair(app.latencyMsHubAway.scanToDurable), '≤ 10 ms p99'],
    ['scan to paint, serial port and window, p50 / p99', pair(app.latencyMsHubAway.scanToPaint), '≤ 50 ms p99'],
    ['scan to durable, the hub on the same machine', pair(app.latencyMs.scanToDurable), '≤ 10 ms p99'],
    ['scan to paint, the hub on the same machine', pair(app.latencyMs.scanToPaint), '≤ 50 ms p99'],
    ['frame to durable, station alone, p50 / p99', pair(station.frameToDurableMs), ''],
    ['start to first painted view, warm', `${app.startMs} ms`, '≤ 1000 ms'],
    ['station open with 50,000 orders', `${station.startWith50kOrdersMs} ms`, '≤ 1500 ms'],
    ['label 4×6, document to verified bytes, 203 dpi, p50 / p99', pair(label.documentToVerifiedMs203), '≤ 300 ms p50'],
    ['label 4×6, 300 dpi, p50 / p99', pair(label.documentToVerifiedMs300), ''],
    ['main thread blocked by making labels, longest', `${label.mainThreadBlockedMs} ms`, '≤ 20 ms'],
    [
      `pull of ${pull.orders.toLocaleString('en')} orders over HTTP, hub and station in one process`,
      `${pull.pullMs} ms`,
      '',
    ],
    ['memory of the main process, 50,000 orders', `${app.memoryMb.main} MB`, '< 300 MB'],
  ];
  return ['| what | measured | budget |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function pair({ p50, p99 }) {
  return `${p50} / ${p99} ms`;
}

function writeIntoReadme(report, table) {
  const path = join(ROOT, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->'];
  const day = new Date().toISOString().slice(0, 10);
  const note = `Measured ${day} by \`npm run bench\` on ${report.machine}, Electron ${report.app.electron}, no graphics card, Xvfb.`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Stop(EXIT.usage, 'README.md has no place for the numbers.');
  writeFileSync(path, `${before}${begin}\n\n${table}\n\n${note}\n\n${end}${after}`);
}

await enter(async () => bench);
