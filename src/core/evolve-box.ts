import type { ParcelCode } from './ids.ts';
import { type Box, packsIn, type Work } from './state.ts';

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
