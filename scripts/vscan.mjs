// `npm run -s vscan -- [--pty | --connect PATH] FILE.json` or `--repl`: a scanner at the end of a cable, for a running station.
import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./vscan/run.mjs')).runVirtualScanner);
