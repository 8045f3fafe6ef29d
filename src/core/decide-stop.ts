import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import { undo } from './decide-undo.ts';
import type { Event } from './event.ts';
import type { Barcode } from './order.ts';
import type { Action } from './phase.ts';
import { hasRight } from './rights.ts';
import { phaseBeneath, type State, type Stopped, todoOf } from './state.ts';
import { SUPERVISOR_CLEARS } from './verdict.ts';

/** Keys while a stop waits to be seen. */
export function decideStopAction(state: State, action: Action, facts: Facts): Decision {
  const { stop, work } = state;
  if (stop === null) return refuse('not-now');
  switch (action) {
    case 'acknowledge':
      if (SUPERVISOR_CLEARS.includes(stop.code)) return refuse('no-right');
      if (stop.code === 'order-cancelled' && work !== null && work.stage !== 'done') {
        return accept({ type: 'stop-acknowledged' }, { type: 'order-dropped', orderId: work.order.id });
      }
      return accept({ type: 'stop-acknowledged' });
    case 'confirm': {
      if (stop.offer?.by !== 'again') return refuse('stopped');
      const scan = { scanId: `confirm:${facts.atMs}`, source: 'key', text: null };
      return accept({ type: 'stop-confirmed', code: stop.code, scan }, ...stop.offer.events);
    }
    case 'undo': {
      if (work === null || phaseBeneath(state) !== 'packing' || SUPERVISOR_CLEARS.includes(stop.code)) {
        return refuse('stopped');
      }
      const back = undo(state, work);
      return back.ok ? accept({ type: 'stop-acknowledged' }, ...back.events) : back;
    }
    case 'hold':
      // A cancelled order is not held but dropped.
      if (work === null || work.stage === 'done' || stop.code === 'order-cancelled') return refuse('stopped');
      return ask(state, { kind: 'hold', orderId: work.order.id });
    case 'wrong-bin': {
      if (stop.code !== 'wrong-item') return refuse('stopped');
      const bin = state.round?.place ?? work?.place ?? todoOfWork(state);
      return accept(
        { type: 'stop-acknowledged' },
        {
          type: 'wrong-bin-told',
          orderId: work?.order.id ?? null,
          sku: stop.detail.scanned?.sku ?? '',
          bin,
        },
      );
    }
    case 'learn':
      return learn(state, stop);
    default:
      return refuse('stopped');
  }
}

function todoOfWork(state: State): string | null {
  return (state.work && todoOf(state.work)[0]?.bin) ?? null;
}

/** Ties an unknown code to the item in hand: a question for those with the right, a supervisor's matter for the rest. */
function learn(state: State, stop: Stopped): Decision {
  const { work, packer } = state;
  const item = work === null || phaseBeneath(state) !== 'packing' ? undefined : todoOf(work)[0];
  const { text, gtin14 } = stop.detail;
  if (stop.code !== 'unknown-code' || item === undefined || packer === null || text === undefined || text === '') {
    return refuse('stopped');
  }
  const barcode: Barcode =
    gtin14 === undefined ? { kind: 'text', value: text, factor: 1 } : { kind: 'gtin', value: gtin14, factor: 1 };
  const orderId = work?.order.id ?? null;
  const { sku, name, variant, picture } = item;
  const events: readonly Event[] = [{ type: 'barcode-learned', sku, barcode, orderId }];
  if (hasRight(packer.role, 'learn')) {
    return ask(state, { kind: 'learn', barcode, item: { sku, name, variant, picture }, events });
  }
  const detail = { text, wanted: { sku, name, variant, picture } };
  return ask(state, { kind: 'approval', about: 'learn', detail, events });
}
