import { mod3736 } from '../../src/core/check-character.ts';
import type { OrderId, PersonId } from '../../src/core/ids.ts';
import { DEFAULT_SITE } from '../../src/core/site.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import type { Store } from '../../src/devices/store/open-store.ts';
import { systemChance, systemClock } from '../../src/devices/system-clock.ts';
import { awayHub } from '../../src/runtime/away-hub.ts';
import { type Bench, type BenchParts, openBench } from '../../src/runtime/bench.ts';
import type { LabelMaker } from '../../src/runtime/ports.ts';
import type { Scanner } from '../../src/runtime/scanner-port.ts';
import { BOTTLE_BLACK, BOTTLE_BLUE, ITEMS, line, MUG, order } from '../core/bench.ts';

/** A bench whose hub never answers: everything it needs is on its own disk. */
export const BADGE = `XB1001MIRA${mod3736('XB1001MIRA')}`;
export const CODES = [BOTTLE_BLACK, MUG, BOTTLE_BLUE, MUG];

const noPaper = () => Promise.reject(new Error('no paper is made here'));
const noLabels: LabelMaker = {
  make: noPaper,
  prepare: noPaper,
  slip: noPaper,
  close: () => Promise.resolve(),
};

export function stock(store: Store): void {
  const badgeSalt = 'c2FsdA';
  store.replica.setIdentity({
    hubId: 'hub',
    feedEpoch: 'epoch',
    badgeSalt,
    station: { id: 'station', no: 5, name: 'Station 5', epoch: 1 },
    offlineBuffer: 30,
    site: DEFAULT_SITE,
  });
  const mira = {
    id: 'mira' as PersonId,
    name: 'Mira K.',
    role: 'packer' as const,
    badgeHash: nodeCredentials.badgeHash(badgeSalt, BADGE),
    pinHash: null,
    active: true,
  };
  const big = order(
    'ORDER-1',
    line(1, 'B-17-BK', 1_000_000),
    line(2, 'M-02', 1_000_000),
    line(3, 'B-17-BL', 1_000_000),
  );
  store.replica.apply({
    cursor: 'c',
    feedEpoch: 'epoch',
    orders: [{ ...big, id: 'order-1' as OrderId }],
    removed: [],
    items: ITEMS,
    people: [mira],
    conflicts: [],
    atMs: Date.now(),
  });
}

/** A whole bench on the real disk, without network and paper; `change` puts in what a test is about. */
export function openLonelyBench(store: Store, scanner: Scanner, change: Partial<BenchParts> = {}): Promise<Bench> {
  return openBench({
    ...store,
    scanners: [scanner],
    scale: null,
    hub: awayHub('no network'),
    printers: [],
    labels: noLabels,
    credentials: nodeCredentials,
    clock: systemClock,
    chance: systemChance,
    signal: new AbortController().signal,
    name: 'Station',
    mode: 'work',
    bootId: systemChance.id(),
    endOfDayMs: (nowMs) => nowMs + 3_600_000,
    backOffCapMs: 60_000,
    waitSeconds: 25,
    onFault: () => undefined,
    onBug: (bug) => {
      throw bug;
    },
    ...change,
  });
}
