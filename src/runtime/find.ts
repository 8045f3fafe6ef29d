import { type Found, type FoundOrder, NOTHING_FOUND } from '../core/command.ts';
import type { Payload } from '../core/scan.ts';
import type { Credentials } from './credentials.ts';
import type { Journal, Replica } from './stores.ts';

/** Looks up what a code may mean on this station. The core then decides which meaning counts in its phase. */
export function find(payload: Payload, replica: Replica, journal: Journal, credentials: Credentials): Found {
  switch (payload.t) {
    case 'command':
    case 'invalid':
      return NOTHING_FOUND;
    case 'badge': {
      const identity = replica.identity();
      if (identity === null) return NOTHING_FOUND;
      const hash = credentials.badgeHash(identity.badgeSalt, payload.text);
      return { ...NOTHING_FOUND, person: replica.personByBadge(hash) };
    }
    case 'parcel':
      return { ...NOTHING_FOUND, parcelOf: journal.orderNumberOf(payload.text) };
    case 'gtin': {
      const byGtin = replica.itemsByCode('gtin', payload.gtin14);
      // A SKU or an order number may happen to be a valid GTIN.
      const items = byGtin.length > 0 ? byGtin : replica.itemsByCode('text', payload.text);
      return { ...NOTHING_FOUND, items, orders: ordersOf(payload.text, replica) };
    }
    case 'text':
      return {
        ...NOTHING_FOUND,
        items: replica.itemsByCode('text', payload.text),
        orders: ordersOf(payload.text, replica),
      };
  }
}

function ordersOf(text: string, replica: Replica): readonly FoundOrder[] {
  const found = replica.ordersByText(text);
  // A tote is used again: what is already done here does not stand in the way of what is in it now.
  const open = found.filter(({ settled }) => settled === null);
  return open.length > 0 ? open : found.slice(0, 1);
}
