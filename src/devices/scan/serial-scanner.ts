import { createFramer, DEFAULT_FRAMING, type Framed, type Framing } from '../../core/framer.ts';
import type { Frame } from '../../core/scan.ts';
import type { HostSignal, Scanner, ScannerDiag } from '../../runtime/scanner-port.ts';
import { createLineWatch } from './line-watch.ts';
import { type PortMatch, sourceOf } from './resolve-port.ts';
import { createSerialLink, type LinkWorld } from './serial-link.ts';
import { DEFAULT_LINE, fillGaps, type Gaps, type SerialLine } from './serial-port.ts';
import { hasNak, type ScannerVendor, type SignalBytes, VENDOR_SIGNALS } from './vendor-profiles.ts';

/** How one serial scanner is set up: which device, how it talks, what it understands. All but device and speed have defaults. */
export type SerialProfile = PortMatch &
  Pick<SerialLine, 'baudRate'> &
  Gaps<typeof DEFAULT_LINE> & {
    readonly framing?: Gaps<Framing> | undefined;
    readonly vendor?: ScannerVendor | undefined;
    /** In place of what the vendor's manual says, signal by signal. */
    readonly signals?: SignalBytes | undefined;
  };

/**
 * One serial scanner, kept connected. The framer is emptied at every loss and every opening: the half of a code that was read before the
 * plug came out must never meet the next scan.
 *
 * @throws when the profile would send NAK: that is a mistake in the settings, which refuse it by `hasNak`.
 */
export function createSerialScanner(options: SerialProfile & LinkWorld): Scanner {
  const { clock } = options;
  const source = sourceOf(options);
  const framing: Framing = fillGaps({ stx: undefined, etx: undefined, ...DEFAULT_FRAMING }, options.framing);
  const signals: SignalBytes = { ...VENDOR_SIGNALS[options.vendor ?? 'generic'], ...options.signals };
  if (hasNak(signals)) throw new Error('NAK makes a scanner send its last code again, which would be counted twice');
  const framer = createFramer(framing);
  const frames = new Set<(frame: Frame) => void>();
  const diags = new Set<(diag: ScannerDiag) => void>();
  const ends = framing.etx === undefined ? framing.terminators : [framing.etx];
  const watch = createLineWatch(ends, (told) => tell(told));
  let no = 0;
  let lastByteMs = 0;
  let cancelIdle: (() => void) | null = null;

  const link = createSerialLink(
    {
      match: options,
      line: { baudRate: options.baudRate, ...fillGaps(DEFAULT_LINE, options) },
      onData(bytes) {
        lastByteMs = clock.monoMs();
        const framed = framer.push(bytes, lastByteMs);
        deliver(framed);
        watch.heard(bytes, framed);
        waitForSilence();
      },
      onOpen(again) {
        watch.reset(framer.reset());
        if (again) tell({ code: 'reopened', detail: 'the scanner is back: scan the last code again' });
      },
      onLost() {
        cancelIdle?.();
        watch.reset(framer.reset());
      },
    },
    options,
  );

  function deliver(framed: readonly Framed[]): void {
    for (const each of framed) {
      if (each.t !== 'frame') continue;
      no += 1;
      const { text, terminated, monoMs } = each;
      for (const listener of frames) listener({ source, kind: 'serial', no, text, terminated, monoMs });
    }
  }

  function waitForSilence(): void {
    cancelIdle?.();
    const waitsFromMs = clock.monoMs();
    cancelIdle = clock.after(framing.idleMs, () => {
      // A timer that comes late was held up with everything else: the rest of the code may lie in the system's buffer, unread.
      if (clock.monoMs() - waitsFromMs > framing.idleMs + HELD_UP_MS) return waitForSilence();
      const framed = framer.idle(lastByteMs);
      deliver(framed);
      watch.heard(NOTHING, framed);
    });
  }

  function tell(told: Pick<ScannerDiag, 'code' | 'detail' | 'hex'>): void {
    for (const listener of diags) listener({ source, atMs: clock.nowMs(), ...told });
  }

  return {
    source,
    onFrame(listener) {
      frames.add(listener);
      return () => frames.delete(listener);
    },
    onStatus: link.onStatus,
    onDiag(listener) {
      diags.add(listener);
      return () => diags.delete(listener);
    },
    signal(signal: HostSignal) {
      const bytes = signals[signal];
      return bytes === undefined ? Promise.resolve(false) : link.write(Uint8Array.from(bytes));
    },
    start: link.start,
    stop: link.stop,
  };
}

const HELD_UP_MS = 50;
const NOTHING = new Uint8Array(0);
