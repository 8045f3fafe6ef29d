import { changeWork } from './change-work.ts';
import type { Event } from './event.ts';
import { emptyBox, evolveBox, unsaid, withBox } from './evolve-box.ts';
import type { LineId } from './ids.ts';
import type { NoteCode } from './note.ts';
import type { Order } from './order.ts';
import { isOpen, isSettled, lineOf, type Pack, packedOf, type State, shortOf, type Work } from './state.ts';
import type { BandDetail } from './view.ts';
import type { WorkEvent } from './work-event.ts';

type Handled =
  | Exclude<WorkEvent, { readonly type: 'order-dropped' | 'wrong-bin-told' }>
  | Extract<Event, { readonly type: 'label-proved' }>;

/** What happens to the open order's goods and boxes. */
export function evolveWork(state: State, work: Work, event: Handled, atMs: number): State {
  const now = changeWork(state, work);
  switch (event.type) {
    case 'item-packed':
      return packed(state, work, event, atMs);
    case 'item-unpacked': {
      const last = work.packs.at(-1);
      if (last === undefined) return state;
      const next = takenOut(work, last, last.units);
      return back(state, { ...next, focus: last.lineId }, 'undone', last.lineId, last.boxNo);
    }
    case 'item-removed': {
      const pack = work.packs.find(({ no }) => no === event.packNo);
      if (pack === undefined) return state;
      const next = takenOut(work, pack, event.units);
      return back(state, { ...next, mode: null, focus: pack.lineId }, 'removed', pack.lineId, pack.boxNo);
    }
    case 'line-reset': {
      const gone = work.packs.filter(({ lineId }) => lineId === event.lineId);
      const next = gone.reduce((before, pack) => takenOut(before, pack, pack.units), work);
      return back(state, { ...next, focus: event.lineId }, 'undone', event.lineId);
    }
    case 'line-skipped': {
      const skipped = [...work.skipped.filter((id) => id !== event.lineId), event.lineId];
      return now({ focus: null, skipped }, 'skipped', lineDetail(work, event.lineId));
    }
    case 'line-chosen': {
      const skipped = work.skipped.filter((id) => id !== event.lineId);
      return now({ focus: event.lineId, skipped }, 'chosen', lineDetail(work, event.lineId));
    }
    case 'line-short': {
      const units = Math.min(event.units, unitsLeft(work, event.lineId));
      if (units <= 0) return { ...state, question: null };
      const { lineId } = event;
      return now(
        {
          short: { ...work.short, [lineId]: shortOf(work, lineId) + units },
          history: [...work.history, { t: 'short', lineId, units }],
          focus: null,
          capture: null,
        },
        'short-noted',
        { ...lineDetail(work, lineId), n: units },
      );
    }
    case 'short-taken-back': {
      const { lineId, units } = event;
      const next = {
        ...work,
        short: { ...work.short, [lineId]: Math.max(0, shortOf(work, lineId) - units) },
        history: work.history.slice(0, -1),
        focus: lineId,
      };
      return back(state, next, 'undone', lineId);
    }
    case 'item-damaged':
      return now({ capture: null }, 'damage-noted', lineDetail(work, event.lineId));
    case 'kit-broken': {
      const kit = lineOf(work, event.lineId);
      const { parts } = kit ?? {};
      if (parts === undefined) return state;
      const lines = work.lines.flatMap((line) => (line.id === event.lineId ? parts : [line]));
      return now({ lines, focus: null }, 'kit-broken', { name: kit?.name });
    }
    case 'capture-begun': {
      const { capture } = event;
      return now({ capture, mode: null, focus: capture.lineId }, `scan-${capture.ask}`, {
        ...lineDetail(work, capture.lineId),
        raw: event.scan.text ?? undefined,
        atMs,
      });
    }
    case 'capture-filled': {
      if (work.capture === null) return state;
      const capture = { ...work.capture, facts: event.facts, ask: event.ask };
      return now({ capture }, `scan-${event.ask}`, {
        ...lineDetail(work, capture.lineId),
        raw: event.scan.text ?? undefined,
        atMs,
      });
    }
    case 'capture-dropped':
      return now({ capture: null }, 'capture-dropped');
    case 'mode-entered': {
      const code = event.mode.t === 'remove' ? 'removing' : event.mode.t === 'move' ? 'moving' : 'quantity';
      return now({ mode: event.mode }, code, event.mode.t === 'quantity' ? { n: event.mode.units } : {});
    }
    case 'mode-left':
      return now({ mode: null }, 'mode-left');
    case 'item-moved': {
      const from = work.packs.find(({ no }) => no === event.packNo)?.boxNo;
      const packs = work.packs.map((pack) => (pack.no === event.packNo ? { ...pack, boxNo: event.toBox } : pack));
      const boxes = withBox(work.boxes, event.toBox).map((box) =>
        box.no === from || box.no === event.toBox ? unsaid(box) : box,
      );
      return now({ packs, boxes, mode: null }, 'moved', { n: event.toBox });
    }
    case 'box-closed':
    case 'box-begun':
    case 'box-asked':
    case 'box-suggested':
    case 'box-too-small':
    case 'box-chosen':
    case 'weight-asked':
    case 'box-weighed':
    case 'weighing-repeated':
    case 'weight-skipped':
    case 'papers-asked':
    case 'extra-done':
    case 'order-packed':
    case 'label-proved':
      return evolveBox(state, work, event, atMs);
    case 'order-changed-above':
      if (!event.cancelled) return { ...state, work: { ...work, seenRev: event.rev } };
      return {
        ...state,
        question: null,
        work: { ...work, seenRev: event.rev },
        stop: { code: 'order-cancelled', detail: { number: work.order.number }, sinceMs: atMs, offer: null },
        band: { code: 'order-cancelled', detail: { number: work.order.number, atMs } },
      };
    case 'order-revised':
      return now(revised(work, event.order), 'order-changed-now', { number: event.order.number });
  }
}

