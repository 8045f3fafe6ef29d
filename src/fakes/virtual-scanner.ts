import { createFramer, DEFAULT_FRAMING, type Framed } from '../core/framer.ts';
import type { Frame } from '../core/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import type {
  HostSignal,
  LinkCode,
  Scanner,
  ScannerDiag,
  ScannerLink,
  ScannerStatus,
} from '../runtime/scanner-port.ts';

/** A scanner without a cable: for the demo where no terminal pair can be made, and for tests of everything behind the port. */
export interface VirtualScanner extends Scanner {
  /** Reads a code: text, then CR, as a scanner does. */
  scan(text: string): void;
  /** Raw bytes, for what a scanner should not send. */
  send(bytes: Uint8Array): void;
  unplug(): void;
  plugIn(): void;
  /** What it was told, in order; it understands everything. */
  signals(): readonly HostSignal[];
}

export function createVirtualScanner(options: { readonly source: string; readonly clock: Clock }): VirtualScanner {
  const { clock, source } = options;
  const framer = createFramer();
  const frames = new Set<(frame: Frame) => void>();
  const statuses = new Set<(status: ScannerStatus) => void>();
  const diags = new Set<(diag: ScannerDiag) => void>();
  const told: HostSignal[] = [];
  let plugged = true;
  let started = false;
  let no = 0;
  let cancelIdle: (() => void) | null = null;

  function report(link: ScannerLink, code: LinkCode): void {
    for (const listener of statuses) listener({ link, code, detail: source, sinceMs: clock.nowMs() });
  }

  function tell(code: ScannerDiag['code'], detail: string): void {
    for (const listener of diags) listener({ source, atMs: clock.nowMs(), code, detail });
  }

  function take(framed: readonly Framed[]): void {
    for (const each of framed) {
      if (each.t === 'dropped') {
        tell(each.why === 'partial' ? 'partial-dropped' : each.why, `${each.bytes} bytes`);
        continue;
      }
      no += 1;
      const { text, terminated, monoMs } = each;
      for (const listener of frames) listener({ source, kind: 'virtual', no, text, terminated, monoMs });
    }
  }

  function send(bytes: Uint8Array): void {
    if (!plugged || !started) return;
    cancelIdle?.();
    cancelIdle = null;
    take(framer.push(bytes, clock.monoMs()));
    const last = bytes.at(-1);
    if (last === undefined || DEFAULT_FRAMING.terminators.includes(last)) return;
    cancelIdle = clock.after(DEFAULT_FRAMING.idleMs, () => take(framer.idle(clock.monoMs())));
  }

  return {
    source,
    onFrame(listener) {
      frames.add(listener);
      return () => frames.delete(listener);
    },
    onStatus(listener) {
      statuses.add(listener);
      return () => statuses.delete(listener);
    },
    onDiag(listener) {
      diags.add(listener);
      return () => diags.delete(listener);
    },
    signal(signal) {
      if (!plugged || !started) return Promise.resolve(false);
      told.push(signal);
      return Promise.resolve(true);
    },
    start() {
      started = true;
      report(plugged ? 'ready' : 'lost', plugged ? 'ready' : 'no-device');
    },
    stop() {
      cancelIdle?.();
      frames.clear();
      statuses.clear();
      diags.clear();
      return Promise.resolve();
    },
    scan: (text) => send(Uint8Array.from(`${text}\r`, (character) => character.charCodeAt(0))),
    send,
    signals: () => told,
    unplug() {
      plugged = false;
      cancelIdle?.();
      take(framer.reset());
      if (started) report('lost', 'unplugged');
    },
    plugIn() {
      plugged = true;
      if (!started) return;
      tell('reopened', source);
      report('ready', 'ready');
    },
  };
}
