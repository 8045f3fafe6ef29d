import { app } from 'electron';
import { declareAppScheme } from './app-protocol.ts';
import { runApp } from './run-app.ts';

const NO_DISPLAY = 69;
const MISTAKE = 77;

// Without a display Chromium crashes with a signal after this module was read; a sentence is kinder.
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  process.stderr.write('There is no display: start Packhouse with `npm start`, which brings its own.\n');
  process.exit(NO_DISPLAY);
}

// Whoever started us may be gone: words that nobody hears would else end in a dialog that holds up the whole bench.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Without this Electron shows a dialog of its own that nobody at a bench can answer.
process.on('uncaughtException', crash);

declareAppScheme();
// As root the sandbox cannot start, and asking for both makes the network service crash for ever.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

if (app.requestSingleInstanceLock()) {
  // Not awaited here: `ready` is held back until this module has been read to its end.
  app.whenReady().then(runApp).catch(crash);
} else {
  process.stderr.write('Packhouse is already open on this station.\n');
  app.exit(0);
}

/** The one catcher of bugs in this process. */
export function crash(bug: unknown): void {
  const text = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  process.stderr.write(`Packhouse stopped because of a mistake in the program: ${text}\n`);
  app.exit(MISTAKE);
}
