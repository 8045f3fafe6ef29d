// `npm run -s printer:ask -- tcp://HOST[:PORT] | /dev/usb/lp0 | cups:QUEUE [--settings FILE]`: asks a printer what it is, for people who set up stations.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { EXIT, Stop } from '../runtime/exits.mjs';
import { ROOT } from '../runtime/paths.mjs';
import { say } from '../runtime/say.mjs';

const USAGE = 'npm run -s printer:ask -- tcp://HOST[:PORT] | /dev/usb/lp0 | cups:QUEUE [--settings FILE]';
// npm changes to the project's folder; INIT_CWD is where the person stands, and what FILE is relative to.
const here = process.env.INIT_CWD ?? process.cwd();
/** Nobody is there, or it said nothing that could be understood. */
const NOT_FOUND = 1;

/**
 * Prints one JSON object: what the printer said, and an entry for the settings; with a settings file also in what the printer is
 * not as it was set up. Never prints a label and never changes the printer.
 * @param {string[]} argv
 * @returns {Promise<number>} 1 when the printer could not be reached, did not say what it speaks, or is not as it was set up
 */
export async function runPrinterAsk(argv) {
  const { target, file } = readArguments(argv);
  const connection = readConnection(target);
  const folder = bundleFolder();
  try {
    const devices = await loadDevices(folder);
    const found = await ask(devices, connection, join(folder, 'device-process.js'));
    const settings = devices.suggestedPrinter(found, connection);
    const setup = file === null ? null : setupIn(file, connection, devices.settingsSchema);
    const compared = setup === null ? {} : { asSetUp: setup.id, disagrees: devices.disagreements(setup, found) };
    process.stdout.write(`${JSON.stringify({ connection, found, settings, ...compared }, null, 2)}\n`);
    if (compared.disagrees?.length > 0) {
      say('It is not as it was set up: labels would come out too small, cut off, or as text. Mend the entry.');
      return NOT_FOUND;
    }
    if (found.link === 'up' && settings !== null) return EXIT.ok;
    say(wordsFor(found, connection));
    return NOT_FOUND;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readArguments(argv) {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, allowPositionals: true, options: { settings: { type: 'string' } } });
  } catch (error) {
    throw new Stop(EXIT.usage, `${error.message} Use: ${USAGE}`);
  }
  const [target, ...more] = parsed.positionals;
  if (target === undefined || more.length > 0) throw new Stop(EXIT.usage, `Name one printer. Use: ${USAGE}`);
  const { settings } = parsed.values;
  return { target, file: settings === undefined ? null : resolve(here, settings) };
}

/** The entry of this very printer in a station's settings. */
function setupIn(file, connection, settingsSchema) {
  let parsed;
  try {
    parsed = settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Stop(EXIT.usage, `${file} is no station's settings (${error.message.split('\n')[0]}).`);
  }
  const place = ({ kind, host, port, path, queue }) => JSON.stringify([kind, host, port, path, queue]);
  const found = parsed.printers.find((each) => place(each.connection) === place(connection));
  if (found !== undefined) return found;
  throw new Stop(EXIT.usage, `${file} has no printer at this address.`);
}

function readConnection(target) {
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
    from('suggest-printer', 'suggestedPrinter', 'disagreements'),
    `export { settingsSchema } from '../../wire/settings.ts';`,
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
