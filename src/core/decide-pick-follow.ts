import { accept, type Decision } from './command.ts';
import type { Event } from './event.ts';
import { evolvePick } from './evolve-pick.ts';
import type { PickEvent } from './pick-event.ts';
import { openShort } from './picked-short.ts';
import { isRoundDone, roundOrderOf, roundShortOf, tasksOf, unitsToPick } from './round.ts';
import type { Policy } from './site.ts';
import type { Round, State } from './state.ts';

/** What of the site's policy decides how a round goes on. */
export type RoundPolicy = Pick<Policy, 'zeroCheck' | 'missing'>;

/**
 * Events of a round with what follows from them by themselves: the look into a shelf that should be empty now, then the end of the round
 * once nothing is left on the shelves or in the hand.
 */
export function follow(state: State, events: readonly PickEvent[], policy: RoundPolicy): Decision {
  // A decision knows no journal number, and nothing in a round hangs on one.
  const after = events.reduce((before, event) => evolvePick(before, event, { atMs: 0, seq: 0 }), state);
  if (after.round === null) return accept(...events);
  const look = policy.zeroCheck ? binToLookAt(after.round, events) : null;
  if (look !== null) return accept(...events, look);
  return isRoundDone(after.round) ? accept(...events, ...endOf(after.round, policy.missing)) : accept(...events);
}

/** A shelf is asked about once the round takes nothing more from it: before that it cannot be empty. */
function binToLookAt(round: Round, events: readonly PickEvent[]): Event | null {
  for (const event of events) {
    if (event.type !== 'item-picked') continue;
    const { orderId, lineId } = event;
    const line = roundOrderOf(round, orderId)?.order.doc.lines.find(({ id }) => id === lineId);
    const bin = line?.bin;
    if (line === undefined || bin === undefined || round.looked.includes(bin)) continue;
    if (unitsToPick(round, orderId, line) > 0 || tasksOf(round).some((task) => task.bin === bin)) continue;
    if (linesAt(round, bin).some(({ empties }) => empties === true)) {
      return { type: 'question-asked', orderId, question: { kind: 'bin-empty', bin } };
    }
  }
  return null;
}

function linesAt(round: Round, bin: string) {
  return round.orders.flatMap(({ order }) => order.doc.lines).filter((line) => line.bin === bin);
}

/** A single order without a tote stands on the bench already: it is verified at once. With totes the tote's scan opens each. */
export function endOf(round: Round, missing: Policy['missing']): readonly Event[] {
  const ended: Event = { type: 'round-ended' };
  const [only, ...others] = round.orders;
  if (only === undefined || others.length > 0 || only.totes.length > 0) return [ended];
  const { order } = only;
  return [ended, ...openShort(order, (lineId) => roundShortOf(round, order.id, lineId), missing)];
}
