import { ask } from './ask.ts';
import { goodsGrams, goodsIn } from './box-goods.ts';
import { judgeWeight, likelyItem } from './box-weight.ts';
import { allowedFor, type Carton, suggestCartons } from './carton.ts';
import { accept, type Command, type Decision, type Facts, type Found, refuse } from './command.ts';
import { nameOf } from './decide-item.ts';
import { undo } from './decide-undo.ts';
import type { Event, Offer } from './event.ts';
import type { Action } from './phase.ts';
import type { Scan } from './scan.ts';
import { boxOf, isSettled, packsIn, type State, type Work } from './state.ts';

/** Keys while a box is chosen or weighed. */
export function decideBoxAction(state: State, action: Action, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('no-order-open');
  const orderId = work.order.id;
  const box = boxOf(work);
  switch (action) {
    case 'undo':
      return undo(state, work);
    case 'hold':
      return ask(state, { kind: 'hold', orderId });
    case 'confirm': {
      const carton = facts.site.cartons.find(({ code }) => code === box.suggested?.[0]);
      return carton === undefined ? refuse('box-unknown') : chooseBox(work, carton);
    }
    case 'bigger-box': {
      const [first, second] = box.suggested ?? [];
      if (first === undefined || second === undefined) return refuse('no-bigger-box');
      return accept({ type: 'box-too-small', orderId, boxNo: box.no, carton: first });
    }
    case 'new-box':
      return splitBox(work);
    case 'weigh':
      return facts.hasScale ? accept({ type: 'weighing-repeated', orderId, boxNo: box.no }) : refuse('no-scale');
    case 'skip':
      if (facts.site.policy.weigh === 'always' || facts.hasScale) return refuse('not-now');
      return accept({ type: 'weight-skipped', orderId, boxNo: box.no });
    default:
      return refuse('not-now');
  }
}

/** The last packing goes into a box of its own: what does not fit is packed again there. */
function splitBox(work: Work): Decision {
  const inBox = packsIn(work, work.boxNo);
  const last = inBox.at(-1);
  if (last === undefined || inBox.length < 2) return refuse('box-empty');
  const orderId = work.order.id;
  return accept(
    { type: 'item-unpacked', orderId, lineId: last.lineId, units: last.units },
    { type: 'box-closed', orderId, boxNo: work.boxNo },
  );
}

/** What was worked out beside the turn: laying goods into cartons takes longer than a scan may wait. */
export function takeSuggestion(
  state: State,
  { boxNo, cartons, split }: Pick<Extract<Command, { type: 'suggest-cartons' }>, 'boxNo' | 'cartons' | 'split'>,
): Decision {
  const { work } = state;
  if (work === null || work.stage !== 'boxing' || work.boxNo !== boxNo || boxOf(work).suggested !== null)
    return accept();
  return accept({
    type: 'box-suggested',
    orderId: work.order.id,
    boxNo,
    cartons,
    ...(split === null ? {} : { split }),
  });
}

/** A carton's own code, at any time while goods are packed or the box is asked for. */
export function decideCarton(work: Work, carton: Carton, facts: Facts): Decision {
  const { carrier, limits } = work.order.doc;
  const barred = allowedFor(carton, carrier, limits ?? {}, goodsGrams(work, work.boxNo));
  if (barred !== null) {
    const allowed = suggestCartons(goodsIn(work, work.boxNo), facts.site.cartons, carrier, limits ?? {});
    return refuse('box-not-allowed', {
      got: carton.name,
      notAllowed: barred,
      choices: allowed.map((each) => each.carton.name),
    });
  }
  return chooseBox(work, carton);
}

function chooseBox(work: Work, carton: Carton): Decision {
  const { code, grams } = carton;
  return accept({ type: 'box-chosen', orderId: work.order.id, boxNo: work.boxNo, carton: code, grams });
}

/** Which box: only a carton's code, or CONFIRM for the suggestion. */
export function decideBoxScan(work: Work, scan: Scan, found: Found, facts: Facts): Decision {
  const { text } = scan.payload;
  if (found.carton !== null) return decideCarton(work, found.carton, facts);
  if (found.items.length === 0) return refuse('box-unknown', { text });
  const scanned = found.items[0] && nameOf(found.items[0].item);
  return refuse(isSettled(work) ? 'item-after-complete' : 'wrong-box', { text, scanned });
}

/** A weight for the closed box. Outside the band it stops until the box is recounted or a supervisor knows why. */
export function decideWeight(
  work: Work,
  reading: { readonly grams: number; readonly stable: boolean; readonly by: 'scale' | 'typed' },
): Decision {
  const box = boxOf(work);
  const { expected } = box;
  if (work.stage !== 'weighing' || expected === null) return refuse('not-now');
  const { grams, stable, by } = reading;
  if (!stable || grams <= 0) return refuse('scale-unsteady');
  const verdict = judgeWeight(expected, grams);
  const weighed: Event = { type: 'box-weighed', orderId: work.order.id, boxNo: box.no, grams, by, verdict };
  if (verdict === 'ok' || verdict === 'not-decisive') return accept(weighed);
  const likely = likelyItem(work, box.no, expected, grams);
  const detail = {
    grams,
    expectedGrams: expected.grams,
    toleranceGrams: expected.toleranceGrams,
    ...(likely === null ? {} : { wanted: nameOf(likely.item), factor: likely.units }),
  };
  const offer: Offer = { by: 'supervisor', events: [weighed] };
  return refuse(verdict === 'low' ? 'weight-low' : 'weight-high', detail, offer);
}
