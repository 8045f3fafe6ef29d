import { fillOf, fitOf, type Kind, type Sides, volumeOf, volumeOfAll } from './carton-fit.ts';

export interface Carton {
  /** Its barcode and id. */
  readonly code: string;
  readonly name: string;
  /** Inner length, width, height. */
  readonly millimetres: readonly [number, number, number];
  /** Empty weight. */
  readonly grams: number;
  /** Greatest weight of the content. */
  readonly limitGrams?: number | undefined;
  /** Carriers it may go with; absent: any. */
  readonly carriers?: readonly string[] | undefined;
}

export interface CarrierLimits {
  /** Greatest weight of the whole parcel. */
  readonly grams?: number | undefined;
  /** Longest side, in millimetres. */
  readonly longest?: number | undefined;
  /** Length + 2 × width + 2 × height, in millimetres; length is the longest side. */
  readonly girth?: number | undefined;
}

/** Equal units that go into the parcel. `grams` and `millimetres` are of one unit; null where the catalogue does not say. */
export interface Goods {
  readonly sku: string;
  readonly units: number;
  readonly grams: number | null;
  readonly millimetres: readonly [number, number, number] | null;
}

export type NotAllowed = 'carrier' | 'too-heavy' | 'too-long' | 'girth';

export interface Suggestion {
  readonly carton: Carton;
  /** `unknown`: dimensions are missing for some goods, or there are too many pieces to lay out; judged by what is known. */
  readonly fit: 'fits' | 'unknown';
  /** Volume of the goods in percent of the carton's, whole; null when dimensions are missing. */
  readonly fillPercent: number | null;
}

/** The suggestion and four alternatives. */
export const MOST_SUGGESTIONS = 5;
/** How full a carton may be that is judged by volume alone: of 64 random lists of 20 to 400 unlike pieces all went in so. */
const LOOSE_SHARE = 0.6;
/** No order has as many; it bounds the work for nonsense quantities. */
const MOST_BOXES = 1000;

/** Goods once for every sku, weight and size, with the kind they are packed as; null without (usable) dimensions. */
interface Load {
  readonly goods: Goods;
  readonly kind: Kind | null;
}

/**
 * Why this carton may not go with this carrier, or null when it may. Carrier limits speak of the outside of a parcel; a carton
 * tells its inside, so board a few millimetres thick has to be taken off the limits.
 * @param contentGrams weight of the content as far as it is known; null counts as nothing
 */
export function allowedFor(
  carton: Carton,
  carrier: string,
  limits: CarrierLimits,
  contentGrams: number | null,
): NotAllowed | null {
  const content = contentGrams ?? 0;
  const [longest, width, height] = [...carton.millimetres].sort((a, b) => b - a) as [number, number, number];
  if (carton.carriers !== undefined && !carton.carriers.includes(carrier)) return 'carrier';
  if (content > roomOf(carton, limits)) return 'too-heavy';
  if (limits.longest !== undefined && longest > limits.longest) return 'too-long';
  if (limits.girth !== undefined && longest + 2 * width + 2 * height > limits.girth) return 'girth';
  return null;
}

/**
 * Cartons that hold everything at once and may go with the carrier: smallest inner volume first, at most 5. An empty list means:
 * split into several boxes. Goods may lie any way round; sizes are taken in whole millimetres, goods rounded up, cartons down.
 *
 * `fits` is proved: a place was found for every unit. A tight arrangement may be missed; then a larger carton is suggested. With
 * more than 100 pieces (equal units counted as a few blocks) nothing is laid out: a carton is then offered as `unknown` when
 * every unit goes in alone and the volume is at most 60 % of it. Goods without dimensions take no room, goods without weight
 * weigh nothing, and the packer's eye decides.
 */
export function suggestCartons(
  goods: readonly Goods[],
  cartons: readonly Carton[],
  carrier: string,
  limits: CarrierLimits,
): readonly Suggestion[] {
  const loads = loadsOf(goods);
  const suggestions: Suggestion[] = [];
  for (const carton of smallestFirst(cartons)) {
    if (suggestions.length === MOST_SUGGESTIONS) break;
    if (allowedFor(carton, carrier, limits, gramsOf(loads)) !== null) continue;
    const suggestion = judge(loads, carton);
    if (suggestion !== null) suggestions.push(suggestion);
  }
  return suggestions;
}

/**
 * A split into boxes for goods that fit no single carton: the largest carton is filled again and again, largest goods first, and
 * each box then shrinks to the smallest carton that holds what is in it. Goods without dimensions go into the last box and,
 * when they are too heavy for it, into further ones. Good, not always the fewest boxes.
 * Null when a unit fits no carton that the carrier takes, or when it would be more than 1,000 boxes.
 */
