import type { LineId, OrderId } from './ids.ts';
import type { OrderLine } from './order.ts';
import type { Round, RoundOrder } from './state.ts';

/** One line of a round that still has units on its shelf. */
export interface PickTask {
  readonly orderId: OrderId;
  readonly number: string;
  /** 1-based place of the order's tote on the cart. */
  readonly slot: number;
  readonly line: OrderLine;
  /** Units still to come, at least 1. */
  readonly open: number;
  readonly bin: string | null;
  /** The shelf must be scanned before a unit counts. */
  readonly placeFirst: boolean;
}

/** What is to be scanned now. */
export type PickStep = 'tote' | 'shelf' | 'item' | 'into-tote' | 'done';

/**
 * What the maps of a round are kept by: line ids repeat from order to order, and a round has several orders. It has the brand of a line
 * id because the round's maps ask for one.
 */
export function roundLine(orderId: OrderId, lineId: LineId): LineId {
  return `${orderId}/${lineId}` as LineId;
}

export function pickedOf(round: Round, orderId: OrderId, lineId: LineId): number {
  return round.picked[roundLine(orderId, lineId)] ?? 0;
}

export function roundShortOf(round: Round, orderId: OrderId, lineId: LineId): number {
  return round.short[roundLine(orderId, lineId)] ?? 0;
}

/** Units of a line that are neither picked nor known to be missing. */
export function unitsToPick(round: Round, orderId: OrderId, line: OrderLine): number {
  return line.quantity - pickedOf(round, orderId, line.id) - roundShortOf(round, orderId, line.id);
}

/** Open tasks along the shelves: the one in hand, then by bin, then what was skipped. Lines without a bin come after those with one. */
export function tasksOf(round: Round): readonly PickTask[] {
  const tasks = round.orders.flatMap((each, index) => openTasks(round, each, index + 1));
  const rank = ({ orderId, line }: PickTask) => {
    const key = roundLine(orderId, line.id);
    return key === round.focus ? -1 : 1 + round.skipped.indexOf(key);
  };
  return tasks.toSorted(
    (a, b) => rank(a) - rank(b) || compareBins(a.bin, b.bin) || a.slot - b.slot || a.line.no - b.line.no,
  );
}

function openTasks(round: Round, { order }: RoundOrder, slot: number): readonly PickTask[] {
  return order.doc.lines.flatMap((line) => {
    const open = unitsToPick(round, order.id, line);
    if (open <= 0) return [];
    const bin = line.bin ?? null;
    const placeFirst = order.doc.places === true && bin !== null;
    return [{ orderId: order.id, number: order.number, slot, line, open, bin, placeFirst }];
  });
}

export function currentTask(round: Round): PickTask | undefined {
  return tasksOf(round)[0];
}

export function stepOf(round: Round): PickStep {
  if (toteWantedBy(round) !== null) return 'tote';
  if (round.inHand !== null) return 'into-tote';
  const task = currentTask(round);
  if (task === undefined) return 'done';
  return needsPlace(round, task) ? 'shelf' : 'item';
}

export function needsPlace(round: Round, task: PickTask): boolean {
  return task.placeFirst && round.place !== task.bin;
}

/** Nothing is left on the shelves and nothing in the hand. */
export function isRoundDone(round: Round): boolean {
  return round.inHand === null && tasksOf(round).length === 0;
}

export function pickedUnits(round: Round): number {
  return round.orders.reduce((sum, { order }) => sum + pickedUnitsOf(round, order.id), 0);
}

export function orderedUnits(round: Round): number {
  return round.orders.reduce((sum, each) => sum + orderedUnitsOf(each), 0);
}

export function pickedUnitsOf(round: Round, orderId: OrderId): number {
  const lines = roundOrderOf(round, orderId)?.order.doc.lines ?? [];
  return lines.reduce((sum, line) => sum + pickedOf(round, orderId, line.id), 0);
}

export function orderedUnitsOf({ order }: RoundOrder): number {
  return order.doc.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Every unit of this order is picked or known to be missing. */
export function isOrderPicked(round: Round, { order }: RoundOrder): boolean {
  return order.doc.lines.every((line) => unitsToPick(round, order.id, line) <= 0);
}

export function roundOrderOf(round: Round, orderId: OrderId): RoundOrder | undefined {
  return round.orders.find(({ order }) => order.id === orderId);
}

export function slotOf(round: Round, orderId: OrderId): number {
  return 1 + round.orders.findIndex(({ order }) => order.id === orderId);
}

/** The same walk without this order; null when it was the only one. */
export function roundWithout(round: Round, orderId: OrderId): Round | null {
  const orders = round.orders.filter(({ order }) => order.id !== orderId);
  if (orders.length === round.orders.length) return round;
  if (orders.length === 0) return null;
  const isOther = (key: string) => !key.startsWith(`${orderId}/`);
  return {
    ...round,
    orders,
    history: round.history.filter((done) => done.orderId !== orderId),
    skipped: round.skipped.filter(isOther),
    focus: round.focus !== null && isOther(round.focus) ? round.focus : null,
    inHand: round.inHand?.orderId === orderId ? null : round.inHand,
  };
}

/** The tote that takes the order's next unit; null when it has none, or only full ones. */
export function openTote({ totes, toteFull }: RoundOrder): string | null {
  return toteFull ? null : (totes.at(-1) ?? null);
}

/** The order that must be given a tote before anything else: its first, or one for a full one. A single order may go without. */
export function toteWantedBy(round: Round): RoundOrder | null {
  const wanting = round.orders.find((each) => {
    const goesOn = round.inHand?.orderId === each.order.id || !isOrderPicked(round, each);
    return goesOn && (each.totes.length === 0 ? round.orders.length > 1 : each.toteFull);
  });
  return wanting ?? null;
}

/** Natural order: digits count as numbers, so that A-2 stands before A-10. No locale: every station walks the same way. */
export function compareBins(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareParts(one, other);
    if (order !== 0) return order;
  }
  if (left.length !== right.length) return -1;
  // Only leading zeros differ: any fixed order will do.
  return a < b ? -1 : 1;
}

function partsOf(bin: string): readonly string[] {
  return bin.match(/\d+|\D+/g) ?? [];
}

function compareParts(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const [one, other] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
    // Longer means larger, once the leading zeros are gone; no number is too long for that.
    if (one.length !== other.length) return one.length - other.length;
    return one === other ? 0 : one < other ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}
