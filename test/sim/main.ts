import { parseArgs } from 'node:util';
import { type Plan, planOf } from './plan.ts';
import { runSeed, type SeedReport } from './run-seed.ts';
import { openSimHub } from './sim-hub.ts';

// Calendar days on labels and in checks must not hang on where the simulation runs.
process.env.TZ = 'UTC';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    stations: { type: 'string', default: '3' },
    orders: { type: 'string', default: '20' },
    hours: { type: 'string', default: '0.2' },
    plan: { type: 'string', default: '{}' },
    stop: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const first = Number(values.seed);
const options = { stations: Number(values.stations), hours: Number(values.hours), orders: Number(values.orders) };
const always = JSON.parse(values.plan) as Partial<Plan>; // by whoever runs the simulation, for himself
const hub = await openSimHub();
let failed = 0;
const begunMs = performance.now();
const totals = { parcels: 0, lines: 0, restores: 0 };
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const report = await runSeed(hub, { ...planOf(seed, options), ...always }, values.trace);
  if (!report.ok) failed += 1;
  totals.parcels += report.parcels;
  totals.lines += report.lines;
  totals.restores += report.restores;
  tell(report);
  if (!report.ok && values.stop) break;
}
const summary = { seeds: Number(values.seeds), failed, ...totals, tookMs: Math.round(performance.now() - begunMs) };
process.stdout.write(values.json ? `${JSON.stringify({ summary })}\n` : `${JSON.stringify(summary)}\n`);
await hub.close();
process.exit(failed === 0 ? 0 : 1);

function tell(report: SeedReport): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const { seed, ok, hash, plan, wrong, tail, parcels, lines, cpuMs } = report;
  process.stdout.write(
    `seed ${seed} ${ok ? 'ok' : 'FAILED'} ${hash} ${parcels} parcels, ${lines} lines, ${cpuMs} ms of processor\n`,
  );
  if (values.trace) process.stdout.write(`${tail.join('\n')}\n`);
  if (ok) return;
  process.stdout.write(`  ${plan}\n${wrong.map((each) => `  ${each}\n`).join('')}`);
  if (!values.trace) process.stdout.write(`${tail.map((each) => `    ${each}\n`).join('')}`);
}
