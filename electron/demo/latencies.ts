import type { Station, Trace } from '../../src/runtime/station.ts';

export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly count: number;
}

/** From the write into the scanner's cable to the disk and to the painted frame, all on main's monotonic clock. */
export interface Latencies {
  /** Does one scan and waits until its answer is on the screen. */
  measured(scan: () => Promise<void>): Promise<void>;
  painted(viewNo: number): void;
  /** Resolves when the newest view is on the screen. */
  upToDate(): Promise<void>;
  report(): { readonly scanToDurable: Spread; readonly scanToPaint: Spread };
}

export function createLatencies(station: Pick<Station, 'onTrace' | 'view'>): Latencies {
  const durable: number[] = [];
  const paint: number[] = [];
  let onTrace: ((trace: Trace) => void) | null = null;
  let onPaint: ((viewNo: number) => void) | null = null;
  let shownNo = 0;
  const waiting = new Set<() => void>();
  station.onTrace((trace) => onTrace?.(trace));

  return {
    painted(viewNo) {
      shownNo = Math.max(shownNo, viewNo);
      onPaint?.(viewNo);
      for (const look of [...waiting]) look();
    },
    upToDate: () =>
      new Promise((resolve) => {
        const look = () => {
          if (shownNo < station.view().no) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async measured(scan) {
      const begun = performance.now();
      const answered = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('A scan was not painted within 10 s')), 10_000);
        onTrace = (trace) => {
          onTrace = null;
          durable.push(trace.durableMonoMs - begun);
          onPaint = (viewNo) => {
            if (viewNo < trace.viewNo) return;
            onPaint = null;
            clearTimeout(timer);
            paint.push(performance.now() - begun);
            resolve();
          };
        };
      });
      await scan();
      await answered;
    },
    report: () => ({ scanToDurable: spreadOf(durable), scanToPaint: spreadOf(paint) }),
  };
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: round(sorted.at(-1) ?? 0), count: sorted.length };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
