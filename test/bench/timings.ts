import { type Spread, spreadOf } from '../../electron/demo/latencies.ts';

/** How long each of many runs takes, in milliseconds; the first ones, in which the engine still compiles, are left out. */
export function timed(runs: number, run: (index: number) => void): Spread {
  const warmUp = Math.ceil(runs / 5);
  for (let index = 0; index < warmUp; index += 1) run(index);
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const begun = performance.now();
    run(warmUp + index);
    times.push(performance.now() - begun);
  }
  return spreadOf(times);
}
