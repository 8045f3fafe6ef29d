// `npm run bench`: measures what the budgets are about, on this machine, and prints a table or JSON.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { rowsOf } from './bench/budgets.mjs';
import { playApp } from './bench/play-app.mjs';
import { tableOf } from './bench/rows.mjs';
import { syncRowsOf } from './bench/sync-rows.mjs';
import { measureSync, SYNC_PROGRAMS } from './bench/sync-suite.mjs';
import { NODE_BUNDLE } from './node-bundle.mjs';
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

const SUITES = {
  app: {
    programs: PROGRAMS,
    measure: (programs, folder) => measureApp(programs, join(folder, 'filled')),
    rowsOf,
    place: 'bench',
    where: ({ app }) => `, Electron ${app.electron}, no graphics card, Xvfb`,
  },
  sync: {
    programs: SYNC_PROGRAMS,
    measure: (programs) => measureSync(programs, node),
    rowsOf: syncRowsOf,
    place: 'bench-sync',
    where: ({ loadBefore }) =>
      `, PostgreSQL with fsync on the same two processors; load average before it ${loadBefore}`,
  },
};

async function bench(argv) {
  const { values } = readArguments(argv);
  const names = values.suite === 'all' ? Object.keys(SUITES) : [values.suite];
  await ensureBuild(ROOT);
  const folder = mkdtempSync(join(ROOT, 'out', 'bench-'));
  try {
    const reports = {};
    for (const name of names) reports[name] = await runSuite(SUITES[name], folder, values);
    if (values.json) process.stdout.write(`${JSON.stringify(names.length === 1 ? reports[names[0]] : reports)}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSuite(suite, folder, { json, readme }) {
  const loadBefore = loadavg()[0].toFixed(1);
  const programs = await bundle(suite.programs, folder);
  const measured = await suite.measure(programs, folder);
  const rows = suite.rowsOf(measured);
  const missed = rows.filter(({ within }) => within === false).map(({ what }) => what);
  for (const what of missed) say(`Over its budget: ${what}`);
  const report = { machine: machine(), loadBefore, ...measured, rows, missed };
  const table = tableOf(rows);
  if (readme) writeIntoReadme(suite, report, table);
  if (!json) process.stdout.write(`${table}\n`);
  return report;
}

function readArguments(argv) {
  const known = `Known options: --suite ${[...Object.keys(SUITES), 'all'].join('|')}, --json, --readme.`;
  try {
    const options = {
      suite: { type: 'string', default: 'app' },
      json: { type: 'boolean' },
      readme: { type: 'boolean' },
    };
    const parsed = parseArgs({ args: argv, options });
    if (parsed.values.suite !== 'all' && !Object.hasOwn(SUITES, parsed.values.suite)) {
      throw new Error(`There is no suite ${parsed.values.suite}.`);
    }
    return parsed;
  } catch (error) {
    throw new Stop(EXIT.usage, `${error.message} ${known}`);
  }
}

/** One after the other: two measurements at once would measure each other. */
async function measureApp(programs, filled) {
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

async function bundle(names, folder) {
  await build({
    ...NODE_BUNDLE,
    entryPoints: Object.values(names).map((name) => ({
      in: join(ROOT, 'test/bench', `${name}.ts`),
      out: name.replace('/', '-'),
    })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, join(folder, `${name.replace('/', '-')}.mjs`)]),
  );
}

async function node(program, args = []) {
  const { stdout } = await run(process.execPath, [program, ...args], { timeout: LIMIT_MS, maxBuffer: 1 << 24 });
  return stdout === '' ? null : JSON.parse(stdout);
}

function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
}

function writeIntoReadme({ place, where }, report, table) {
  const path = join(ROOT, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- ${place}:begin -->`, `<!-- ${place}:end -->`];
  const day = new Date().toISOString().slice(0, 10);
  const suite = place === 'bench' ? '' : ' -- --suite sync';
  const note = `Measured ${day} by \`npm run bench${suite}\` on ${report.machine}${where(report)}.`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Stop(EXIT.usage, 'README.md has no place for the numbers.');
  writeFileSync(path, `${before}${begin}\n\n${table}\n\n${note}\n\n${end}${after}`);
}

await enter(async () => bench);
