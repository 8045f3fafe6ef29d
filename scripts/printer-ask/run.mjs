// `npm run -s printer:ask -- tcp://HOST[:PORT] | /dev/usb/lp0 | cups:QUEUE`: asks a printer what it is, for people who set up stations.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { EXIT, Stop } from '../runtime/exits.mjs';
import { ROOT } from '../runtime/paths.mjs';
import { say } from '../runtime/say.mjs';

const USAGE = 'npm run -s printer:ask -- tcp://HOST[:PORT] | /dev/usb/lp0 | cups:QUEUE';
/** Nobody is there, or it said nothing that could be understood. */
const NOT_FOUND = 1;

/**
 * Prints one JSON object: what the printer said, and an entry for the settings. Never prints a label and never changes the printer.
 * @param {string[]} argv
 * @returns {Promise<number>} 1 when the printer could not be reached or did not say what it speaks
 */
export async function runPrinterAsk(argv) {
  const connection = readConnection(argv);
  const folder = bundleFolder();
  try {
    const devices = await loadDevices(folder);
    const found = await ask(devices, connection, join(folder, 'device-process.js'));
    const settings = devices.suggestedPrinter(found, connection);
    process.stdout.write(`${JSON.stringify({ connection, found, settings }, null, 2)}\n`);
    if (found.link === 'up' && settings !== null) return EXIT.ok;
    say(wordsFor(found, connection));
    return NOT_FOUND;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readConnection(argv) {
  const [target, ...more] = positionals(argv);
  if (target === undefined || more.length > 0) throw new Stop(EXIT.usage, `Name one printer. Use: ${USAGE}`);
  if (target.startsWith('/dev/')) return { kind: 'device', path: target };
  if (/^cups:[^\s/#"'`$&|;<>\\-][^\s/#"'`$&|;<>\\]{0,126}$/.test(target))
    return { kind: 'cups', queue: target.slice(5) };
  const tcp = URL.canParse(target) ? new URL(target) : null;
  const isBare = tcp !== null && ['', '/'].includes(tcp.pathname) && tcp.search === '' && tcp.username === '';
  if (tcp?.protocol !== 'tcp:' || tcp.hostname === '' || !isBare) {
    throw new Stop(EXIT.usage, `"${target}" is no printer's address. Use: ${USAGE}`);
  }
  return { kind: 'tcp', host: tcp.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(tcp.port || 9100) };
}

function positionals(argv) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: {} }).positionals;
  } catch (error) {
    throw new Stop(EXIT.usage, `${error.message} Use: ${USAGE}`);
  }
}

function ask(
  { askPrinter, askQueue, dialOf, forkDeviceProcess, runProgram, systemTimers, usualDeadlines },
  connection,
  script,
) {
  if (connection.kind === 'cups') return askQueue(connection.queue, runProgram, usualDeadlines.programMs);
  const dial = dialOf(connection, { openDeviceProcess: forkDeviceProcess(script) });
  return askPrinter(dial, systemTimers, usualDeadlines);
}

function wordsFor(found, { kind }) {
  if (kind === 'cups' && found.link !== 'up')
    return 'There is no such queue, or no CUPS here: `lpstat -p` lists what there is.';
  if (kind === 'cups') return 'CUPS does not say what it speaks: ask the printer itself, at its own address.';
  if (found.link === 'refused') return 'Nobody is there: check the address, the cable, and that the printer is on.';
  if (found.link === 'no-answer') return 'It does not answer: it is off, or another computer holds it.';
  return 'It answers no question that we know, so nothing is suggested: look up in its manual whether it speaks ZPL or ESC/POS.';
}

/** Inside the project, so that native packages are still found. */
function bundleFolder() {
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  return mkdtempSync(join(ROOT, 'out', 'printer-ask-'));
}

/** The station's own code, so that the answer is what the station would find. */
async function loadDevices(folder) {
  const from = (file, ...names) => `export { ${names.join(', ')} } from './${file}.ts';`;
  const contents = [
    from('ask-printer', 'askPrinter'),
    from('ask-queue', 'askQueue'),
    from('suggest-printer', 'suggestedPrinter'),
    from('open-printer', 'dialOf'),
    from('fork-device', 'forkDeviceProcess'),
    from('run-program', 'runProgram'),
    from('timers', 'systemTimers'),
    from('deadlines', 'usualDeadlines'),
  ].join('\n');
  const resolveDir = join(ROOT, 'src/devices/print');
  const options = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    external: ['serialport'],
    logLevel: 'error',
  };
  const [main, script] = [join(folder, 'devices.mjs'), join(folder, 'device-process.js')];
  await build({ ...options, stdin: { contents, resolveDir, loader: 'ts' }, outfile: main });
  await build({ ...options, entryPoints: [join(resolveDir, 'device-process.ts')], outfile: script });
  return import(pathToFileURL(main).href);
}
