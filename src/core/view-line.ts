import type { OrderLine } from './order.ts';
import type { LineView } from './screen-view.ts';
import type { Ask } from './unit-facts.ts';

/** One line of an order on the screen; `packed` counts what is done of it, in the box or off the shelf. */
export function lineViewOf(
  line: OrderLine,
  done: {
    readonly packed: number;
    readonly short: number;
    readonly place: string | null;
    readonly kitComplete: boolean;
  },
): LineView {
  return {
    id: line.id,
    sku: line.sku,
    name: line.name,
    variant: line.variant ?? null,
    picture: line.picture ?? null,
    place: done.place,
    packed: done.packed,
    ordered: line.quantity,
    short: done.short,
    asks: ASKS.filter((ask) => line.track?.[ask] === true),
    kit: line.kit ? { no: line.kit.no, name: line.kit.name, complete: done.kitComplete } : null,
    byHand: line.uncoded === true,
  };
}

const ASKS = ['lot', 'expiry', 'serial', 'weight'] as const satisfies readonly Ask[];
