// `npm run bench`: measures what the budgets are about, on this machine, and prints a table or JSON.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { rowsOf, tableOf } from './bench/budgets.mjs';
import { playApp } from './bench/play-app.mjs';
import { enter } from './runtime/enter.mjs';
import { EXIT, Stop } from './runtime/exits.mjs';
import { ensureBuild } from './runtime/fresh-build.mjs';
import { ROOT } from './runtime/paths.mjs';
import { say } from './runtime/say.mjs';

const run = promisify(execFile);
const LIMIT_MS = 240_000;
const PROGRAMS = {
  prefill: 'prefill',
  count: 'count-orders',
  match: 'match-bench',
  lookup: 'lookup-bench',
  serial: 'serial-bench',
  station: 'station-bench',
  label: 'label-bench',
  print: 'print-bench',
  pull: 'pull-bench',
};

async function bench(argv) {
  const { values } = readArguments(argv);
  await ensureBuild(ROOT);
  const folder = mkdtempSync(join(ROOT, 'out', 'bench-'));
  try {
    const programs = await bundle(folder);
    const measured = await measure(programs, join(folder, 'filled'));
    const rows = rowsOf(measured);
    const missed = rows.filter(({ within }) => within === false).map(({ what }) => what);
    for (const what of missed) say(`Over its budget: ${what}`);
    const report = { machine: machine(), ...measured, rows, missed };
    const table = tableOf(rows);
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

/** One after the other: two measurements at once would measure each other. */
async function measure(programs, filled) {
  await node(programs.prefill, [filled]);
  const match = await node(programs.match, [filled]);
  const lookup = await node(programs.lookup, [filled]);
  const serial = await node(programs.serial, [filled, join(ROOT, 'test/devices/scan/write-scans.mjs')]);
  const station = await node(programs.station, [filled]);
  const label = await node(programs.label, [join(ROOT, 'out/main/label-worker.js'), join(ROOT, 'out/assets')]);
  const print = await node(programs.print);
  const pull = await node(programs.pull);
  const app = await playApp(
    (folder) => node(programs.prefill, [folder]),
    (folder) => node(programs.count, [folder]),
  );
  return { match, lookup, serial, station, label, print, pull, app };
}

async function bundle(folder) {
  await build({
    entryPoints: Object.values(PROGRAMS).map((name) => join(ROOT, 'test/bench', `${name}.ts`)),
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
  return Object.fromEntries(Object.entries(PROGRAMS).map(([key, name]) => [key, join(folder, `${name}.mjs`)]));
}

async function node(program, args = []) {
  const { stdout } = await run(process.execPath, [program, ...args], { timeout: LIMIT_MS, maxBuffer: 1 << 24 });
  return stdout === '' ? null : JSON.parse(stdout);
}

function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
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
