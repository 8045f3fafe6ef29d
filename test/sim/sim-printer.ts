import type { Clock } from '../../src/runtime/clock.ts';
import type { BenchPrinter } from '../../src/runtime/effects.ts';
import { obedientPrinter } from '../runtime/paper-at-once.ts';
import type { Dice } from './dice.ts';

/** A label printer that takes its time, and of which now and then nobody knows whether it printed. */
export function createSimPrinter(clock: Clock, dice: Dice, trouble: number): readonly BenchPrinter[] {
  const printer = obedientPrinter({
    print: () =>
      new Promise((resolve) => {
        const luck = dice.next();
        clock.after(dice.between(60, 500), () => {
          const fault = { bytesWritten: 0, conditions: [] } as const;
          if (luck < trouble / 2) resolve({ state: 'not_sent', code: 'UNREACHABLE', ...fault });
          else if (luck < trouble) resolve({ state: 'unknown', code: 'NO_ACK', ...fault, bytesWritten: 400 });
          else resolve({ state: 'printed', by: 'odometer' });
        });
      }),
  });
  return [{ printer, roles: ['label'] }];
}
