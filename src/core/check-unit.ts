import { daysBetween } from './calendar.ts';
import type { Facts, Found } from './command.ts';
import type { RefusalDetail } from './event.ts';
import type { Item, OrderLine } from './order.ts';
import type { Work } from './state.ts';
import type { Ask, UnitFacts } from './unit-facts.ts';
import type { RefusalCode } from './verdict.ts';

export interface Unit {
  readonly line: OrderLine;
  /** The line's own item, or one of its substitutes. */
  readonly item: Item;
  readonly units: number;
  readonly swap: boolean;
  readonly manual: boolean;
  readonly facts: UnitFacts;
  readonly waived: readonly RefusalCode[];
}

export type UnitCheck =
  | { readonly t: 'ok'; readonly facts: UnitFacts }
  | { readonly t: 'ask'; readonly ask: Ask; readonly facts: UnitFacts }
  | {
      readonly t: 'refuse';
      readonly code: RefusalCode;
      readonly detail: RefusalDetail;
      readonly remedy: 'again' | 'supervisor' | null;
    };

/** The AIs that follow a lot on real labels; seen right after an allocated lot they tell of a lost separator. */
const AI_AFTER_LOT = /^(0[0-2]|1[013457]|2[01]|30|3[12]0\d|37|400|41[04]|800[348]|9\d)./;

/** Checks M7 to M17 of the scanning design, section 11.4, in its order; the first that fails is the answer. */
export function checkUnit(work: Work, unit: Unit, found: Found, facts: Facts): UnitCheck {
  for (const check of [checkHand, checkLot, checkExpiry, checkSerial, checkWeight, checkPlace]) {
    const result = check({ work, unit, found, facts });
    if (result !== null) return result;
  }
  return { t: 'ok', facts: withMaster(unit) };
}

interface Case {
  readonly work: Work;
  readonly unit: Unit;
  readonly found: Found;
  readonly facts: Facts;
}

function ask(unit: Unit, what: Ask): UnitCheck {
  return { t: 'ask', ask: what, facts: withMaster(unit) };
}

function refusal(
  unit: Unit,
  code: RefusalCode,
  detail: RefusalDetail,
  remedy: 'again' | 'supervisor' | null = null,
): UnitCheck | null {
  if (unit.waived.includes(code)) return null;
  const { name, variant, sku, picture } = unit.item;
  return { t: 'refuse', code, detail: { scanned: { name, variant, sku, picture }, ...detail }, remedy };
}

/** M7 */
function checkHand({ unit }: Case): UnitCheck | null {
  return unit.manual && unit.item.untyped === true ? refusal(unit, 'scan-required', {}) : null;
}

/** M8, M9 */
function checkLot({ unit }: Case): UnitCheck | null {
  if (unit.item.track?.lot !== true) return null;
  const { lot } = unit.facts;
  if (lot === undefined) return ask(unit, 'lot');
  const allocated = unit.swap ? undefined : unit.line.lots;
  if (allocated === undefined || allocated.length === 0 || allocated.some((each) => each.lot === lot)) return null;
  const expected = allocated.map((each) => each.lot).join(', ');
  const cut = allocated.find((each) => lot.startsWith(each.lot) && AI_AFTER_LOT.test(lot.slice(each.lot.length)));
  if (cut !== undefined) return refusal(unit, 'gs-missing', { expected: cut.lot, got: lot });
  return refusal(unit, 'wrong-lot', { expected, got: lot }, 'again');
}

/** M10, M11, M12 */
function checkExpiry({ work, unit, facts }: Case): UnitCheck | null {
  const { track } = unit.item;
  const days = Math.max(track?.days ?? 0, work.order.doc.days ?? 0);
  const expiry = unit.facts.expiry ?? masterExpiry(unit);
  if (expiry === undefined) return track?.expiry === true ? ask(unit, 'expiry') : null;
  const left = daysBetween(facts.today, expiry);
  // A unit is good through the end of its day.
  if (left < 0) return refusal(unit, 'expired', { got: expiry, expected: facts.today });
  if (track?.expiry === true && left < days) {
    const short = refusal(unit, 'shelf-life', { got: expiry, ordered: days, packed: left }, 'supervisor');
    if (short !== null) return short;
  }
  const master = masterExpiry(unit);
  if (master !== undefined && unit.facts.expiry !== undefined && master !== unit.facts.expiry) {
    return refusal(unit, 'expiry-mismatch', { expected: master, got: unit.facts.expiry });
  }
  return null;
}

/** M13, M14 */
function checkSerial({ work, unit, found }: Case): UnitCheck | null {
  const { track, sku } = unit.item;
  if (track?.serial !== true) return null;
  if (unit.units !== 1) return refusal(unit, 'serial-case', { factor: unit.units });
  const { serial } = unit.facts;
  if (serial === undefined) return ask(unit, 'serial');
  const same = work.packs.some((pack) => pack.serial === serial && skuOf(work, pack) === sku);
  if (same) return refusal(unit, 'serial-counted', { got: serial });
  if (found.serialShipped !== null) {
    const { number, atMs } = found.serialShipped;
    const again = refusal(unit, 'serial-shipped', { got: serial, number, sinceMs: atMs }, 'supervisor');
    if (again !== null) return again;
  }
  const { serials } = unit.line;
  const allocated = unit.swap || serials === undefined || serials.length === 0 || serials.includes(serial);
  const fits = track.pattern === undefined || new RegExp(`^(?:${track.pattern})$`).test(serial);
  if (allocated && fits) return null;
  // A pattern is for machines: a packer is told of serials only.
  return refusal(unit, 'wrong-serial', {
    got: serial,
    expected: allocated ? undefined : serials.slice(0, 6).join(', '),
  });
}

/** M16 */
function checkWeight({ unit, facts }: Case): UnitCheck | null {
  if (unit.item.track?.weight !== true) return null;
  const { grams } = unit.facts;
  if (grams === undefined) return ask(unit, 'weight');
  const nominal = unit.item.grams;
  if (nominal === undefined) return null;
  const wanted = nominal * unit.units;
  const toleranceGrams = Math.round((wanted * facts.site.policy.weightPercent) / 100);
  if (Math.abs(grams - wanted) <= toleranceGrams) return null;
  return refusal(unit, 'weight-range', { grams, expectedGrams: wanted, toleranceGrams }, 'supervisor');
}

/** M17 */
function checkPlace({ work, unit }: Case): UnitCheck | null {
  const { bin } = unit.line;
  if (work.order.doc.places !== true || bin === undefined) return null;
  return bin === work.place || bin === unit.facts.place ? null : ask(unit, 'place');
}

function masterExpiry(unit: Unit): string | undefined {
  return unit.line.lots?.find(({ lot }) => lot === unit.facts.lot)?.expiry;
}

function withMaster(unit: Unit): UnitFacts {
  const expiry = unit.facts.expiry ?? masterExpiry(unit);
  return expiry === undefined ? unit.facts : { ...unit.facts, expiry };
}

function skuOf(work: Work, pack: Work['packs'][number]): string | undefined {
  return pack.swap ?? work.lines.find(({ id }) => id === pack.lineId)?.sku;
}
