import type { Summary } from '../../wire/hub-office.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { HubContext } from '../hub-context.ts';

export async function summaryOf(hub: HubContext): Promise<Summary> {
  const states = await hub.db
    .selectFrom('orders')
    .select((eb) => ['state' as const, eb.fn.countAll<number>().as('n')])
    .where('warehouse_id', '=', hub.warehouseId)
    .groupBy('state')
    .execute();
  const shipments = await hub.db
    .selectFrom('shipment')
    .select((eb) => ['accepted' as const, 'code' as const, eb.fn.countAll<number>().as('n')])
    .groupBy(['accepted', 'code'])
    .execute();
  const events = await hub.db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const poison = await hub.db
    .selectFrom('event_quarantine')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const sum = (rows: readonly { readonly n: number }[]) => rows.reduce((total, row) => total + Number(row.n), 0);
  return {
    orders: Object.fromEntries(states.map((row) => [row.state, Number(row.n)])),
    shipped: sum(shipments.filter((row) => row.accepted)),
    duplicates: sum(shipments.filter((row) => !row.accepted)),
    events: Number(events.n),
    quarantined: Number(poison.n),
    hub_time: instantOf(hub.clock()),
  };
}
