import { v7 } from 'uuid';
import type { Chance, Clock } from '../runtime/clock.ts';

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monoMs: () => performance.now(),
  after(delayMs, what) {
    const timer = setTimeout(what, delayMs);
    return () => clearTimeout(timer);
  },
};

export const systemChance: Chance = {
  next: () => Math.random(),
  id: () => v7(),
};