export function openedWork(order: Order, atMs: number): Work {
  return {
    order,
    lines: order.doc.lines,
    openedAtMs: atMs,
    stage: 'packing',
    packed: {},
    short: {},
    packs: [],
    history: [],
    packCount: 0,
    boxes: [emptyBox(1)],
    boxNo: 1,
    skipped: [],
    focus: null,
    place: null,
    capture: null,
    mode: null,
    extras: { todo: [], done: [] },
    slip: null,
    papers: [],
    seenRev: order.rev,
    hardening: null,
    shippedSeq: null,
  };
}

function packed(state: State, before: Work, event: Extract<WorkEvent, { type: 'item-packed' }>, atMs: number): State {
  const { type, orderId, scan, boxNo, ...unit } = event;
  const pack: Pack = { ...unit, no: before.packCount + 1, boxNo: boxNo ?? before.boxNo };
  const work: Work = {
    ...before,
    packed: { ...before.packed, [pack.lineId]: packedOf(before, pack.lineId) + pack.units },
    packs: [...before.packs, pack],
    boxes: withBox(before.boxes, pack.boxNo),
    packCount: pack.no,
    history: [...before.history, { t: 'pack', no: pack.no }],
    skipped: before.skipped.filter((id) => id !== pack.lineId),
    focus: pack.lineId,
    place: pack.place ?? before.place,
    capture: null,
    mode: null,
  };
  const line = lineOf(work, pack.lineId);
  const lineDone = line !== undefined && !isOpen(work, line);
  const single = pack.swap === undefined ? 'accepted' : 'accepted-swap';
  const code = isSettled(work) ? 'order-complete' : lineDone ? 'line-done' : single;
  const detail = { ...lineDetail(work, pack.lineId), raw: scan.text ?? undefined, atMs };
  return {
    ...state,
    work,
    stop: null,
    question: null,
    sheet: null,
    band: { code, detail },
  };
}

/** Going back opens the packing stage and the box again, and forgets what was said about it: its content is not final. */
function back(state: State, work: Work, code: NoteCode, lineId: LineId, boxNo = work.boxNo): State {
  const next: Work = {
    ...work,
    stage: 'packing',
    boxNo,
    capture: null,
    extras: { todo: [], done: [] },
    boxes: withBox(work.boxes, boxNo).map((box) => (box.no === boxNo ? { ...unsaid(box), closed: false } : box)),
  };
  return {
    ...state,
    work: next,
    stop: null,
    question: null,
    sheet: null,
    band: { code, detail: lineDetail(next, lineId) },
  };
}

function takenOut(work: Work, pack: Pack, units: number): Work {
  const left = pack.units - units;
  return {
    ...work,
    packed: { ...work.packed, [pack.lineId]: Math.max(0, packedOf(work, pack.lineId) - units) },
    packs:
      left > 0
        ? work.packs.map((each) => (each.no === pack.no ? { ...each, units: left } : each))
        : work.packs.filter(({ no }) => no !== pack.no),
    history: left > 0 ? work.history : work.history.filter((done) => done.t !== 'pack' || done.no !== pack.no),
  };
}

function unitsLeft(work: Work, lineId: LineId): number {
  const line = lineOf(work, lineId);
  return line === undefined ? 0 : line.quantity - packedOf(work, lineId) - shortOf(work, lineId);
}

/** The shop's new lines; what was packed beyond them is out of the boxes again, newest first. */
function revised(work: Work, order: Order): Partial<Work> {
  const lines = order.doc.lines;
  // A line that now wants another item is a new one, though it kept its number.
  const stillWanted = (id: LineId) => {
    const line = lines.find((each) => each.id === id);
    return line !== undefined && line.sku === lineOf(work, id)?.sku ? line.quantity : 0;
  };
  let next: Work = {
    ...work,
    order: rightsKept(work.order, order),
    lines,
    seenRev: order.rev,
    focus: null,
    capture: null,
    mode: null,
    hardening: null,
  };
  for (const pack of work.packs.toReversed()) {
    const surplus = packedOf(next, pack.lineId) - stillWanted(pack.lineId);
    if (surplus > 0) next = takenOut(next, pack, Math.min(surplus, pack.units));
  }
  const short = Object.fromEntries(
    lines.map(({ id }) => [id, Math.min(shortOf(work, id), stillWanted(id) - packedOf(next, id))]),
  );
  const boxes = next.boxes.map(unsaid);
  return { ...next, short, stage: 'packing', boxes, extras: { todo: [], done: [] } };
}

/** What was asked before the order was lent for good tells of the older right. */
function rightsKept(before: Order, after: Order): Order {
  return before.claim?.class === 'hard'
    ? { ...after, claim: before.claim, fence: Math.max(before.fence, after.fence) }
    : after;
}

export function lineDetail(work: Work, lineId: LineId): BandDetail {
  const line = lineOf(work, lineId);
  if (line === undefined) return {};
  return { name: line.name, variant: line.variant, n: packedOf(work, lineId), of: line.quantity };
}
