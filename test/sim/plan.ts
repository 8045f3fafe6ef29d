import { createDice } from './dice.ts';

export interface SimOptions {
  readonly stations: number;
  readonly hours: number;
  readonly orders: number;
}

/** What a history is made of. Each trouble is in about half of them, so that troubles meet in every combination, and also stay alone. */
export interface Plan extends SimOptions {
  readonly seed: number;
  /** How many orders each station holds ahead. */
  readonly buffers: readonly number[];
  readonly loss: number;
  readonly twice: number;
  readonly late: number;
  readonly partitions: boolean;
  readonly crashes: boolean;
  readonly hubDies: boolean;
  readonly clockJumps: boolean;
  readonly replicaLost: boolean;
  readonly fullDisk: boolean;
  /** Packers do wrong and odd things, this often. */
  readonly mistakes: number;
  readonly printTrouble: number;
  readonly cancels: boolean;
  readonly edits: boolean;
  readonly counts: boolean;
  /** A supervisor takes orders away from stations, also when the parcel has left already. */
  readonly overrides: boolean;
  /** A supervisor at a bench takes over what another station holds. */
  readonly takeOvers: boolean;
  readonly poison: number;
  readonly revokes: boolean;
  /** A station's disk is copied, and the copy goes to work. */
  readonly clones: boolean;
  readonly restores: boolean;
  readonly slowWorkers: boolean;
}

export function planOf(seed: number, { stations, hours, orders }: SimOptions): Plan {
  const dice = createDice(seed, 'plan');
  const often = () => dice.chance(0.5);
  const seldom = () => dice.chance(0.2);
  return {
    seed,
    stations,
    hours,
    orders,
    buffers: Array.from({ length: stations }, () => dice.pick([0, 0, 2, 4, 8])),
    loss: often() ? dice.between(0.01, 0.2) : 0,
    twice: often() ? dice.between(0.02, 0.3) : 0,
    late: often() ? dice.between(0.01, 0.08) : 0,
    partitions: often(),
    crashes: often(),
    hubDies: often(),
    clockJumps: often(),
    replicaLost: often(),
    fullDisk: seldom(),
    mistakes: dice.pick([0, 0.08, 0.2, 0.35]),
    printTrouble: dice.pick([0, 0, 0.1, 0.3]),
    cancels: often(),
    edits: often(),
    counts: often(),
    overrides: dice.chance(0.35),
    takeOvers: dice.chance(0.35),
    poison: seldom() ? dice.between(0.01, 0.1) : 0,
    revokes: seldom(),
    clones: seldom(),
    restores: seldom(),
    slowWorkers: often(),
  };
}

/** One line that says what is on. */
export function wordsOf(plan: Plan): string {
  const on = Object.entries(plan).flatMap(([name, value]) =>
    value === true
      ? [name]
      : typeof value === 'number' && value > 0 && value < 1
        ? [`${name} ${value.toFixed(2)}`]
        : [],
  );
  return `stations ${plan.stations}, orders ${plan.orders}, buffers ${plan.buffers.join('/')}, ${on.join(', ')}`;
}
