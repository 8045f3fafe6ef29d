import { changeWork } from './change-work.ts';
import type { Event } from './event.ts';
import type { ParcelCode } from './ids.ts';
import { countIn, isCounted } from './parcel-code.ts';
import { type Box, boxOf, packsIn, type State, type Work } from './state.ts';

export type BoxEvent = Extract<
  Event,
  {
    readonly type:
      | 'box-closed'
      | 'box-begun'
      | 'box-asked'
      | 'box-suggested'
      | 'box-too-small'
      | 'box-chosen'
      | 'weight-asked'
      | 'box-weighed'
      | 'weighing-repeated'
      | 'weight-skipped'
      | 'papers-asked'
      | 'extra-done'
      | 'order-packed'
      | 'label-proved';
  }
>;

/** From the last unit to the label: carton, weight, papers, parcels. */
export function evolveBox(state: State, work: Work, event: BoxEvent, atMs: number): State {
  const now = changeWork(state, work);
  switch (event.type) {
    case 'box-closed':
      return now({ boxes: changed(work, event.boxNo, { closed: true }) }, 'choose-box', { n: event.boxNo });
    case 'box-begun':
      // One that was left open is gone on with.
      return now(
        {
          boxes: withBox(work.boxes, event.boxNo),
          boxNo: event.boxNo,
          stage: 'packing',
        },
        'box-next',
        { n: event.boxNo },
      );
    case 'box-asked':
      return now(
        { stage: 'boxing', boxNo: event.boxNo, boxes: changed(work, event.boxNo, { suggested: null }) },
        'choose-box',
        {
          n: event.boxNo,
        },
      );
    case 'box-suggested':
      return {
        ...state,
        work: { ...work, boxes: changed(work, event.boxNo, { suggested: event.cartons, split: event.split ?? null }) },
      };
    case 'box-too-small': {
      const { suggested } = boxOf(work);
      const left = (suggested ?? []).filter((code) => code !== event.carton);
      return now({ boxes: changed(work, event.boxNo, { suggested: left }) }, 'choose-box', { n: event.boxNo });
    }
    case 'box-chosen': {
      const carton = { code: event.carton, grams: event.grams };
      return now({ boxes: changed(work, event.boxNo, { carton }) }, 'box-chosen', { text: event.carton });
    }
    case 'weight-asked':
      return now(
        { stage: 'weighing', boxNo: event.boxNo, boxes: changed(work, event.boxNo, { expected: event.expected }) },
        'weigh-box',
        {
          expectedGrams: event.expected.grams,
          toleranceGrams: event.expected.toleranceGrams,
        },
      );
    case 'box-weighed': {
      const weight = { grams: event.grams, by: event.by };
      const code = event.verdict === 'ok' ? 'weight-ok' : 'weight-noted';
      return { ...now({ boxes: changed(work, event.boxNo, { weight }) }, code, { grams: event.grams }), stop: null };
    }
    case 'weighing-repeated':
      return now({}, 'weigh-box');
    case 'weight-skipped':
      return now({ boxes: changed(work, event.boxNo, { weight: 'skipped' }) }, 'weight-noted');
    case 'papers-asked':
      return now({ stage: 'papering', extras: { todo: event.extras, done: [] } }, 'add-papers');
    case 'extra-done': {
      const { todo, done } = work.extras;
      const extras = { todo: todo.filter((extra) => extra !== event.extra), done: [...done, event.extra] };
      return now({ extras }, 'paper-added');
    }
    case 'order-packed': {
      const codes = event.parcels ?? [event.parcelCode];
      const boxes = settledBoxes(work).map((box, index) => ({ ...box, parcelCode: codes[index] ?? null }));
      return {
        ...now({ stage: 'labelling', boxes, boxNo: boxes[0]?.no ?? 1 }, 'order-complete', {
          number: work.order.number,
          atMs,
          n: boxes.length,
          of: boxes.length,
        }),
        parcels: Math.max(state.parcels, ...codes.filter(isCounted).map(countIn)),
        lastSscc: codes.findLast((code) => !isCounted(code)) ?? state.lastSscc,
      };
    }
    case 'label-proved':
      return { ...state, stop: null, work: proved(work, event.parcelCode) };
  }
}

/** The boxes with this one among them: whatever a journal names must be there, or nothing could be shown. */
export function withBox(boxes: readonly Box[], no: number): readonly Box[] {
  return boxes.some((box) => box.no === no) ? boxes : [...boxes, emptyBox(no)];
}

/** What was said of a box whose content changes is true no more. */
export function unsaid(box: Box): Box {
  return { ...box, suggested: null, split: null, carton: null, expected: null, weight: null };
}

export function emptyBox(no: number): Box {
  return {
    no,
    closed: false,
    suggested: null,
    split: null,
    carton: null,
    expected: null,
    weight: null,
    parcelCode: null,
    label: null,
    proved: false,
  };
}

function changed(work: Work, boxNo: number, change: Partial<Box>): readonly Box[] {
  return withBox(work.boxes, boxNo).map((box) => (box.no === boxNo ? { ...box, ...change } : box));
}

/** Boxes that hold something; an empty one that was begun last is no parcel. */
export function settledBoxes(work: Work): readonly Box[] {
  const full = work.boxes.filter(({ no }) => packsIn(work, no).length > 0);
  return full.length > 0 ? full : work.boxes.slice(0, 1);
}

/** This box's label is on it; the next box without proof is the one in hand. */
export function proved(work: Work, parcelCode: ParcelCode): Work {
  const boxes = work.boxes.map((box) => (box.parcelCode === parcelCode ? { ...box, proved: true } : box));
  const next = boxes.find((box) => !box.proved);
  return next === undefined ? { ...work, boxes } : { ...work, boxes, boxNo: next.no, stage: 'labelling' };
}
