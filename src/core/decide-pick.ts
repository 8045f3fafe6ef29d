import { accept, type Decision, type Facts, type Found, type FoundOrder, refuse } from './command.ts';
import { decideRoundAction } from './decide-pick-action.ts';
import { follow } from './decide-pick-follow.ts';
import { aboutRound, decidePickedItem } from './decide-pick-item.ts';
import { canBeTote, decideIntoTote, decideToteGiven, strangerIn, toteCodeOf, toteOwner } from './decide-pick-tote.ts';
import type { Order } from './order.ts';
import type { Action, Choice } from './phase.ts';
import type { Question, ShortReason } from './question.ts';
import { currentTask, needsPlace, roundOrderOf, toteWantedBy, unitsToPick } from './round.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import type { Round, State } from './state.ts';

/** Goods of these orders are fetched in one walk; what a round has brought already is not fetched twice. */
export function beginRound(state: State, orders: readonly Order[]): Decision {
  if (state.round !== null || state.loading !== null) return refuse('not-now');
  const open = orders.filter(({ id, doc }) => state.picked[id] === undefined && doc.lines.length > 0);
  return open.length === 0 ? refuse('nothing-to-do') : accept({ type: 'round-begun', orders: open });
}

/** What PICK would fetch: at most `most` orders that are still to be packed and that no round has brought yet. */
export function ordersToPick(state: State, picks: readonly FoundOrder[], most: number): readonly Order[] {
  const gone: readonly Order['state'][] = ['shipped', 'on_hold', 'review', 'cancelled', 'cancel_pending'];
  return picks
    .filter(
      ({ order, settled }) => settled === null && state.picked[order.id] === undefined && !gone.includes(order.state),
    )
    .slice(0, most)
    .map(({ order }) => order);
}

export function decidePickAction(state: State, action: Action, facts: Facts): Decision {
  const { policy } = facts.site;
  if (action === 'pick') return beginRound(state, ordersToPick(state, facts.picks, policy.roundOrders));
  return decideRoundAction(state, action, policy);
}

const SHORT_REASONS: readonly string[] = ['none-on-shelf', 'too-few', 'misplaced'] satisfies readonly ShortReason[];

export function answerPickShort(
  state: State,
  question: Extract<Question, { kind: 'short' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  const { round } = state;
  if (!isShortReason(choice)) return refuse('answer-first');
  const { orderId, lineId } = question;
  const line = round && roundOrderOf(round, orderId)?.order.doc.lines.find(({ id }) => id === lineId);
  if (round === null || line === undefined || line === null) return refuse('not-now');
  const units = Math.min(question.units, unitsToPick(round, orderId, line));
  if (units <= 0) return refuse('not-now');
  const bin = line.bin ?? null;
  return follow(state, [{ type: 'pick-short', orderId, lineId, units, reason: choice, bin }], facts.site.policy);
}

function isShortReason(choice: Choice): choice is Choice & ShortReason {
  return SHORT_REASONS.includes(choice);
}

/** YES or NO to "is the shelf empty?"; it may have been the last thing of the round. */
export function answerBinEmpty(
  state: State,
  question: Extract<Question, { kind: 'bin-empty' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  if (choice !== 'yes' && choice !== 'no') return refuse('answer-first');
  const { bin } = question;
  return follow(state, [{ type: 'bin-looked-at', bin, empty: choice === 'yes' }], facts.site.policy);
}

/** A scan on the walk: a tote, a shelf or an item, whatever is due now. */
export function decidePickScan(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { round } = state;
  const { payload } = scan;
  const { text } = payload;
  if (round === null || payload.t === 'badge' || payload.t === 'command') return refuse('not-now', { text });
  const wanting = toteWantedBy(round);
  if (wanting !== null) return decideToteGiven(state, round, wanting, scan, found, facts);
  const bin = shelfOf(round, scan, found);
  if (round.inHand !== null) {
    return bin === null && found.items.length > 0
      ? decidePickedItem(state, round, scan, found, facts)
      : decideIntoTote(state, round, scan, found, facts);
  }
  const task = currentTask(round);
  if (task === undefined) return refuse('not-now', { text });
  if (bin !== null) {
    // A line without a shelf may come from any.
    if (task.bin !== null && task.bin !== bin) return refuse('wrong-place', { text, expected: task.bin, got: bin });
    return accept({ type: 'place-proved', bin, scan: evidenceOf(scan) });
  }
  if (found.items.length > 0) return decidePickedItem(state, round, scan, found, facts);
  const [first, ...others] = round.orders;
  if (first !== undefined && others.length === 0 && mayTakeTote(round, scan, found)) {
    return decideToteGiven(state, round, first, scan, found, facts);
  }
  return decideOther(state, round, scan, found, facts);
}

/** The shelf that a code names. A bin may have the same name as an item's code: then it is a shelf only where that one is due. */
function shelfOf(round: Round, { payload }: Scan, found: Found): string | null {
  if (payload.t === 'place') return payload.bin;
  const named = round.orders.some(({ order }) => order.doc.lines.some((line) => line.bin === payload.text));
  const bin = found.bin ?? (named ? payload.text : null);
  if (bin === null || found.items.length === 0) return bin;
  const task = currentTask(round);
  return task !== undefined && task.bin === bin && needsPlace(round, task) ? bin : null;
}

/** A single order goes without a tote, but may be given one before its first item. A product nobody knows is no tote. */
function mayTakeTote(round: Round, scan: Scan, found: Found): boolean {
  const [only] = round.orders;
  const { payload } = scan;
  const product = payload.t === 'gtin' || (payload.t === 'gs1' && payload.facts.asset === undefined);
  if (only === undefined || only.totes.length > 0 || round.history.length > 0 || product) return false;
  // Where a shelf is due, a name of the same form as a shelf's is a shelf that this station does not know.
  const task = currentTask(round);
  const shelf = task !== undefined && needsPlace(round, task) && formOf(payload.text) === formOf(task.bin ?? '');
  return canBeTote(scan, found) && payload.text !== only.order.number && !shelf;
}

/** `A-12` and `B-7` have the same form. */
function formOf(name: string): string {
  return name.replace(/\d+/g, '0').replace(/[A-Za-z]+/g, 'A');
}

/** Neither shelf nor item nor a tote that is wanted: told for what it is. */
function decideOther(state: State, round: Round, scan: Scan, found: Found, facts: Facts): Decision {
  const { text, t } = scan.payload;
  const tote = toteCodeOf(scan);
  const own = toteOwner(round, tote)?.order ?? round.orders.find(({ order }) => order.number === text)?.order;
  if (own !== undefined) return refuse('already-counted', { text, number: own.number });
  if (t === 'parcel') return refuse('label-not-here', { text, number: found.parcelOf ?? undefined });
  const stranger = strangerIn(state, found, tote);
  if (stranger !== null) return refuse('other-order', { text, number: stranger });
  const [order] = found.orders;
  if (order !== undefined) return refuse('other-order', { text, number: order.order.number });
  if (found.caseOf !== null) return refuse('case-unknown', aboutRound(round, found.caseOf, text));
  const task = currentTask(round);
  if (t === 'text' && task !== undefined && needsPlace(round, task)) {
    return refuse('wrong-place', { text, expected: task.bin ?? undefined, got: text });
  }
  return refuse(facts.site.policy.unknownStops ? 'unknown-code' : 'unknown-quiet', { text });
}