export function suggestSplit(
  goods: readonly Goods[],
  cartons: readonly Carton[],
  carrier: string,
  limits: CarrierLimits,
): readonly { readonly carton: Carton; readonly goods: readonly Goods[] }[] | null {
  const sorted = smallestFirst(cartons);
  const holds = (loads: readonly Load[]) => (carton: Carton) =>
    allowedFor(carton, carrier, limits, gramsOf(loads)) === null && fitIn(carton, loads) === 'holds';
  const smallestFor = (loads: readonly Load[]) => sorted.find(holds(loads));
  const largestFor = (loads: readonly Load[]) => sorted.findLast(holds(loads));

  const boxes: { readonly carton: Carton; readonly goods: readonly Goods[] }[] = [];
  let left = loadsOf(goods);
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const one = [withUnits(first, 1)];
    const carton = largestFor(one);
    if (carton === undefined || boxes.length === MOST_BOXES) return null;
    const units = fill(left, carton, roomOf(carton, limits));
    const filled = left.map((load, index) => withUnits(load, units[index] ?? 0)).filter(hasUnits);
    // One unit does go in, so a box is never left empty and the loop ends.
    const inside = filled.length > 0 ? filled : one;
    boxes.push({ carton: smallestFor(inside) ?? carton, goods: inside.map((load) => load.goods) });
    const taken = new Map(inside.map((load) => [keyOf(load.goods), load.goods.units]));
    left = left.map((load) => withUnits(load, load.goods.units - (taken.get(keyOf(load.goods)) ?? 0))).filter(hasUnits);
  }
  return boxes;
}

function judge(loads: readonly Load[], carton: Carton): Suggestion | null {
  const inner = innerOf(carton);
  const fit = fitIn(carton, loads);
  if (inner === null || fit === 'no') return null;
  const share = volumeOfAll(kindsOf(loads)) / volumeOf(inner);
  if (fit === 'unproved' && share > LOOSE_SHARE) return null;
  const known = loads.every(({ kind }) => kind !== null);
  return {
    carton,
    fit: known && fit === 'holds' ? 'fits' : 'unknown',
    fillPercent: known ? Math.round(share * 100) : null,
  };
}

function fitIn(carton: Carton, loads: readonly Load[]): 'holds' | 'no' | 'unproved' {
  const inner = innerOf(carton);
  return inner === null ? 'no' : fitOf(kindsOf(loads), inner);
}

/** Units of each load for one box; those without dimensions only when all the others are in. */
function fill(loads: readonly Load[], carton: Carton, roomGrams: number): readonly number[] {
  const inner = innerOf(carton);
  if (inner === null) return [];
  // Loads are sorted: those without dimensions stand at the end.
  const kinds = kindsOf(loads);
  const units = [...fillOf(kinds, inner, roomGrams)];
  if (kinds.some((kind, index) => kind.units !== units[index])) return units;
  let room = roomGrams - kinds.reduce((sum, { grams, units }) => sum + grams * units, 0);
  for (const { goods } of loads.slice(kinds.length)) {
    const grams = weightOf(goods);
    const together = grams > 0 ? Math.max(0, Math.min(goods.units, Math.floor(room / grams))) : goods.units;
    units.push(together);
    room -= together * grams;
  }
  return units;
}

/** Greatest weight of the content by the carton and by the carrier; below 0 when the empty carton is too heavy already. */
function roomOf(carton: Carton, limits: CarrierLimits): number {
  const none = Number.POSITIVE_INFINITY;
  return Math.min(carton.limitGrams ?? none, (limits.grams ?? none) - carton.grams);
}

/** The goods in one order whatever order they came in, so that equal orders get equal cartons: largest first. */
function loadsOf(goods: readonly Goods[]): readonly Load[] {
  const byKey = new Map<string, Goods>();
  for (const each of goods.filter(({ units }) => units > 0)) {
    const same = byKey.get(keyOf(each));
    byKey.set(keyOf(each), same === undefined ? each : { ...same, units: same.units + each.units });
  }
  return [...byKey.entries()]
    .map(([key, each]) => ({ key, goods: each, kind: kindOf(each) }))
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.key < b.key ? -1 : 1))
    .map(({ goods: each, kind }) => ({ goods: each, kind }));
}

function keyOf({ sku, grams, millimetres }: Goods): string {
  return JSON.stringify([sku, grams, millimetres]);
}

function sizeOf({ kind }: Load): number {
  return kind === null ? 0 : volumeOf(kind.sides);
}

function kindOf(goods: Goods): Kind | null {
  const { units, millimetres } = goods;
  // A size of nothing or less is a gap in the catalogue, not a thing without a size.
  if (millimetres === null || !millimetres.every((side) => side > 0 && Number.isFinite(side))) return null;
  const sides = millimetres.map(Math.ceil).sort((a, b) => b - a) as [number, number, number];
  return { sides, units, grams: weightOf(goods) };
}

function kindsOf(loads: readonly Load[]): readonly Kind[] {
  return loads.flatMap(({ kind }) => (kind === null ? [] : [kind]));
}

function innerOf({ millimetres: [length, width, height] }: Carton): Sides | null {
  const inner: Sides = [Math.floor(length), Math.floor(width), Math.floor(height)];
  return inner.every((side) => side >= 1 && Number.isFinite(side)) ? inner : null;
}

function weightOf({ grams }: Goods): number {
  return grams !== null && grams > 0 ? grams : 0;
}

function gramsOf(loads: readonly Load[]): number {
  return loads.reduce((sum, { goods }) => sum + weightOf(goods) * goods.units, 0);
}

function withUnits({ goods, kind }: Load, units: number): Load {
  return { goods: { ...goods, units }, kind: kind === null ? null : { ...kind, units } };
}

function hasUnits({ goods }: Load): boolean {
  return goods.units > 0;
}

/** Cartons without a usable size cannot be judged and are left out. Equal volumes: the lighter one, then by code. */
export function smallestFirst(cartons: readonly Carton[]): readonly Carton[] {
  return cartons
    .filter((carton) => innerOf(carton) !== null)
    .sort(
      (a, b) => volumeOf(a.millimetres) - volumeOf(b.millimetres) || a.grams - b.grams || (a.code < b.code ? -1 : 1),
    );
}
