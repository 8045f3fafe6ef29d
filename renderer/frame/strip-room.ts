/** What is left out of a full strip, in this order; `never` stays whatever happens. */
const ORDER = ['spare', 'unseen', 'name', 'outbox', 'neighbour', 'lost-neighbour', 'parked'] as const;

export type Dispensable = (typeof ORDER)[number] | 'never';

export interface Sized {
  readonly text: string;
  /** On a ground of its own: wider, and in heavier letters. */
  readonly loud: boolean;
  readonly give: Dispensable;
}

/** Pixels, measured at 24 px in Inter: a letter on the average, a capital, and what stands around the text. */
const LETTER = 12.1;
const CAPITAL = 16;
const AROUND = { roomy: { calm: 50, loud: 82 }, compact: { calm: 44, loud: 66 } } as const;
/** A name shrinks to its first letters before anything goes. */
const NAME = 110;

interface Room {
  readonly px: number;
  readonly compact: boolean;
}

/** The chips that fit. Who and where are known to whoever stands there; what is wrong is not. */
export function fitStrip<Chip extends Sized>(chips: readonly Chip[], room: Room): readonly Chip[] {
  const gone = new Set<Chip>();
  const kept = () => chips.filter((chip) => !gone.has(chip));
  const tooWide = () => wide(kept(), room) > room.px;
  for (const give of ORDER) {
    for (const chip of chips.toReversed()) {
      if (tooWide() && chip.give === give) gone.add(chip);
    }
  }
  // A long one may have left room for a short one that went before it; never a neighbour for one that is worse.
  for (const chip of [...gone].reverse()) {
    if (chip.give === 'neighbour' && [...gone].some(({ give }) => give === 'lost-neighbour')) continue;
    gone.delete(chip);
    if (tooWide()) gone.add(chip);
  }
  return kept();
}

function wide(chips: readonly Sized[], room: Room): number {
  return chips.reduce((sum, chip) => sum + widthOf(chip, room), 0);
}

function widthOf({ text, loud, give }: Sized, { compact }: Room): number {
  if (give === 'name') return NAME;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const around = compact ? AROUND.compact : AROUND.roomy;
  return (text.length - capitals) * LETTER + capitals * CAPITAL + (loud ? around.loud : around.calm);
}
