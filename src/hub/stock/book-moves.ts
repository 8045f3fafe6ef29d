import type { HubAnswer } from '../../wire/hub-api.ts';
import type { StockMove } from '../../wire/hub-stock.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { closeCounts } from '../office/tasks.ts';
import { coverReservations } from '../orders/cover-reservations.ts';
import { releaseWaiting } from '../orders/release-hold.ts';
import { lockShelves, type Shelves } from './shelves.ts';
import { beginCounting, type Shift, shiftStock } from './shift-stock.ts';

/**
 * Books what happened to goods, all of it or nothing. A move whose id is known changes nothing.
 * @throws HubRefusal not_found (a SKU that is not counted is moved or written off), not_enough
 */
export async function bookMoves(hub: HubContext, moves: readonly StockMove[]): Promise<HubAnswer<'moveStock'>> {
  const booked = await transact(hub.db, (tx) => bookWithin(tx, hub, moves));
  // Down first: what is not there any more must not be promised anew.
  await coverReservations(hub, booked.down);
  const released = booked.up ? await releaseWaiting(hub, ['short-stock', 'missing']) : 0;
  return { booked: booked.fresh, known: moves.length - booked.fresh, released };
}

interface Booked {
  readonly fresh: number;
  /** SKUs of which there is less than before. */
  readonly down: readonly string[];
  readonly up: boolean;
}

async function bookWithin(tx: Tx, hub: HubContext, moves: readonly StockMove[]): Promise<Booked> {
  const skus = [...new Set<string>(moves.map(({ sku }) => sku))];
  await beginCounting(
    tx,
    hub,
    moves.filter(({ kind }) => kind === 'receive' || kind === 'count').map(({ sku }) => sku),
  );
  const shelves = await lockShelves(tx, hub, skus, { bins: true });
  const fresh = await freshOf(tx, moves);
  const ledger = createLedger(shelves);
  for (const move of fresh) ledger.book(move);
  await shiftStock(tx, hub, ledger.shifts);
  const counted = fresh.filter(({ kind }) => kind === 'count').map(({ sku }) => sku);
  await closeCounts(tx, hub, counted);
  const change = (sku: string) => (ledger.onHand(sku) ?? 0) - (shelves.onHand.get(sku) ?? 0);
  return {
    fresh: fresh.length,
    down: skus.filter((sku) => change(sku) < 0),
    up: skus.some((sku) => change(sku) > 0),
  };
}

/** Moves whose ids are new, each id once. Locked stock makes two requests with the same id wait for each other. */
async function freshOf(tx: Tx, moves: readonly StockMove[]): Promise<readonly StockMove[]> {
  const known = await tx
    .selectFrom('stock_move')
    .select('event_id')
    .distinct()
    .where(
      'event_id',
      'in',
      moves.map(({ id }) => id.toLowerCase()),
    )
    .execute();
  const seen = new Set(known.map((row) => row.event_id));
  return moves.filter(({ id }) => {
    const isNew = !seen.has(id.toLowerCase());
    seen.add(id.toLowerCase());
    return isNew;
  });
}

interface Ledger {
  readonly shifts: readonly Shift[];
  onHand(sku: string): number | undefined;
  /** @throws HubRefusal not_found, not_enough */
  book(move: StockMove): void;
}

/** Books moves one after another over the shelves, so that a later one sees what an earlier one did. */
function createLedger(shelves: Shelves): Ledger {
  const shifts: Shift[] = [];
  const onHand = new Map(shelves.onHand);
  const places = new Map([...onHand.keys()].map((sku) => [sku, new Map(shelves.placesOf(sku))]));
  const lies = (sku: string, bin: string) => places.get(sku)?.get(bin) ?? 0;
  const shift = (move: StockMove, bin: string, qty: number, reason: string = move.kind) => {
    shifts.push({ eventId: move.id, sku: move.sku, bin, qty, reason });
    onHand.set(move.sku, (onHand.get(move.sku) ?? 0) + qty);
    places.get(move.sku)?.set(bin, lies(move.sku, bin) + qty);
  };
  return {
    shifts,
    onHand: (sku) => onHand.get(sku),
    book(move) {
      if (!onHand.has(move.sku)) throw uncounted(move.sku);
      const bin = move.bin ?? '';
      switch (move.kind) {
        case 'receive':
          shift(move, bin, move.units);
          return;
        case 'count': {
          const before = move.bin === undefined ? (onHand.get(move.sku) ?? 0) : lies(move.sku, bin);
          // Also when nothing differs: the id must be known, or the same count told again later would undo what came after it.
          shift(move, bin, move.on_hand - before);
          return;
        }
        case 'write-off':
          refuseMore(move, lies(move.sku, bin));
          shift(move, bin, -move.units, `write-off: ${move.reason}`);
          return;
        case 'move':
          refuseMore(move, lies(move.sku, bin));
          shift(move, bin, -move.units);
          shift(move, move.to_bin ?? '', move.units);
          return;
      }
    },
  };
}

function refuseMore(move: Extract<StockMove, { readonly kind: 'move' | 'write-off' }>, there: number): void {
  if (move.units <= there) return;
  const where = move.bin === undefined ? 'where no bin is known' : `in bin ${move.bin}`;
  throw new HubRefusal(
    'not_enough',
    `There are ${there} of ${move.sku} ${where}, not ${move.units}. Count the place, or name the right one; nothing of this request was booked.`,
  );
}

function uncounted(sku: string): HubRefusal {
  return new HubRefusal(
    'not_found',
    `${sku} is not counted here. Receive or count it first; nothing of this request was booked.`,
  );
}
