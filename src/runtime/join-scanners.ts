import type { DeviceView } from '../core/view.ts';
import type { Scanner, ScannerDiag, ScannerStatus } from './scanner-port.ts';
import type { Station } from './station.ts';
import type { Around } from './surroundings.ts';

/** All scanners of a bench: every frame is a turn, every answer goes back to the hand that scanned, the strip shows the worst of them. */
export function joinScanners(parts: {
  readonly scanners: readonly Scanner[];
  readonly station: Station;
  readonly around: Around;
  readonly onDiag: ((diag: ScannerDiag) => void) | undefined;
  readonly onBug: (bug: unknown) => void;
}): { stop(): Promise<void> } {
  const { scanners, station, around, onBug } = parts;
  const views = new Map<string, DeviceView>();

  function show(): void {
    const [worst] = [...views.values()].toSorted((a, b) => BADNESS[b.state] - BADNESS[a.state]);
    if (worst === undefined) return;
    around.set({ scanner: worst });
    station.refresh();
  }

  const stops = station.onTrace(({ source, accepted }) => {
    const scanner = scanners.find((each) => each.source === source);
    scanner?.signal(accepted ? 'good' : 'bad').catch(onBug);
  });
  for (const scanner of scanners) {
    scanner.onFrame((frame) => {
      station.submit({ kind: 'frame', frame }).catch(onBug);
    });
    scanner.onStatus((status) => {
      views.set(scanner.source, viewOf(scanner.source, status));
      show();
    });
    if (parts.onDiag !== undefined) scanner.onDiag(parts.onDiag);
    scanner.start();
  }
  if (scanners.length === 0) {
    around.set({ scanner: { ...around.volatile().scanner, state: 'off', name: 'Keyboard' } });
  }
  return {
    async stop() {
      stops();
      await Promise.all(scanners.map((scanner) => scanner.stop()));
    },
  };
}

const BADNESS: Readonly<Record<DeviceView['state'], number>> = { lost: 4, degraded: 3, unknown: 2, well: 1, off: 0 };

function viewOf(name: string, { link, sinceMs }: ScannerStatus): DeviceView {
  const state = link === 'ready' ? 'well' : link === 'connecting' ? 'unknown' : 'lost';
  const why = link === 'denied' || link === 'busy' ? link : 'gone';
  return { state, name, sinceMs, conditions: [], ...(state === 'lost' ? { why } : {}) };
}
