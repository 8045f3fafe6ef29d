import type { Frame } from '../../src/core/scan.ts';
import type { Scanner, ScannerStatus } from '../../src/runtime/scanner-port.ts';

export type Side = 'work' | 'training';

export interface SharedScanners {
  readonly work: readonly Scanner[];
  readonly training: readonly Scanner[];
  /** From now on scans go here and nowhere else. */
  turnTo(side: Side): void;
  turned(): Side;
}

/** The same scanners for two benches. A scan reaches one of them, never both: in training nothing real may move. */
export function shareScanners(scanners: readonly Scanner[]): SharedScanners {
  let to: Side = 'work';
  const shared = scanners.map((scanner) => shareOne(scanner, () => to));
  return {
    work: shared.map(({ work }) => work),
    training: shared.map(({ training }) => training),
    turnTo(side) {
      to = side;
    },
    turned: () => to,
  };
}

function shareOne(scanner: Scanner, turned: () => Side): Readonly<Record<Side, Scanner>> {
  let last: ScannerStatus | null = null;
  scanner.onStatus((status) => {
    last = status;
  });
  const sideOf = (side: Side): Scanner => {
    const stops: (() => void)[] = [];
    const statuses = new Set<(status: ScannerStatus) => void>();
    const keep = (stop: () => void) => {
      stops.push(stop);
      return stop;
    };
    return {
      source: scanner.source,
      onFrame: (listener) => keep(scanner.onFrame((frame: Frame) => void (turned() === side && listener(frame)))),
      onStatus(listener) {
        statuses.add(listener);
        return keep(scanner.onStatus(listener));
      },
      onDiag: (listener) => keep(scanner.onDiag(listener)),
      signal: (signal) => (turned() === side ? scanner.signal(signal) : Promise.resolve(false)),
      start() {
        if (side === 'work') return scanner.start();
        // It runs already; whoever comes later is told how it stands.
        if (last !== null) for (const listener of statuses) listener(last);
      },
      async stop() {
        for (const stop of stops.splice(0)) stop();
        if (side === 'work') await scanner.stop();
      },
    };
  };
  return { work: sideOf('work'), training: sideOf('training') };
}
