import { SCALE_DIALECTS, type ScaleCommands, type ScaleProtocol } from '../../core/scale/dialect.ts';
import type { MassUnit } from '../../core/scale/mass.ts';
import type { ScaleMessage } from '../../core/scale/scale-message.ts';
import { createSettling } from '../../core/scale/settle.ts';
import type { Scale, ScaleFault, ScaleReading } from '../../runtime/scale-port.ts';
import { type PortMatch, sourceOf } from '../scan/resolve-port.ts';
import { createSerialLink, type LinkWorld } from '../scan/serial-link.ts';
import { DEFAULT_LINE, fillGaps, type Gaps, type SerialLine } from '../scan/serial-port.ts';
import { createAsking } from './asking.ts';

/** How one serial scale is set up. All but device and protocol have defaults: 9600 baud, data bits and parity by protocol. */
export type ScaleProfile = PortMatch &
  Gaps<SerialLine> & {
    readonly protocol: ScaleProtocol;
    /** For protocols that name no unit. */
    readonly unit?: MassUnit | undefined;
    /** In place of the protocol's own; `ask: null` means that the scale sends by itself. Latin-1, `\r` and `\n` included. */
    readonly commands?: Gaps<ScaleCommands> | undefined;
  };

/** How long a scale may think about `zero` and `tare`: most wait until the load lies still. */
const COMMAND_MS = 3000;

interface Pending {
  readonly what: 'zero' | 'tare';
  /** Before that, what comes is still the answer to the question before. */
  readonly isSent: boolean;
  giveUp(): void;
  resolve(taken: boolean): void;
}

/** One serial scale, kept connected: asked five times a second, or heard as it sends by itself. */
export function createSerialScale(options: ScaleProfile & LinkWorld): Scale {
  const { clock } = options;
  const dialect = SCALE_DIALECTS[options.protocol];
  const commands = fillGaps(dialect.commands, options.commands);
  const parser = dialect.createParser({ unit: options.unit });
  const settling = createSettling();
  const readings = new Set<(reading: ScaleReading) => void>();
  const faults = new Set<(fault: ScaleFault) => void>();
  let told: ScaleFault['code'] | null = null;
  let pending: Pending | null = null;

  const link = createSerialLink(
    {
      match: options,
      line: fillGaps<SerialLine>(
        { baudRate: 9600, ...DEFAULT_LINE, dataBits: dialect.dataBits, parity: dialect.parity },
        options,
      ),
      onData(bytes) {
        const messages = parser.push(bytes);
        for (const message of messages) take(message);
        if (messages.length > 0) asking.answered();
      },
      onOpen() {
        forget();
        asking.start();
      },
      onLost() {
        asking.stop();
        forget();
      },
    },
    options,
  );

  const asking = createAsking({
    clock,
    ask: commands.ask === null ? null : () => void send(commands.ask),
    onSilence() {
      parser.reset();
      fault('timeout', 'the scale says nothing');
    },
  });

  function forget(): void {
    parser.reset();
    settling.reset();
    told = null;
    conclude(false);
  }

  function take(message: ScaleMessage): void {
    const answering = pending?.isSent === true ? pending.what : null;
    if (message.t === 'weight') weigh(message);
    else if (message.t === 'fault') {
      if (answering !== null) conclude(false);
      fault(message.code, message.detail);
    } else if (message.t === 'done') {
      if (answering === message.what) conclude(message.taken);
    } else if (answering !== null) conclude(dialect.isTaken(answering, message));
    else fault('busy', message.moving ? 'the load is moving' : 'the scale gives no weight');
  }

  function weigh({ milligrams, stable, net, zero }: Extract<ScaleMessage, { t: 'weight' }>): void {
    told = null;
    const still = stable ?? settling.take(milligrams, clock.monoMs());
    for (const listener of readings) listener({ atMs: clock.nowMs(), milligrams, stable: still, net, zero });
  }

  function fault(code: ScaleFault['code'], detail: string): void {
    settling.reset();
    if (code === told) return;
    told = code;
    for (const listener of faults) listener({ atMs: clock.nowMs(), code, detail });
  }

  function send(command: string | null): Promise<boolean> {
    if (command === null) return Promise.resolve(false);
    return link.write(Uint8Array.from(command, (character) => character.charCodeAt(0)));
  }

  /** Nothing else is asked meanwhile: some scales drop what comes while they think, and an answer must not be taken for another's. */
  function command(what: 'zero' | 'tare'): Promise<boolean> {
    const text = commands[what];
    if (text === null || pending !== null || !link.isReady()) return Promise.resolve(false);
    if (!dialect.answersCommands) return send(text);
    return new Promise((resolve) => {
      const giveUp = clock.after(COMMAND_MS, () => conclude(false));
      const mine = { what, isSent: false, giveUp, resolve };
      pending = mine;
      asking.pause(() => {
        mine.isSent = true;
        send(text).then((isSent) => {
          if (!isSent) conclude(false);
        });
      });
    });
  }

  function conclude(taken: boolean): void {
    const was = pending;
    pending = null;
    if (was === null) return;
    was.giveUp();
    if (link.isReady()) asking.start();
    was.resolve(taken);
  }

  return {
    source: sourceOf(options),
    onReading(listener) {
      readings.add(listener);
      return () => readings.delete(listener);
    },
    onFault(listener) {
      faults.add(listener);
      return () => faults.delete(listener);
    },
    onStatus: link.onStatus,
    request: () => Promise.resolve(pending === null && link.isReady() && asking.askNow()),
    zero: () => command('zero'),
    tare: () => command('tare'),
    start: link.start,
    stop: link.stop,
  };
}
