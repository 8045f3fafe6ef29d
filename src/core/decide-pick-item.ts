import { type Decision, type Facts, type Found, refuse } from './command.ts';
import { follow } from './decide-pick-follow.ts';
import type { Named, RefusalDetail } from './event.ts';
import { unitFactsOf } from './gs1-unit.ts';
import type { Item } from './order.ts';
import type { PickEvent } from './pick-event.ts';
import { needsPlace, openTote, type PickTask, pickedOf, roundOrderOf, tasksOf } from './round.ts';
import type { Scan } from './scan.ts';
import { evidenceOf, type ScanEvidence } from './scan-evidence.ts';
import type { Round, State } from './state.ts';
import type { UnitFacts } from './unit-facts.ts';

/** A scan of an item that this station knows: one unit or a case of it, off the shelf. */
export function decidePickedItem(state: State, round: Round, scan: Scan, found: Found, facts: Facts): Decision {
  const { payload } = scan;
  const content = payload.t === 'gs1' ? payload.facts.content : undefined;
  if (content !== undefined && !facts.site.policy.contentScans) return refuse('content-off', { text: payload.text });
  const choice = round.inHand === null ? taskOnShelf(round, scan, found) : taskInHand(round, scan, found);
  if ('refusal' in choice) return choice.refusal;
  const { task, item, factor } = choice;

  const each = payload.t === 'gs1' ? (payload.facts.count ?? 1) : 1;
  const units = factor * each * (content?.count ?? 1);
  const about = aboutRound(round, item, payload.text);
  const block = item.blocked ?? task.line.blocked;
  if (block !== undefined) return refuse('item-blocked', { ...about, block });
  if (scan.kind === 'manual' && (item.untyped ?? task.line.untyped) === true) return refuse('scan-required', about);
  if (units > task.open) return refuse('case-too-big', { ...about, ...countsOf(round, [task]), factor: units });
  const unit = payload.t === 'gs1' ? unitFactsOf(payload.facts, facts.site.policy.bestBeforeIsExpiry) : {};
  return follow(state, [pickOf(round, task, units, evidenceOf(scan), unit)], facts.site.policy);
}

export function pickOf(round: Round, task: PickTask, units: number, scan: ScanEvidence, unit: UnitFacts): PickEvent {
  const { orderId, line } = task;
  // The last shelf scanned says where an item without a shelf came from, unless that scan was for another line.
  const elsewhere = round.orders.some(({ order }) => order.doc.lines.some(({ bin }) => bin === round.place));
  const bin = task.bin ?? (elsewhere ? null : round.place);
  return { type: 'item-picked', orderId, lineId: line.id, units, bin, scan, ...unit };
}

type TaskChoice =
  | { readonly task: PickTask; readonly item: Item; readonly factor: number }
  | { readonly refusal: Decision };

/** One more of what is in the hand, for the same order; anything else waits until that lies in its tote. */
function taskInHand(round: Round, scan: Scan, found: Found): TaskChoice {
  const { inHand } = round;
  const own = inHand === null ? undefined : roundOrderOf(round, inHand.orderId);
  const held = own?.order.doc.lines.find(({ id }) => id === inHand?.lineId);
  const match = found.items.find(({ item }) => item.sku === held?.sku);
  const task = tasksOf(round).find(
    (each) => each.orderId === inHand?.orderId && each.line.sku === held?.sku && !needsPlace(round, each),
  );
  if (match !== undefined && task !== undefined) return { task, ...match };
  const { text } = scan.payload;
  const expected = (own && openTote(own)) ?? undefined;
  const detail = { ...aboutRound(round, found.items[0]?.item, text), expected, number: own?.order.number };
  return { refusal: refuse('tote-first', detail) };
}

/** The current task's item first, then one from the same shelf, then any open one that may be taken without a shelf's scan. */
function taskOnShelf(round: Round, scan: Scan, found: Found): TaskChoice {
  const { text } = scan.payload;
  const tasks = tasksOf(round);
  const [current] = tasks;
  const matchOf = (task: PickTask) => found.items.find(({ item }) => item.sku === task.line.sku);
  const about = aboutRound(round, found.items[0]?.item, text);

  const lines = linesOf(round, found);
  if (lines.length === 0) return { refusal: refuse('wrong-item', about) };
  const open = tasks.filter((task) => matchOf(task) !== undefined);
  if (open.length === 0) {
    const known = found.items.find(({ item }) => lines.some(({ line }) => line.sku === item.sku))?.item;
    return { refusal: refuse('too-many', { ...aboutRound(round, known, text), ...countsOf(round, lines) }) };
  }
  if (current !== undefined && needsPlace(round, current)) {
    return { refusal: refuse('place-first', { ...about, expected: current.bin ?? undefined }) };
  }
  const reachable = open.filter((task) => !needsPlace(round, task));
  const here = round.place ?? current?.bin;
  const task =
    reachable.find((each) => each === current) ?? reachable.find((each) => each.bin === here) ?? reachable[0];
  const match = task && matchOf(task);
  if (task === undefined || match === undefined) return { refusal: refuse('wrong-item', about) };
  // A code that fits several items is decided by what is current; if that does not tell, nobody may guess.
  if (task !== current && new Set(reachable.map(({ line }) => line.sku)).size > 1) {
    return { refusal: refuse('ambiguous-code', { text, choices: reachable.map(({ line }) => line.sku) }) };
  }
  return { task, ...match };
}

function linesOf(round: Round, found: Found): readonly Pick<PickTask, 'orderId' | 'line'>[] {
  return round.orders.flatMap(({ order }) =>
    order.doc.lines
      .filter((line) => found.items.some(({ item }) => item.sku === line.sku))
      .map((line) => ({ orderId: order.id, line })),
  );
}

function countsOf(round: Round, lines: readonly Pick<PickTask, 'orderId' | 'line'>[]): RefusalDetail {
  return {
    ordered: lines.reduce((sum, { line }) => sum + line.quantity, 0),
    packed: lines.reduce((sum, { orderId, line }) => sum + pickedOf(round, orderId, line.id), 0),
  };
}

export function aboutRound(round: Round, scanned: Item | undefined, text: string): RefusalDetail {
  const wanted = tasksOf(round)[0]?.line;
  return { text, scanned: scanned && named(scanned), wanted: wanted && named(wanted) };
}

function named({ name, variant, sku, picture }: Item): Named {
  return { name, variant, sku, picture };
}
