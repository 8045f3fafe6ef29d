import type { JournalEntry } from '../../src/core/event.ts';
import type { OrderId } from '../../src/core/ids.ts';
import type { ClaimAnswer } from '../../src/wire/hub-claims.ts';
import type { Delivery } from './network.ts';
import type { SimStation } from './sim-station.ts';

/** A parcel that has physically left a bench. */
export interface Parcel {
  readonly station: string;
  readonly orderId: string;
  readonly eventId: string;
  readonly fence: number | null;
}

/** What really happened, beside whatever the programs believe: the invariants are checked against this. */
export interface Ledger {
  readonly parcels: readonly Parcel[];
  /** Stations whose disk was copied, the copies among them: two truths under one number. */
  readonly cloned: Set<string>;
  /** Stations that were shut out. */
  readonly revoked: Set<string>;
  readonly overridden: Set<string>;
  restores: number;
  readonly wrong: string[];
  /** Requests that changed something at the hub and were answered well, to be sent once more at the end. */
  readonly done: readonly Delivery[];
  /** Highest number that the hub said it had stored, by station. */
  readonly acknowledged: ReadonlyMap<string, number>;
  note(entries: readonly JournalEntry[], station: SimStation): void;
  noteDelivery(delivery: Delivery): void;
  /** Labels that were begun since the last look, each with the fence it was printed under. */
  takeLabels(): readonly Parcel[];
}

const LENT = ['claims', 'harden', 'take-over'];
const REPEATABLE = ['events', 'claims', 'harden', 'take-over', 'raw'];

export function createLedger(): Ledger {
  const parcels: Parcel[] = [];
  const labels: Parcel[] = [];
  const labelJobs = new Set<string>();
  const shipped = new Set<string>();
  const done: Delivery[] = [];
  const acknowledged = new Map<string, number>();
  const loans = new Map<string, readonly OrderId[]>();
  const ledger: Ledger = {
    parcels,
    cloned: new Set(),
    revoked: new Set(),
    overridden: new Set(),
    restores: 0,
    wrong: [],
    done,
    acknowledged,
    note(entries, station) {
      for (const { event, orderId, id, fence } of entries) {
        const fact = { station: station.name, orderId: orderId ?? '', eventId: id, fence };
        if (event.type === 'print-wanted' && event.role === 'label') labelJobs.add(event.jobId);
        if (event.type === 'print-started' && labelJobs.has(event.jobId) && !shipped.has(fact.orderId))
          labels.push(fact);
        if (event.type !== 'order-shipped') continue;
        parcels.push({ ...fact, orderId: event.orderId });
        shipped.add(event.orderId);
      }
    },
    noteDelivery(delivery) {
      const { station, ask, reply } = delivery;
      const isWell = reply.status >= 200 && reply.status < 300;
      if (isWell && ledger.revoked.has(station))
        ledger.wrong.push(`I17 ${station} was shut out and could still ${ask.name}`);
      if (!isWell) return;
      if (REPEATABLE.includes(ask.name)) done.push(delivery);
      if (LENT.includes(ask.name)) noteLoans(station, ask.body, JSON.parse(reply.text));
      if (ask.name === 'events') noteAck(station, ask.body, JSON.parse(reply.text));
    },
    takeLabels: () => labels.splice(0),
  };

  /** The same request has the same answer: a right that was given is told again, or told to have ended (I15). */
  function noteLoans(station: string, body: unknown, answer: ClaimAnswer): void {
    const { request_id } = body as { readonly request_id: string }; // the station's own request
    const given = answer.granted.map(({ order_id }) => order_id);
    const named = new Set([...given, ...answer.refused.map(({ order_id }) => order_id)]);
    const before = loans.get(request_id);
    if (before === undefined) loans.set(request_id, given);
    else if (before.some((id) => !named.has(id)) || given.some((id) => !before.includes(id))) {
      if (ledger.restores === 0) ledger.wrong.push(`I15 ${station} asked ${request_id} twice and got two answers`);
    }
  }

  function noteAck(station: string, body: unknown, answer: { readonly ack_seq: number }): void {
    const { events } = body as { readonly events: readonly { readonly seq: number }[] }; // the station's own request
    const last = events.at(-1)?.seq ?? 0;
    if (answer.ack_seq < last)
      ledger.wrong.push(`I14 ${station} pushed up to ${last} and was acknowledged ${answer.ack_seq}`);
    acknowledged.set(station, Math.max(acknowledged.get(station) ?? 0, answer.ack_seq));
  }
  return ledger;
}
