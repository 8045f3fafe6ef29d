import { mod3736 } from '../../src/core/check-character.ts';
import type { Found } from '../../src/core/command.ts';
import { decode } from '../../src/core/decode.ts';
import { checkDigitOf } from '../../src/core/gtin.ts';
import type { PersonId } from '../../src/core/ids.ts';
import type { Item, OrderLine } from '../../src/core/order.ts';
import type { Payload, ScanKind } from '../../src/core/scan.ts';
import { DEFAULT_POLICY } from '../../src/core/site.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import { IDLE_MOMENT, type Moment, type Sources } from '../../src/runtime/lookup.ts';
import { resolve } from '../../src/runtime/resolve.ts';
import { meantPayload } from '../../src/runtime/resolve-percent.ts';
import { IDENTITY, openTestStore, orderFor, product, type TestStore } from '../devices/store/store-fixture.ts';

export const AT_MS = Date.parse('2026-11-23T10:00:00Z');
export const BADGE = `XB1001MIRA${mod3736('XB1001MIRA')}`;
export const GSRN = checked('95200000000000001');
export const MIRA = { id: 'mira' as PersonId, name: 'Mira K.', role: 'packer' as const };
export const GARY = { id: 'gary' as PersonId, name: 'Gary', role: 'supervisor' as const };
export const SMALL = { code: 'BOX-S', name: 'Small', millimetres: [200, 150, 100], grams: 90 } as const;
export const LARGE = { code: '9520000000172', name: 'Large', millimetres: [600, 400, 400], grams: 300 } as const;

export const MUG_GTIN = '9520000000035';
/** Sound, and in no catalogue. */
export const STRANGE_GTIN = checked('0952000000099');
export const MUG = product('MUG-02', {
  barcodes: [
    { kind: 'gtin', value: `0${MUG_GTIN}`, factor: 1 },
    { kind: 'gtin', value: '19520000000032', factor: 6 },
    { kind: 'text', value: 'SUPPLIER/7', factor: 1 },
    { kind: 'text', value: 'MUG-CARTON', factor: 12 },
  ],
});
export const CAMERA = product('CAM-1', {
  barcodes: [{ kind: 'gtin', value: '09520000000042', factor: 1 }],
  track: { serial: true },
});

/** A station's two stores on disk, with a small catalogue, two people and two cartons. */
export interface Desk {
  readonly test: TestStore;
  readonly sources: Sources;
  find(text: string, change?: Partial<Moment> & { readonly kind?: ScanKind }): Found;
  /** For codes that cannot be read; every other search takes only sound ones. */
  findDamaged(text: string): Found;
  payload(text: string, change?: Partial<Moment>): Payload;
  close(): void;
}

export function openDesk(): Desk {
  const test = openTestStore();
  const { replica, journal } = test.store;
  const hash = (text: string) => nodeCredentials.badgeHash(IDENTITY.badgeSalt, text);
  replica.setIdentity({ ...IDENTITY, site: { policy: DEFAULT_POLICY, cartons: [SMALL, LARGE] } });
  test.pull({
    items: [MUG, CAMERA],
    people: [
      { ...MIRA, badgeHash: hash(BADGE), pinHash: null, active: true },
      { ...GARY, badgeHash: hash(GSRN), pinHash: null, active: true },
    ],
  });
  const sources = { replica, journal, credentials: nodeCredentials };
  const scanOf = (text: string, kind: ScanKind) => {
    const { aim, payload } = decode({ text }, { aim: 'auto', today: '2026-11-23' });
    return { aim, payload, kind, atMs: AT_MS };
  };
  return {
    test,
    sources,
    find(text, { kind = 'serial', ...change } = {}) {
      const scan = scanOf(text, kind);
      if (scan.payload.t === 'invalid') throw new Error(`${text}: ${scan.payload.detail}`);
      return resolve(scan, sources, { ...IDLE_MOMENT, ...change });
    },
    findDamaged(text) {
      const scan = scanOf(text, 'serial');
      if (scan.payload.t !== 'invalid') throw new Error(`${text} can be read`);
      return resolve(scan, sources, IDLE_MOMENT);
    },
    payload: (text, change) => meantPayload(scanOf(text, 'serial'), sources, { ...IDLE_MOMENT, ...change }),
    close: () => test.destroy(),
  };
}

export function linesOf(...lines: readonly (Item & Partial<OrderLine>)[]): readonly OrderLine[] {
  return orderFor('open', lines).doc.lines;
}

/** Digits with their GS1 check digit. */
export function checked(body: string): string {
  return body + checkDigitOf(body);
}
