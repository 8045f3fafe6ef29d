import { join } from 'node:path';
import { unreachable } from '../../core/result.ts';
import type { Printer } from '../../runtime/ports.ts';
import type { PrinterConnection, PrinterSettings } from '../../wire/settings.ts';
import type { ListPorts } from '../scan/resolve-port.ts';
import { DEFAULT_LINE, fillGaps, type MakeSerial } from '../scan/serial-port.ts';
import { cupsQueue } from './cups-queue.ts';
import { type Deadlines, usualDeadlines } from './deadlines.ts';
import { deviceDial } from './device-line.ts';
import type { OpenDeviceProcess } from './device-message.ts';
import { forkDeviceProcess } from './fork-device.ts';
import { throwBug } from './job-queue.ts';
import type { Sending } from './job-run.ts';
import type { Dial } from './line.ts';
import { openLinePrinter, type PrinterFace } from './line-printer.ts';
import { formOf } from './printer-form.ts';
import { type RunProgram, runProgram } from './run-program.ts';
import { serialDial } from './serial-line.ts';
import { openSpoolerPrinter } from './spooler-printer.ts';
import { type Connect, tcpDial } from './tcp-line.ts';
import { systemTimers, type Timers } from './timers.ts';
import { windowsQueue } from './windows-queue.ts';

/** What a printer needs from outside; everything is the real one unless somebody gives another. */
export interface PrinterParts {
  readonly timers?: Timers | undefined;
  readonly deadlines?: Partial<Deadlines> | undefined;
  readonly connect?: Connect | undefined;
  /** The packaged app gives Electron's utility process; otherwise Node forks `device-process.js` beside this file. */
  readonly openDeviceProcess?: OpenDeviceProcess | undefined;
  readonly makeSerial?: MakeSerial | undefined;
  readonly listPorts?: ListPorts | undefined;
  readonly run?: RunProgram | undefined;
  readonly onBug?: ((bug: unknown) => void) | undefined;
}

type LineConnection = Extract<PrinterConnection, { readonly kind: 'tcp' | 'device' | 'serial' }>;

const CHUNK_BYTES = 8192;
/** Of a slow way, as much as goes out in a quarter of a second: less than the time after which it counts as stuck. */
const CHUNKS_PER_SECOND = 4;
const LEAST_CHUNK_BYTES = 64;

/** What is known of a printer before it is opened. A spooler and a printer of pages prove nothing, whatever was set up. */
export function faceOf(setup: PrinterSettings): PrinterFace {
  const { id, name, connection } = setup;
  const isMute = setup.language === 'pdf' || connection.kind === 'cups' || connection.kind === 'windows';
  const acknowledgement = isMute ? 'none' : setup.acknowledgement;
  return { id, name, transport: connection.kind, acknowledgement, form: formOf(setup) };
}

/** One printer as the settings describe it. Nothing is opened before it is asked or given something. */
export function openPrinter(setup: PrinterSettings, parts: PrinterParts = {}): Printer {
  const { connection } = setup;
  const timers = parts.timers ?? systemTimers;
  const deadlines: Deadlines = { ...usualDeadlines, ...parts.deadlines };
  const run = parts.run ?? runProgram;
  const face = faceOf(setup);
  const { programMs } = deadlines;
  const shared = { timers, deadlines, onBug: parts.onBug ?? throwBug };
  switch (connection.kind) {
    case 'cups': {
      const paper = setup.language === 'pdf' ? setup.paper : null;
      return openSpoolerPrinter(face, cupsQueue({ ...connection, paper, run, programMs }), shared);
    }
    case 'windows':
      return openSpoolerPrinter(face, windowsQueue({ ...connection, run, programMs }), shared);
    default: {
      const dial = dialOf(connection, parts);
      // A device file and a serial port can be held once; only the network lets us ask at a second door.
      const probe = connection.kind === 'tcp' ? dial : null;
      return openLinePrinter(face, { ...shared, dial, probe, sending: sendingOf(connection) });
    }
  }
}

/** How to reach what is at the other end of a connection that is not a spooler. */
export function dialOf(connection: LineConnection, parts: PrinterParts = {}): Dial {
  const timers = parts.timers ?? systemTimers;
  const { closeMs } = { ...usualDeadlines, ...parts.deadlines };
  switch (connection.kind) {
    case 'tcp':
      return tcpDial({ ...connection, timers, closeMs, connect: parts.connect });
    case 'device': {
      const openProcess = parts.openDeviceProcess ?? forkDeviceProcess(join(import.meta.dirname, 'device-process.js'));
      return deviceDial({ path: connection.path, openProcess, timers, closeMs });
    }
    case 'serial': {
      const line = fillGaps({ ...DEFAULT_LINE, baudRate: connection.baudRate }, connection);
      return serialDial(connection.match, line, { ...parts, timers, closeMs });
    }
    default:
      return unreachable(connection);
  }
}

function sendingOf(connection: LineConnection): Sending {
  const bytesPerSecond = connection.kind === 'tcp' ? (connection.paceBytesPerSecond ?? null) : null;
  // Ten bits a byte, start and stop included.
  const wayBytesPerSecond = connection.kind === 'serial' ? connection.baudRate / 10 : bytesPerSecond;
  if (wayBytesPerSecond === null) return { chunkBytes: CHUNK_BYTES, bytesPerSecond };
  const share = Math.floor(wayBytesPerSecond / CHUNKS_PER_SECOND);
  return { chunkBytes: Math.min(CHUNK_BYTES, Math.max(LEAST_CHUNK_BYTES, share)), bytesPerSecond };
}
