import { accept, type Decision, refuse } from './command.ts';
import { endOf, follow, type RoundPolicy } from './decide-pick-follow.ts';
import { pickOf } from './decide-pick-item.ts';
import type { RefusalDetail } from './event.ts';
import type { Action } from './phase.ts';
import type { PickEvent } from './pick-event.ts';
import {
  currentTask,
  isRoundDone,
  needsPlace,
  openTote,
  type PickTask,
  roundOrderOf,
  tasksOf,
  toteWantedBy,
} from './round.ts';
import type { Round, State } from './state.ts';

/** What a key does in a round that is under way. */
export function decideRoundAction(state: State, action: Action, policy: RoundPolicy): Decision {
  const { round } = state;
  if (round === null) return refuse('not-now');
  switch (action) {
    case 'undo': {
      const last = round.history.at(-1);
      return last === undefined ? refuse('nothing-to-undo') : accept({ type: 'item-unpicked', ...last });
    }
    case 'skip':
    case 'previous':
      return another(round, action);
    case 'short': {
      const task = taskForKeys(round);
      if ('refusal' in task) return task.refusal;
      const { orderId, line, open } = task;
      const question = { kind: 'short', orderId, lineId: line.id, units: open } as const;
      return accept({ type: 'question-asked', orderId, question });
    }
    case 'wrong-bin':
      return wrongBin(state, round);
    case 'by-hand':
      return byHand(state, round, policy);
    case 'new-tote':
      return newTote(round);
    case 'put-back':
      return putBack(round);
    case 'finish':
      if (isRoundDone(round)) return accept(...endOf(round, policy.missing));
      return round.inHand === null ? refuse('not-now') : refuse('tote-first', inHandDetail(round));
    default:
      return refuse('not-now');
  }
}

/** SKIP sends the current line to the end of the walk; PREVIOUS brings the last one of the walk back to its front. */
function another(round: Round, action: 'skip' | 'previous'): Decision {
  const task = taskForKeys(round);
  if ('refusal' in task) return task.refusal;
  const last = tasksOf(round).at(-1);
  if (last === undefined || tasksOf(round).length === 1) return refuse('last-line');
  return action === 'skip'
    ? accept({ type: 'pick-skipped', orderId: task.orderId, lineId: task.line.id })
    : accept({ type: 'pick-chosen', orderId: last.orderId, lineId: last.line.id });
}

/** The line that a key is about: the one on the screen, which must not be another than the unit in the hand belongs to. */
function taskForKeys(round: Round): PickTask | { readonly refusal: Decision } {
  const wanting = toteWantedBy(round);
  if (wanting !== null) return { refusal: refuse('tote-first', { number: wanting.order.number }) };
  const task = currentTask(round);
  const { inHand } = round;
  const other = inHand !== null && (task?.orderId !== inHand.orderId || task.line.id !== inHand.lineId);
  if (other) return { refusal: refuse('tote-first', inHandDetail(round)) };
  return task ?? { refusal: refuse('not-now') };
}

/** After a wrong item the report is about that item, else about what should lie here. */
function wrongBin(state: State, round: Round): Decision {
  const task = currentTask(round);
  if (task === undefined) return refuse('not-now');
  const sku = state.stop?.detail.scanned?.sku ?? task.line.sku;
  return accept({ type: 'wrong-bin-told', orderId: task.orderId, sku, bin: task.bin ?? round.place });
}

/** One unit of an item that has no barcode, counted by the packer. */
function byHand(state: State, round: Round, policy: RoundPolicy): Decision {
  const task = taskForKeys(round);
  if ('refusal' in task) return task.refusal;
  const { line, bin } = task;
  if (line.uncoded !== true)
    return refuse('not-by-hand', { wanted: { name: line.name, variant: line.variant, sku: line.sku } });
  if (line.blocked !== undefined) return refuse('item-blocked', { block: line.blocked });
  if (needsPlace(round, task)) return refuse('place-first', { expected: bin ?? undefined });
  // No device read anything: the count itself is the evidence, and `kind` says whose.
  const evidence = {
    scanId: `by-hand:${round.history.length + 1}`,
    source: 'by-hand',
    text: null,
    kind: 'manual',
  } as const;
  return follow(state, [pickOf(round, task, 1, evidence, {})], policy);
}

/** The order in the hand, or else the current one, goes on in another tote. */
function newTote(round: Round): Decision {
  const wanting = toteWantedBy(round);
  if (wanting !== null) return refuse('tote-first', { number: wanting.order.number });
  const orderId = round.inHand?.orderId ?? currentTask(round)?.orderId;
  const own = orderId === undefined ? undefined : roundOrderOf(round, orderId);
  const tote = own && openTote(own);
  if (orderId === undefined || tote === undefined || tote === null) return refuse('not-now');
  return accept({ type: 'tote-full', orderId, tote });
}

/** Everything goes back to its shelf; what was picked is taken back unit by unit, so that the journal tells it. */
function putBack(round: Round): Decision {
  const unpicked = round.history.toReversed().map((done): PickEvent => ({ type: 'item-unpicked', ...done }));
  const ended: PickEvent = { type: 'round-ended' };
  if (unpicked.length === 0) return accept(ended);
  const question = { kind: 'sure', action: 'put-back', events: [...unpicked, ended] } as const;
  return accept({ type: 'question-asked', orderId: null, question });
}

function inHandDetail(round: Round): RefusalDetail {
  const own = round.inHand === null ? undefined : roundOrderOf(round, round.inHand.orderId);
  return { expected: (own && openTote(own)) ?? undefined, number: own?.order.number };
}
