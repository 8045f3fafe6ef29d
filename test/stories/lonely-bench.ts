import { mod3736 } from '../../src/core/check-character.ts';
import type { OrderId, PersonId } from '../../src/core/ids.ts';
import { failure } from '../../src/core/result.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import type { Store } from '../../src/devices/store/open-store.ts';
import type { HubPort } from '../../src/runtime/hub-port.ts';
import type { LabelMaker, SlipEncoder } from '../../src/runtime/ports.ts';
import { BOTTLE_BLACK, BOTTLE_BLUE, ITEMS, line, MUG, order } from '../core/bench.ts';

/** A bench whose hub never answers: everything it needs is on its own disk. */
export const BADGE = `XB1001MIRA${mod3736('XB1001MIRA')}`;
export const CODES = [BOTTLE_BLACK, MUG, BOTTLE_BLUE, MUG];

const away = () => Promise.resolve(failure({ kind: 'hub-unreachable', detail: 'no network' } as const));
export const noHub: HubPort = { hello: away, feed: away, claim: away, push: away };
export const noLabels: LabelMaker = {
  make: () => Promise.reject(new Error('no label is made here')),
  close: () => Promise.resolve(),
};
export const noSlips: SlipEncoder = { encode: () => Promise.reject(new Error('no slip is made here')) };

export function stock(store: Store): void {
  const badgeSalt = 'c2FsdA';
  store.replica.setIdentity({
    hubId: 'hub',
    feedEpoch: 'epoch',
    badgeSalt,
    station: { id: 'station', no: 5, name: 'Station 5', epoch: 1 },
    offlineBuffer: 30,
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
    atMs: 1,
  });
}
