import { type Decision, type Facts, type Found, refuse } from './command.ts';
import { follow } from './decide-pick-follow.ts';
import type { PickEvent } from './pick-event.ts';
import { openTote, roundOrderOf } from './round.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import type { Round, RoundOrder, State } from './state.ts';

/** What a tote is called: its returnable asset number (AI 8003) when the code has one, else the code as it is. */
export function toteCodeOf({ payload }: Scan): string {
  return payload.t === 'gs1' ? (payload.facts.asset ?? payload.text) : payload.text;
}

/** The order of this round that a tote belongs to, full ones included. */
export function toteOwner(round: Round, tote: string): RoundOrder | undefined {
  return round.orders.find(({ totes }) => totes.includes(tote));
}

/** A code that means something else to this station can be no tote. */
export function canBeTote({ payload }: Scan, found: Found): boolean {
  if (payload.t !== 'text' && payload.t !== 'gs1' && payload.t !== 'gtin') return false;
  const { items, caseOf, person, parcelOf, bin, carton } = found;
  return items.length === 0 && [caseOf, person, parcelOf, bin, carton].every((meaning) => meaning === null);
}

/** Number of the order outside this round that a tote is in use by; null when it is free. */
export function strangerIn(state: State, found: Found, tote: string): string | null {
  const picked = Object.values(state.picked).find(({ totes }) => totes.includes(tote));
  if (picked !== undefined) return picked.number;
  const order = found.orders.find(({ order: { state: stands, number }, settled }) => {
    // A tote is free again once its order has left; an order's number never becomes a tote.
    const left = settled?.by === 'shipped' || stands === 'shipped' || stands === 'cancelled';
    return number === tote || !left;
  });
  return order?.order.number ?? null;
}

/** A free tote for an order that has none, or only full ones. A full tote of its own is taken back: NEW TOTE was a mistake then. */
export function decideToteGiven(
  state: State,
  round: Round,
  wanting: RoundOrder,
  scan: Scan,
  found: Found,
  facts: Facts,
): Decision {
  const { id: orderId, number, doc } = wanting.order;
  const { text } = scan.payload;
  const tote = toteCodeOf(scan);
  if (!canBeTote(scan, found) || tote === number) return refuse('tote-first', { text, number });
  const owner = toteOwner(round, tote);
  if (owner !== undefined && owner !== wanting) {
    return refuse('tote-taken', { text, number: owner.order.number, got: tote });
  }
  const others = { ...found, orders: found.orders.filter(({ order }) => order.id !== orderId || doc.tote !== tote) };
  const stranger = strangerIn(state, others, tote);
  if (stranger !== null) return refuse('tote-taken', { text, number: stranger, got: tote });

  const evidence = evidenceOf(scan);
  const events: PickEvent[] = [{ type: 'tote-given', orderId, tote, scan: evidence }];
  // The unit in the hand goes into the tote that was just scanned.
  if (round.inHand?.orderId === orderId) events.push({ type: 'tote-proved', orderId, scan: evidence });
  return follow(state, events, facts.site.policy);
}

/** The unit in the hand is laid into a tote: only into its own order's open one. */
export function decideIntoTote(state: State, round: Round, scan: Scan, found: Found, facts: Facts): Decision {
  const { text } = scan.payload;
  const orderId = round.inHand?.orderId;
  const own = orderId === undefined ? undefined : roundOrderOf(round, orderId);
  if (orderId === undefined || own === undefined) return refuse('not-now', { text });
  const got = toteCodeOf(scan);
  const expected = openTote(own) ?? undefined;
  if (got === expected)
    return follow(state, [{ type: 'tote-proved', orderId, scan: evidenceOf(scan) }], facts.site.policy);
  const number = toteOwner(round, got)?.order.number ?? strangerIn(state, found, got);
  return number === null
    ? refuse('tote-first', { text, expected, got, number: own.order.number })
    : refuse('wrong-tote', { text, expected, got, number });
}
