import { killHub } from './kill-hub.ts';

/** For `npm run kill`: each round is told on stderr, the sum as JSON on stdout. */
const [entry = '', engine = '', rounds = ''] = process.argv.slice(2);
const report = await killHub({
  entry,
  engine: engine === 'pglite' ? 'pglite' : 'postgres',
  postmaster: engine === 'postmaster',
  rounds: Number(rounds),
  lookEvery: 5,
  onRound: (no, acked) => process.stderr.write(`round ${no}: ${acked} events acknowledged so far\n`),
});
process.stdout.write(`${JSON.stringify({ engine, ...report })}\n`);
process.exitCode = report.wrong.length === 0 ? 0 : 1;
