import type { FoundItem, FoundOrder } from '../../core/command.ts';
import type { Conflict } from '../../core/conflict.ts';
import type { OrderId, PersonId } from '../../core/ids.ts';
import type { Claim, Holder, Item, Order, OrderDoc, OrderState, Person, Role } from '../../core/order.ts';
import { DEFAULT_POLICY, DEFAULT_SITE } from '../../core/site.ts';
import type { Identity, StoredPerson } from '../../runtime/stores.ts';
import type { Row } from './local-db.ts';

// Rows hold what the replica wrote after the wire had parsed it, so they are trusted here.

type Settling = NonNullable<FoundOrder['settled']>['by'];

export function claimWord(claim: Claim | null): string {
  return claim === null ? 'free' : `${claim.class}-${claim.mine ? 'mine' : 'theirs'}`;
}

export function holderText(claim: Claim | null): string | null {
  return claim?.holder === undefined ? null : JSON.stringify(claim.holder);
}

function claimOf({ claim, holder }: Row): Claim | null {
  const [kind, owner] = String(claim).split('-');
  if (kind === 'free') return null;
  const who = typeof holder === 'string' ? { holder: JSON.parse(holder) as Holder } : {};
  return { class: kind as Claim['class'], mine: owner === 'mine', ...who };
}

export function conflictOf(row: Row): Conflict {
  return JSON.parse(String(row.doc)) as Conflict;
}

export function foundOf(row: Row): FoundOrder {
  const by = row.settled_by;
  return {
    order: orderOf(row),
    settled: typeof by === 'string' ? { by: by as Settling, atMs: Number(row.settled_at) } : null,
  };
}

function orderOf(row: Row): Order {
  return {
    id: row.id as OrderId,
    number: String(row.number),
    rev: Number(row.rev),
    state: row.state as OrderState,
    priority: Number(row.priority),
    shipByMs: row.ship_by_ms === null ? null : Number(row.ship_by_ms),
    fence: Number(row.fence),
    claim: claimOf(row),
    doc: JSON.parse(String(row.doc)) as OrderDoc,
  };
}

export function foundItemOf(row: Row): FoundItem {
  return { item: itemOf(row), factor: Number(row.factor) };
}

export function itemOf(row: Row): Item {
  return JSON.parse(String(row.doc)) as Item;
}

export function personOf(row: Row): StoredPerson {
  return {
    id: row.id as PersonId,
    name: String(row.name),
    role: row.role as Role,
    badgeHash: row.badge_hash === null ? null : String(row.badge_hash),
    pinHash: row.pin_hash === null ? null : String(row.pin_hash),
    active: row.active === 1,
  };
}

export function shortPerson({ id, name, role }: StoredPerson): Person {
  return { id, name, role };
}

/** An identity that was stored before the hub told the site's rules, or before it knew a rule, gets the defaults. */
export function identityOf(json: string): Identity {
  const stored = JSON.parse(json) as Omit<Identity, 'site'> & { readonly site?: Partial<Identity['site']> };
  return {
    ...stored,
    site: { ...DEFAULT_SITE, ...stored.site, policy: { ...DEFAULT_POLICY, ...stored.site?.policy } },
  };
}
