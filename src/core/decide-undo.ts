import { ask } from './ask.ts';
import { accept, type Decision, refuse } from './command.ts';
import type { Event } from './event.ts';
import { isShut, type State, type Work } from './state.ts';

/** UNDO takes back the last thing that counted, as an event of its own; a closed box is opened only with a supervisor. */
export function undo(state: State, work: Work): Decision {
  const orderId = work.order.id;
  if (work.capture !== null) return accept({ type: 'capture-dropped', orderId });
  if (work.mode !== null) return accept({ type: 'mode-left', orderId });
  const last = work.history.at(-1);
  if (last === undefined) return refuse('nothing-to-undo');
  if (last.t === 'short') {
    return accept({ type: 'short-taken-back', orderId, lineId: last.lineId, units: last.units });
  }
  const pack = work.packs.find(({ no }) => no === last.no);
  if (pack === undefined) return refuse('nothing-to-undo');
  const { lineId, units, boxNo } = pack;
  const back: Event = { type: 'item-unpacked', orderId, lineId, units };
  if (!isShut(work, boxNo)) return accept(back);
  return ask(state, { kind: 'approval', about: 'undo-label', detail: { number: work.order.number }, events: [back] });
}
