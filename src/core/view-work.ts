import { goodsGrams, goodsIn } from './box-goods.ts';
import { judgeWeight, likelyItem } from './box-weight.ts';
import { allowedFor } from './carton.ts';
import type { Job } from './job.ts';
import type {
  BoxScreen,
  BoxView,
  CaptureView,
  CartonView,
  Head,
  JobView,
  LineView,
  PapersScreen,
  PaperView,
  VerifyScreen,
  WeighScreen,
} from './screen-view.ts';
import type { Site } from './site.ts';
import {
  boxOf,
  isOpen,
  lineOf,
  openUnits,
  packedOf,
  packsIn,
  shortOf,
  todoOf,
  totalOrdered,
  totalPacked,
  type Work,
} from './state.ts';
import { lineViewOf } from './view-line.ts';

const EXPECTED_SHOWN = 6;
const CARTONS_SHOWN = 5;

export function workLineView(work: Work, line: Work['lines'][number]): LineView {
  const parts = work.lines.filter(({ kit }) => kit !== undefined && kit.no === line.kit?.no);
  return lineViewOf(line, {
    packed: packedOf(work, line.id),
    short: shortOf(work, line.id),
    place: line.bin ?? work.order.doc.tote ?? null,
    kitComplete: parts.every((part) => openUnits(work, part) <= 0),
  });
}

export function headOf(work: Work, changedAbove: boolean): Head {
  const { order } = work;
  return {
    number: order.number,
    shipByMs: order.shipByMs,
    carrier: order.doc.carrier,
    marks: order.doc.marks,
    note: order.doc.note ?? null,
    box: { no: work.boxes.findIndex(({ no }) => no === work.boxNo) + 1, of: work.boxes.length },
    units: { packed: totalPacked(work), ordered: totalOrdered(work) },
    changedAbove,
  };
}

export function verifyScreenOf(work: Work, head: Head, lookAlike: VerifyScreen['lookAlike']): VerifyScreen {
  const todo = todoOf(work).map((line) => workLineView(work, line));
  const captured = work.capture === null ? undefined : lineOf(work, work.capture.lineId);
  return {
    name: 'verify',
    head,
    current: captured === undefined ? (todo[0] ?? null) : workLineView(work, captured),
    lookAlike,
    todo,
    done: work.lines.filter((line) => !isOpen(work, line)).map((line) => workLineView(work, line)),
    capture: captureView(work),
    mode: work.mode,
    boxes: work.boxes.length > 1 ? boxViews(work) : [],
  };
}

function captureView(work: Work): CaptureView | null {
  const { capture } = work;
  const line = capture === null ? undefined : lineOf(work, capture.lineId);
  if (capture === null || line === undefined) return null;
  const { ask, units, facts } = capture;
  const lots = capture.swap ? [] : (line.lots ?? []);
  const expected = {
    lot: lots.map(({ lot }) => lot),
    expiry: lots.flatMap(({ lot, expiry }) => (expiry !== undefined && lot === facts.lot ? [expiry] : [])),
    serial: capture.swap ? [] : (line.serials ?? []),
    weight: [],
    place: line.bin === undefined ? [] : [line.bin],
  }[ask];
  return { line: workLineView(work, line), ask, units, facts, expected: expected.slice(0, EXPECTED_SHOWN) };
}

/** What is in which box, equal items together. */
export function boxViews(work: Work): readonly BoxView[] {
  return work.boxes.map((box) => {
    const contents = new Map<string, BoxView['contents'][number]>();
    for (const pack of packsIn(work, box.no)) {
      const line = lineOf(work, pack.lineId);
      const item = pack.swap === undefined ? line : line?.swaps?.find(({ sku }) => sku === pack.swap);
      if (item === undefined) continue;
      const units = pack.units + (contents.get(item.sku)?.units ?? 0);
      contents.set(item.sku, { name: item.name, variant: item.variant ?? null, units });
    }
    return { no: box.no, carton: box.carton?.code ?? null, contents: [...contents.values()] };
  });
}

export function boxScreenOf(work: Work, head: Head, site: Site): BoxScreen {
  const { carrier, limits } = work.order.doc;
  const grams = goodsGrams(work, work.boxNo);
  const sure = goodsIn(work, work.boxNo).every(({ millimetres }) => millimetres !== null);
  const barred = site.cartons.flatMap((carton) => {
    const why = allowedFor(carton, carrier, limits ?? {}, grams);
    return why === null ? [] : [{ name: carton.name, why }];
  });
  const suggested = (boxOf(work).suggested ?? []).flatMap((code): CartonView[] => {
    const carton = site.cartons.find((each) => each.code === code);
    if (carton === undefined) return [];
    const { name, millimetres } = carton;
    return [{ code, name, millimetres, fillPercent: fillOf(work, millimetres), sure }];
  });
  return {
    name: 'box',
    head,
    boxNo: work.boxNo,
    cartons: suggested.slice(0, CARTONS_SHOWN),
    split: boxOf(work).split,
    barred,
    boxes: boxViews(work),
  };
}

/** Volume of the goods in a carton, in percent; null when a size is not known. */
function fillOf(work: Work, inner: readonly [number, number, number]): number | null {
  let volume = 0;
  for (const { units, millimetres } of goodsIn(work, work.boxNo)) {
    if (millimetres === null) return null;
    volume += units * millimetres[0] * millimetres[1] * millimetres[2];
  }
  return Math.round((100 * volume) / (inner[0] * inner[1] * inner[2]));
}

export function weighScreenOf(work: Work, head: Head, live: WeighScreen['live']): WeighScreen {
  const box = boxOf(work);
  const expected = box.expected ?? { grams: 0, toleranceGrams: 0, decisive: false };
  const likely = live === null ? null : likelyItem(work, box.no, expected, live.grams);
  return {
    name: 'weigh',
    head,
    boxNo: work.boxNo,
    expected,
    live,
    verdict: live === null ? null : judgeWeight(expected, live.grams),
    likely: likely && { name: likely.item.name, variant: likely.item.variant ?? null, units: likely.units },
  };
}

export function papersScreenOf(work: Work, head: Head, hasCamera: boolean): PapersScreen {
  const { todo, done } = work.extras;
  return { name: 'papers', head, todo, done, papers: paperViews(work), hasCamera };
}

export function paperViews(work: Work): readonly PaperView[] {
  return work.papers.map((job) => ({ ...jobView(job), paper: job.paper }));
}

export function jobView(job: Job): JobView {
  return {
    jobId: job.jobId,
    state: job.state,
    printer: job.printer ?? '',
    code: job.code,
    conditions: job.conditions,
    queuedAtMs: job.queuedAtMs,
    sentAtMs: job.sentAtMs,
    changedAtMs: job.changedAtMs,
    copy: job.copy,
    hasPreview: job.made,
    fault: job.fault,
    detail: job.detail,
  };
}
