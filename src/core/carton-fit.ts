import { ALL_ROTATIONS, pack3D, type RotationType } from 'binpackingjs/3d';

/** Length, width and height in whole millimetres, each at least 1. Goods may be turned any way round, but not aslant. */
export type Sides = readonly [number, number, number];

/** Equal units: the sides and grams of one, and how many there are. */
export interface Kind {
  readonly sides: Sides;
  readonly units: number;
  readonly grams: number;
}

/** Units of one kind in a solid block, laid as one piece. If the block goes in, so do its units. */
interface Block {
  readonly kind: number;
  readonly units: number;
  readonly sides: Sides;
  readonly grams: number;
}

/** Where a block lies: its corner nearest the carton's own corner, and its sides along the carton's length, width, height. */
export interface Placement {
  /** Index into the kinds that were given. */
  readonly kind: number;
  readonly units: number;
  readonly at: Sides;
  readonly sides: Sides;
}

/** Pieces one attempt may lay. The library's time grows with their cube: about 10 ms for 100, half a second for 400. */
export const MOST_PIECES = 100;
const MOST_ATTEMPTS = 200;
/** Slabs that a kind's full layers are gathered into, so that 400 equal units are a dozen pieces and not 400. */
const SLABS = 8;
const TURNS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
type Turn = (typeof TURNS)[number];
const NO_LIMIT = Number.POSITIVE_INFINITY;

export function volumeOf([length, width, height]: Sides): number {
  return length * width * height;
}

export function volumeOfAll(kinds: readonly Kind[]): number {
  return kinds.reduce((sum, { sides, units }) => sum + volumeOf(sides) * units, 0);
}

/** True when one such unit goes into an empty carton, turned as need be. */
export function goesInto(sides: Sides, inner: Sides): boolean {
  const room = [...inner].sort((a, b) => a - b);
  return [...sides].sort((a, b) => a - b).every((side, index) => side <= (room[index] ?? 0));
}

/**
 * Whether one carton holds all the kinds at once. `holds` is a proof: a place was found for every unit. `no` means that it is
 * impossible by volume or by a side, or that no place was found; a tight arrangement that exists may be missed.
 * `unproved`: volume and sides allow it, but there are more than {@link MOST_PIECES} pieces even with equal units as blocks.
 */
export function fitOf(wanted: readonly Kind[], inner: Sides): 'holds' | 'no' | 'unproved' {
  // The search takes the first way that it finds: which way round somebody measured a unit must not change the answer.
  const kinds = wanted.map((kind) => ({ ...kind, sides: kind.sides.toSorted((a, b) => a - b) as unknown as Sides }));
  if (volumeOfAll(kinds) > volumeOf(inner) || !kinds.every(({ sides }) => goesInto(sides, inner))) return 'no';
  const [only] = kinds;
  if (only === undefined || (kinds.length === 1 && gridOf(only.sides, inner).capacity >= only.units)) return 'holds';
  if (waysFor(kinds, inner).length === 0) return 'unproved';
  return layOut(kinds, inner) === null ? 'no' : 'holds';
}

/** Places for every unit of the kinds in one carton, or null when none were found or there are too many pieces to try. */
export function layOut(kinds: readonly Kind[], inner: Sides): readonly Placement[] | null {
  for (const blocks of waysFor(kinds, inner)) {
    const placed = attempt(blocks, inner, NO_LIMIT);
    if (placed.length === blocks.length) return placed;
  }
  return null;
}

/**
 * How many units of each kind to put into one carton that cannot take them all, as much by volume as was found; the same order
 * as `kinds`. No more than {@link MOST_PIECES} pieces go into one carton, the largest ones.
 * @param limitGrams greatest weight of the content; Infinity when there is none
 */
export function fillOf(kinds: readonly Kind[], inner: Sides, limitGrams: number): readonly number[] {
  const fitting = kinds.map((kind) =>
    kind.grams <= limitGrams && goesInto(kind.sides, inner) ? kind : { ...kind, units: 0 },
  );
  let best: readonly Placement[] = [];
  for (const blocks of waysToCut(fitting, inner, limitGrams)) {
    const largest = [...blocks].sort((a, b) => volumeOf(b.sides) - volumeOf(a.sides)).slice(0, MOST_PIECES);
    const placed = attempt(largest, inner, limitGrams);
    if (volumePlaced(placed) > volumePlaced(best)) best = placed;
  }
  const units = kinds.map(() => 0);
  for (const placement of best) units[placement.kind] = (units[placement.kind] ?? 0) + placement.units;
  return units;
}

function volumePlaced(placements: readonly Placement[]): number {
  return placements.reduce((sum, { sides }) => sum + volumeOf(sides), 0);
}

function waysFor(kinds: readonly Kind[], inner: Sides): readonly (readonly Block[])[] {
  return waysToCut(kinds, inner, NO_LIMIT).filter(({ length }) => length <= MOST_PIECES);
}

/** The ways to cut the units into pieces: blocks first because they are fewer, then one by one when there are not too many. */
function waysToCut(kinds: readonly Kind[], inner: Sides, limitGrams: number): readonly (readonly Block[])[] {
  const blocks = kinds.flatMap((kind, index) => blocksOf(kind, index, inner, limitGrams));
  if (kinds.reduce((sum, { units }) => sum + units, 0) > MOST_PIECES || blocks.every(({ units }) => units === 1))
    return [blocks];
  const units = kinds.flatMap(({ sides, grams, units }, kind) =>
    Array.from({ length: units }, () => ({ kind, units: 1, sides, grams })),
  );
  return [blocks, units];
}

