import { accept, type Decision, refuse } from './command.ts';
import type { Item } from './order.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { isShut, lineOf, type Pack, type Work } from './state.ts';

/** REMOVE, then an item scan: one unit of it comes out of the boxes again, and of serial goods that very unit. */
export function decideRemove(work: Work, item: Item, scan: Scan): Decision {
  const { text } = scan.payload;
  const packs = packsOf(work, item);
  if (packs.length === 0) return refuse('nothing-to-remove', { text });
  const serial = serialOf(scan);
  if (item.track?.serial === true && serial === undefined) return refuse('not-that', { text, expected: 'serial' });
  const pack = serial === undefined ? packs.at(-1) : packs.find((each) => each.serial === serial);
  if (pack === undefined) return refuse('wrong-serial', { text, got: serial });
  const { no: packNo, lineId } = pack;
  // What was weighed or counted as a whole comes out as a whole.
  const units = pack.grams === undefined ? 1 : pack.units;
  const orderId = work.order.id;
  const removed = { type: 'item-removed', orderId, lineId, packNo, units, scan: evidenceOf(scan) } as const;
  if (!isShut(work, pack.boxNo)) return accept(removed);
  const detail = { text, number: work.order.number };
  const question = { kind: 'approval', about: 'undo-label', detail, events: [removed] } as const;
  return accept({ type: 'question-asked', orderId, question });
}

/** MOVE, then an item scan: the last packing of it, to the box that is chosen next. */
export function decideMove(work: Work, item: Item, scan: Scan): Decision {
  const { text } = scan.payload;
  const serial = serialOf(scan);
  const pack = packsOf(work, item).findLast((each) => serial === undefined || each.serial === serial);
  if (pack === undefined) return refuse('nothing-to-remove', { text });
  const orderId = work.order.id;
  const question = { kind: 'which-box', orderId, packNo: pack.no, boxes: work.boxes.length } as const;
  return accept({ type: 'question-asked', orderId, question });
}

function packsOf(work: Work, item: Item): readonly Pack[] {
  return work.packs.filter((pack) => (pack.swap ?? lineOf(work, pack.lineId)?.sku) === item.sku);
}

function serialOf(scan: Scan): string | undefined {
  return scan.payload.t === 'gs1' ? scan.payload.facts.serial : undefined;
}
