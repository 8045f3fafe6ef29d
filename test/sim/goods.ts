import { mod3736 } from '../../src/core/check-character.ts';
import type { Sku } from '../../src/core/ids.ts';
import type { Dice } from './dice.ts';

export const SKUS = ['A-1', 'A-2', 'B-1', 'B-2', 'C-1', 'C-2'] as const;

export const ITEMS = SKUS.map((sku) => ({
  sku: sku as Sku,
  name: `Item ${sku}`,
  barcodes: [{ kind: 'text' as const, value: `CODE-${sku}`, factor: 1 }],
}));

const badge = (text: string) => text + mod3736(text);

export const PACKERS = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gus', 'Hana'].map((name, index) => ({
  name,
  role: 'packer' as const,
  badge: badge(`XB20${10 + index}`),
}));
export const SUPERVISOR = { name: 'Sol', role: 'supervisor' as const, badge: badge('XB2099') };

export const STREETS = ['Lindenweg 4', 'Hafenstraße 12', 'Am Markt 1', 'Mühlgasse 7'] as const;

/** One made-up sales order; `number` says which. */
export function salesOrder(no: number, dice: Dice, shipByMs: number) {
  const skus = [...SKUS].sort(() => dice.next() - 0.5).slice(0, 1 + dice.below(3));
  return {
    number: `S-${String(no).padStart(4, '0')}`,
    to: { name: `Customer ${no}`, street: dice.pick(STREETS), city: 'Köln', postcode: '50667', country: 'DE' },
    lines: skus.map((sku) => ({ sku, quantity: dice.pick([1, 1, 1, 2, 2, 3]) })),
    carrier: 'Heron Parcel',
    service: 'Standard',
    lane: 'A',
    priority: dice.pick([3, 5, 5, 7]),
    ship_by: new Date(shipByMs).toISOString(),
  };
}