/** The turn of a unit by which most of them stand in the carton in rows, columns and layers. */
function gridOf(
  sides: Sides,
  inner: Sides,
): { readonly turned: Sides; readonly counts: Sides; readonly capacity: number } {
  const grids = TURNS.map((turn) => {
    const turned = turnedBy(turn, sides);
    const counts: Sides = [
      Math.floor(inner[0] / turned[0]),
      Math.floor(inner[1] / turned[1]),
      Math.floor(inner[2] / turned[2]),
    ];
    return { turned, counts, capacity: volumeOf(counts) };
  });
  return grids.reduce((best, grid) => (grid.capacity > best.capacity ? grid : best));
}

/** A kind as slabs of full layers, then the full rows of the last layer, then its last row; none too heavy for the carton. */
function blocksOf({ sides, units, grams }: Kind, kind: number, inner: Sides, limitGrams: number): readonly Block[] {
  if (units === 0) return [];
  const { turned, counts } = gridOf(sides, inner);
  const most = grams > 0 ? Math.max(1, Math.floor(limitGrams / grams)) : NO_LIMIT;
  const row = Math.min(Math.max(1, counts[0]), most);
  const rows = Math.min(Math.max(1, counts[1]), Math.floor(most / row));
  const layers = Math.floor(units / (row * rows));
  const slab = Math.min(Math.max(1, Math.ceil(Math.min(layers, counts[2]) / SLABS)), Math.floor(most / (row * rows)));
  const blocks: Block[] = [];
  let left = units;
  const cut = (along: number, across: number, up: number): void => {
    const together = along * across * up;
    blocks.push({
      kind,
      units: together,
      sides: [turned[0] * along, turned[1] * across, turned[2] * up],
      grams: grams * together,
    });
    left -= together;
  };
  // One more than may be laid is enough to see that there are too many.
  while (left > 0 && blocks.length <= MOST_PIECES) {
    if (left >= row * rows) cut(row, rows, Math.min(slab, Math.floor(left / (row * rows))));
    else if (left >= row) cut(row, Math.floor(left / row), 1);
    else cut(left, 1, 1);
  }
  return blocks;
}

/**
 * Lays the blocks in one way after another, until all are in, and gives the fullest attempt. The library is greedy: it fills along
 * one axis first and takes the first rotation that goes. So the carton is turned six ways, and after that pieces are kept from
 * some rotations, by a fixed pattern. Of cartons cut into 4 pieces and shrunk to 85 % this finds 99 % instead of 65 %; of those
 * cut into 12 and shrunk to 70 %, 92 % instead of 66 %. Many pieces get fewer attempts, so that every carton costs about the same.
 */
function attempt(blocks: readonly Block[], inner: Sides, limitGrams: number): readonly Placement[] {
  const attempts = Math.floor((MOST_PIECES / Math.max(1, blocks.length)) ** 2);
  let best: readonly Placement[] = [];
  for (let no = 0; no < Math.min(Math.max(1, attempts), MOST_ATTEMPTS); no++) {
    const placed = place(blocks, inner, limitGrams, no);
    if (volumePlaced(placed) > volumePlaced(best)) best = placed;
    if (best.length === blocks.length) break;
  }
  return best;
}

/** All rotations in the first attempts, about half of them later: which, is scattered over pieces and attempts by a multiplier. */
function rotationsOf(piece: number, attempt: number): readonly RotationType[] {
  if (attempt < TURNS.length) return ALL_ROTATIONS;
  const allowed = Math.imul(attempt * (MOST_PIECES + 1) + piece, 0x9e3779b1) >>> 26;
  return allowed === 0 ? ALL_ROTATIONS : ALL_ROTATIONS.filter((_, index) => (allowed >> index) % 2 === 1);
}

function place(blocks: readonly Block[], inner: Sides, limitGrams: number, no: number): readonly Placement[] {
  const turn = TURNS[no % TURNS.length] ?? TURNS[0];
  const [width, height, depth] = turnedBy(turn, inner);
  // A limit of 0 makes the library refuse weightless things too; whatever is heavier than the limit was left out before.
  const maxWeight = limitGrams > 0 ? limitGrams : NO_LIMIT;
  const { packedBins } = pack3D({
    bins: [{ name: 'carton', width, height, depth, maxWeight }],
    items: blocks.map(({ sides, grams }, index) => ({
      name: String(index),
      width: sides[0],
      height: sides[1],
      depth: sides[2],
      weight: grams,
      allowedRotations: rotationsOf(index, no),
    })),
  });
  return packedBins.flatMap(({ items }) =>
    items.flatMap(({ name, position, dimension }) => {
      const block = blocks[Number(name)];
      if (block === undefined) return [];
      const { kind, units } = block;
      return [{ kind, units, at: turnedBack(turn, position), sides: turnedBack(turn, dimension) }];
    }),
  );
}

function turnedBy(turn: Turn, sides: Sides): Sides {
  return [sides[turn[0]], sides[turn[1]], sides[turn[2]]];
}

function turnedBack(turn: Turn, sides: Sides): Sides {
  const back: [number, number, number] = [0, 0, 0];
  back[turn[0]] = sides[0];
  back[turn[1]] = sides[1];
  back[turn[2]] = sides[2];
  return back;
}
