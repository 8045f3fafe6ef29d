import { type KeptSheet, keepSheet, type Sheet, type SheetPlan } from './sheet.ts';

/** What has come out of a printer, newest last. */
export interface SheetStack {
  readonly sheets: readonly Sheet[];
  readonly torn: readonly Sheet[];
  /** Since it was opened. */
  readonly count: number;
  add(plan: SheetPlan, atMs: number): Sheet;
  addTorn(plan: SheetPlan, atMs: number): void;
}

const KEPT = 500;
/** A picture of 4 by 6 inches is 124 KB, and its bytes are as many again. */
const KEPT_PICTURES = 200;
const KEPT_TORN = 20;

export function createSheetStack(): SheetStack {
  const sheets: Sheet[] = [];
  const torn: Sheet[] = [];
  const vivid: KeptSheet[] = [];
  let count = 0;
  return {
    sheets,
    torn,
    get count() {
      return count;
    },
    add: (plan, atMs) => {
      count += 1;
      const kept = keepSheet(plan, { no: count, atMs, torn: false });
      sheets.push(kept.sheet);
      vivid.push(kept);
      if (sheets.length > KEPT) sheets.shift();
      if (vivid.length > KEPT_PICTURES) vivid.shift()?.fade();
      return kept.sheet;
    },
    addTorn: (plan, atMs) => {
      torn.push(keepSheet(plan, { no: count + 1, atMs, torn: true }).sheet);
      if (torn.length > KEPT_TORN) torn.shift();
    },
  };
}
