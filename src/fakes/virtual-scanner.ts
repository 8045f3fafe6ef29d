import { createFramer } from '../core/framer.ts';
import type { Frame } from '../core/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Scanner, ScannerStatus } from '../runtime/scanner-port.ts';

/** A scanner without a cable: for the demo where no terminal pair can be made, and for tests of everything behind the port. */
export interface VirtualScanner extends Scanner {
  /** Reads a code: text, then CR, as a scanner does. */
  scan(text: string): void;
  /** Raw bytes, for what a scanner should not send. */
  send(bytes: Uint8Array): void;
  unplug(): void;
  plugIn(): void;
}

export function createVirtualScanner(options: { readonly source: string; readonly clock: Clock }): VirtualScanner {
  const { clock, source } = options;
  const framer = createFramer();
  const frames = new Set<(frame: Frame) => void>();
  const statuses = new Set<(status: ScannerStatus) => void>();
  let plugged = true;
  let no = 0;

  function report(link: ScannerStatus['link']): void {
    for (const listener of statuses) listener({ link, detail: source, sinceMs: clock.nowMs() });
  }

  function send(bytes: Uint8Array): void {
    if (!plugged) return;
    for (const framed of framer.push(bytes, clock.monoMs())) {
      if (framed.t !== 'frame') continue;
      no += 1;
      const { text, terminated, monoMs } = framed;
      for (const listener of frames) listener({ source, kind: 'virtual', no, text, terminated, monoMs });
    }
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
    start: () => report(plugged ? 'ready' : 'lost'),
    stop() {
      frames.clear();
      statuses.clear();
      return Promise.resolve();
    },
    scan: (text) => send(Uint8Array.from(`${text}\r`, (character) => character.charCodeAt(0))),
    send,
    unplug() {
      plugged = false;
      framer.reset();
      report('lost');
    },
    plugIn() {
      plugged = true;
      report('ready');
    },
  };
}
