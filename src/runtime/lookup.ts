import type { OrderLine } from '../core/order.ts';
import type { PickedOrder, State } from '../core/state.ts';
import type { Credentials } from './credentials.ts';
import type { Journal, Replica } from './stores.ts';

/** Where the meaning of a code is looked up. */
export interface Sources {
  readonly replica: Replica;
  readonly journal: Journal;
  readonly credentials: Credentials;
}

/** What the bench is doing meanwhile, as far as it has a say in what a code means. */
export interface Moment {
  /** Lines of the order that is packed, or of all orders of the round; null while nothing is open and a scan may open something. */
  readonly open: readonly OrderLine[] | null;
  readonly picked: Readonly<Record<string, PickedOrder>>;
  /** The unit in hand lacks its serial: the next code is one. */
  readonly expecting: { readonly sku: string } | null;
  /** The hub can be asked for an order that is not this station's yet. */
  readonly online: boolean;
}

export interface Lookup extends Sources {
  readonly moment: Moment;
}

export const IDLE_MOMENT: Moment = { open: null, picked: {}, expecting: null, online: false };

export function momentOf({ work, round, picked }: State, online: boolean): Moment {
  const capture = work?.capture ?? null;
  const expecting = capture?.ask === 'serial' ? { sku: capture.item.sku } : null;
  const packing = work === null || work.stage === 'done' ? null : work.lines;
  const open = round === null ? packing : round.orders.flatMap(({ order }) => order.doc.lines);
  return { open, picked, expecting, online };
}
