// Writes scans to a terminal from a process of its own, one after each gap: node write-scans.mjs PATH COUNT GAP_MS TEXT
// A # in the text becomes the number of the scan. Says "open" when it has the terminal, "writing" with the first scan.
import { closeSync, constants, openSync, writeSync } from 'node:fs';

const [path, count, gapMs, text] = process.argv.slice(2);
const end = openSync(path, constants.O_WRONLY | constants.O_NOCTTY);
process.stdout.write('open\n');
let written = 0;
const pace = setInterval(() => {
  writeSync(end, `${text.replace('#', String(written))}\r`);
  written += 1;
  if (written === 1) process.stdout.write('writing\n');
  if (written < Number(count)) return;
  clearInterval(pace);
  closeSync(end);
}, Number(gapMs));
