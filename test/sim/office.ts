import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import { SKUS, STREETS, salesOrder } from './goods.ts';
import type { Plan } from './plan.ts';
import type { SimStation } from './sim-station.ts';
import type { Timeline } from './timeline.ts';

export interface OfficeParts {
  readonly desk: Desk;
  readonly time: Timeline;
  readonly dice: Dice;
  readonly plan: Plan;
  readonly stations: readonly SimStation[];
  readonly endMs: number;
  readonly onRevoked: (station: SimStation) => void;
  /** As it is in the database, also while the hub is not there. */
  readonly isShutOut: (station: SimStation) => Promise<boolean>;
  readonly onOverride: (orderId: string) => void;
  /** Then the hub may have forgotten an order, and takes it in anew. */
  readonly wasRestored: () => boolean;
  readonly onWrong: (what: string) => void;
}

export interface Office {
  /** Numbers of all orders that the shop has placed. */
  readonly numbers: readonly string[];
  placeOrders(count: number): Promise<void>;
  /** Everything that a person still has to decide is decided, and what could not be read is read again. */
  shutOutAgain(): Promise<void>;
  tidyUp(): Promise<void>;
  work(): void;
}

/** The shop and the office: new orders, cancellations, changes, counts, and whatever a supervisor decides. */
export function createOffice(parts: OfficeParts): Office {
  const { desk, time, dice, plan } = parts;
  const numbers: string[] = [];
  const placed = new Map<string, { readonly id: string; readonly sales: ReturnType<typeof salesOrder> }>();
  let revoked: SimStation | null = null;

  async function placeOrders(count: number): Promise<void> {
    for (let each = 0; each < count; each += 1) {
      const sales = salesOrder(numbers.length + 1, dice, time.nowMs() + dice.between(1, 8) * 3_600_000);
      const answer = await desk.ask('POST', '/v1/orders', sales);
      if (answer === null) return;
      numbers.push(sales.number);
      placed.set(sales.number, { id: answer.body.order.id, sales });
    }
  }

  const someOrder = () => placed.get(dice.pick(numbers));

  async function cancel(): Promise<void> {
    const order = someOrder();
    if (order !== undefined) await desk.ask('POST', `/v1/orders/${order.id}/cancel`);
  }

  async function edit(): Promise<void> {
    const order = someOrder();
    if (order === undefined) return;
    const [first, ...rest] = order.sales.lines;
    const lines =
      first === undefined || dice.chance(0.5)
        ? undefined
        : [{ ...first, quantity: 1 + dice.below(3) }, ...(dice.chance(0.7) ? rest : [])];
    const change = lines === undefined ? { to: { ...order.sales.to, street: dice.pick(STREETS) } } : { lines };
    await desk.ask('PATCH', `/v1/orders/${order.id}`, change);
  }

  async function count(): Promise<void> {
    const id = dice.id(time.nowMs());
    const sku = dice.pick(SKUS);
    const move = dice.pick([
      { kind: 'receive', id, sku, units: 1 + dice.below(20) },
      { kind: 'count', id, sku, on_hand: dice.below(40) },
      { kind: 'write-off', id, sku, units: 1 + dice.below(3), reason: 'broken' },
      { kind: 'receive', id, sku, units: 5, bin: 'R-1' },
      { kind: 'move', id, sku, units: 2, bin: 'R-1', to_bin: 'R-2' },
    ]);
    await desk.ask('POST', '/v1/stock/moves', { moves: [move] });
    if (dice.chance(0.3)) await desk.ask('POST', '/v1/stock/moves', { moves: [move] });
  }

  /** The same order again, as a shop's page that overlaps with the one before: nothing may change (I18). */
  async function placeAgain(): Promise<void> {
    const order = someOrder();
    if (order === undefined) return;
    const answer = await desk.ask('POST', '/v1/orders', order.sales);
    if (answer?.body.outcome === 'created' && !parts.wasRestored())
      parts.onWrong(`I18 ${order.sales.number} was created twice`);
  }

  async function override(): Promise<void> {
    const rows = await desk.ask('GET', '/v1/orders?limit=1000');
    const held = (rows?.body.orders ?? []).filter((row: { station: string | null }) => row.station !== null);
    if (held.length === 0) return;
    const { id } = dice.pick<{ id: string }>(held);
    const answer = await desk.ask('POST', `/v1/orders/${id}/override`, { reason: 'the bench is dead' });
    if (answer?.status === 200) parts.onOverride(id);
  }

  async function revoke(): Promise<void> {
    if (revoked !== null || parts.stations.length < 2) return;
    const station = dice.pick(parts.stations);
    const answer = await desk.ask('POST', `/v1/stations/${station.id}/revoke`, { reason: 'stolen' });
    // The hub may die right after it has done it, and nobody hears the answer.
    const isDone = answer === null ? await parts.isShutOut(station) : answer.status === 200;
    if (!isDone) return;
    revoked = station;
    parts.onRevoked(station);
  }

  /** A backup brings a key back that was ended after it; docs/hub.md says to shut such stations out again before anything else. */
  async function shutOutAgain(): Promise<void> {
    if (revoked !== null) await desk.ask('POST', `/v1/stations/${revoked.id}/revoke`, { reason: 'stolen' });
  }

  async function decideOne(): Promise<boolean> {
    const open = await desk.ask('GET', '/v1/conflicts');
    const rows: { id: string; answers: string[] }[] = open?.body.conflicts ?? [];
    if (rows.length === 0) return false;
    const row = dice.pick(rows);
    const answers = row.answers.filter((answer) => answer !== 'ask-lead');
    const answer = await desk.ask('POST', `/v1/conflicts/${row.id}/resolve`, { answer: dice.pick(answers) });
    return answer?.status === 200;
  }

  async function release(): Promise<void> {
    const held = await desk.ask('GET', '/v1/orders?state=on_hold&limit=1000');
    for (const { id } of held?.body.orders ?? []) await desk.ask('POST', `/v1/orders/${id}/release-hold`);
  }

  const acts: readonly (() => Promise<unknown>)[] = [
    release,
    placeAgain,
    () => placeOrders(1 + dice.below(3)),
    decideOne,
    () => desk.ask('POST', '/v1/quarantine/replay', {}),
    ...(plan.cancels ? [cancel, cancel] : []),
    ...(plan.edits ? [edit, edit] : []),
    ...(plan.counts ? [count] : []),
    ...(plan.overrides ? [override, override] : []),
    ...(plan.revokes ? [revoke] : []),
  ];

  async function act(): Promise<void> {
    if (time.nowMs() > parts.endMs) return;
    time.after(dice.between(8_000, 60_000), act);
    await dice.pick(acts)();
  }

  return {
    numbers,
    placeOrders,
    shutOutAgain,
    async tidyUp() {
      await desk.ask('POST', '/v1/quarantine/replay', {});
      for (let tries = 0; tries < 50; tries += 1) if (!(await decideOne())) return;
    },
    work: () => void time.after(dice.between(5_000, 30_000), act),
  };
}
