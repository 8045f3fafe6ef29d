import { expect } from '@playwright/test';
import type { Packhouse } from './packhouse.ts';

interface Row {
  readonly order: { readonly id: string };
}

/** A new order of the shop, once this bench has heard of it. */
export async function newOrder(packhouse: Packhouse, order: Record<string, unknown>): Promise<string> {
  const open = async () => {
    const { screen } = await packhouse.view();
    return screen.name === 'ready' ? screen.counts.open : 0;
  };
  const before = await open();
  const { order: row } = (await packhouse.office('POST', '/v1/orders', {
    to: { name: 'Ada Brandt', street: 'Hafenstrasse 4', city: 'Kiel', postcode: '24103', country: 'DE' },
    carrier: 'Heron Parcel',
    service: 'Standard',
    priority: 9,
    ...order,
  })) as Row;
  await expect.poll(open).toBe(before + 1);
  return row.id;
}
