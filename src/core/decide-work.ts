import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import { aboutItem } from './decide-item.ts';
import { letShort } from './decide-question.ts';
import { undo } from './decide-undo.ts';
import type { Event } from './event.ts';
import type { Action } from './phase.ts';
import { hasRight } from './rights.ts';
import {
  isShut,
  lineOf,
  openUnits,
  packedOf,
  packsIn,
  type State,
  shortOf,
  todoOf,
  totalPacked,
  type Work,
} from './state.ts';

/** Keys while goods are packed. */
export function decideWorkAction(state: State, action: Action, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('no-order-open');
  const orderId = work.order.id;
  const current = work.capture === null ? todoOf(work)[0] : lineOf(work, work.capture.lineId);
  switch (action) {
    case 'undo':
      return undo(state, work);
    case 'cancel':
      return work.capture === null ? refuse('not-now') : accept({ type: 'capture-dropped', orderId });
    case 'undo-line':
      return undoLine(work);
    case 'remove':
      if (work.mode?.t === 'remove') return accept({ type: 'mode-left', orderId });
      if (work.packs.length === 0) return refuse('nothing-to-remove');
      return accept({ type: 'mode-entered', orderId, mode: { t: 'remove' } });
    case 'move':
      if (work.mode?.t === 'move') return accept({ type: 'mode-left', orderId });
      if (work.boxes.length < 2 || work.packs.length === 0) return refuse('not-now');
      return accept({ type: 'mode-entered', orderId, mode: { t: 'move' } });
    case 'skip':
    case 'previous': {
      const todo = todoOf(work);
      if (current === undefined || todo.length < 2) return refuse('last-line');
      if (action === 'skip') return accept({ type: 'line-skipped', orderId, lineId: current.id });
      const last = todo.at(-1);
      return last === undefined ? refuse('last-line') : accept({ type: 'line-chosen', orderId, lineId: last.id });
    }
    case 'short': {
      if (current === undefined) return refuse('not-now');
      return ask(state, { kind: 'short', orderId, lineId: current.id, units: openUnits(work, current) });
    }
    case 'damaged':
      return current === undefined ? refuse('not-now') : ask(state, { kind: 'damaged', orderId, lineId: current.id });
    case 'partial':
      return partial(state, work, facts);
    case 'hold':
      return ask(state, { kind: 'hold', orderId });
    case 'put-back':
      return ask(state, { kind: 'sure', action, events: [{ type: 'order-put-back', orderId }] });
    case 'by-hand':
      return byHand(work, facts);
    case 'new-box':
      if (packsIn(work, work.boxNo).length === 0) return refuse('box-empty');
      return accept({ type: 'box-closed', orderId, boxNo: work.boxNo });
    case 'break-kit':
      return breakKit(state, work);
    default:
      return refuse('not-now');
  }
}

function undoLine(work: Work): Decision {
  const lineId = work.focus ?? work.packs.at(-1)?.lineId;
  if (lineId === undefined || packedOf(work, lineId) === 0) return refuse('nothing-to-undo');
  // What stands in a closed box is not taken out by a key.
  if (work.packs.some((pack) => pack.lineId === lineId && isShut(work, pack.boxNo))) return refuse('nothing-to-undo');
  return accept({ type: 'line-reset', orderId: work.order.id, lineId });
}

/** Everything that is not packed stays behind. */
function partial(state: State, work: Work, facts: Facts): Decision {
  if (totalPacked(work) === 0) return refuse('nothing-to-ship');
  const orderId = work.order.id;
  const events = todoOf(work).map(
    (line): Event => ({
      type: 'line-short',
      orderId,
      lineId: line.id,
      units: openUnits(work, line),
      reason: 'none-on-shelf',
    }),
  );
  if (facts.site.policy.missing === 'hold') {
    return ask(state, {
      kind: 'sure',
      action: 'partial',
      events: [...events, { type: 'order-held', orderId, reason: 'missing' }],
    });
  }
  const units = todoOf(work).reduce((sum, line) => sum + openUnits(work, line), 0);
  const decision = letShort(state, events, units, facts);
  if (!decision.ok || decision.events[0]?.type === 'question-asked') return decision;
  return ask(state, { kind: 'sure', action: 'partial', events });
}

/** Goods without a barcode are counted by hand, one by one, and say so. */
function byHand(work: Work, facts: Facts): Decision {
  const line = todoOf(work)[0];
  if (line === undefined) return refuse('not-now');
  if (line.uncoded !== true || line.track?.serial === true || line.track?.lot === true) {
    return refuse('not-by-hand', aboutItem(work, line, ''));
  }
  return accept({
    type: 'item-packed',
    orderId: work.order.id,
    lineId: line.id,
    units: 1,
    manual: true,
    ...(work.boxNo === 1 ? {} : { boxNo: work.boxNo }),
    scan: { scanId: `hand:${facts.atMs}`, source: 'hand', text: null, kind: 'manual' },
  });
}

/** A kit packed as built becomes its parts, before the first of it is in the box. */
function breakKit(state: State, work: Work): Decision {
  const line = todoOf(work).find(({ parts }) => parts !== undefined && parts.length > 0);
  if (line === undefined || packedOf(work, line.id) > 0 || shortOf(work, line.id) > 0) return refuse('no-kit');
  const orderId = work.order.id;
  const broken: Event = { type: 'kit-broken', orderId, lineId: line.id };
  const role = state.packer?.role ?? 'packer';
  if (hasRight(role, 'break-kit')) return accept(broken);
  const detail = aboutItem(work, line, '');
  return ask(state, { kind: 'approval', about: 'break-kit', detail, events: [broken] });
}
