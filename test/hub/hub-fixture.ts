import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Sku } from '../../src/core/ids.ts';
import type { Item } from '../../src/core/order.ts';
import type { LogEntry } from '../../src/hub/hub-context.ts';
import { type Hub, openHub } from '../../src/hub/open-hub.ts';
import type { WireEvent } from '../../src/wire/hub-events.ts';
import type { SalesOrder } from '../../src/wire/hub-sales.ts';
import { type ChosenDatabase, serverDatabase } from './test-databases.ts';

export const START_MS = Date.UTC(2026, 10, 23, 9, 0, 0);

export interface TestHub {
  readonly hub: Hub;
  readonly logged: LogEntry[];
  /** Turn it; nothing else moves the hub's time. */
  readonly time: { nowMs: number };
  /** Empty tables, a new office key and the clock back at the start. */
  reset(): Promise<void>;
  office: Caller;
  officeKey: string;
  station(name: string, offlineBuffer?: number): Promise<Bench>;
  close(): Promise<void>;
}

export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  options?: { signal?: AbortSignal; headers?: Record<string, string> },
) => Promise<Reply>;

export interface Reply {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  readonly body: any;
}

export interface Bench {
  readonly id: string;
  readonly key: string;
  readonly call: Caller;
  /** Makes the next event of this bench; `seq` counts by itself. */
  event(type: string, fields?: Partial<WireEvent>): WireEvent;
  push(events: readonly unknown[], epoch?: number): Promise<Reply>;
  claim(orderIds: readonly string[], how?: 'hard' | 'soft'): Promise<Reply>;
}

/** Databases that the protocol is tested on; PostgreSQL joins in when TEST_DATABASE_URL names one. */
export function databases(): readonly { readonly name: string; readonly choose: () => Promise<ChosenDatabase> }[] {
  const url = process.env.TEST_DATABASE_URL;
  const embedded = {
    name: 'embedded',
    choose: async () => ({ choice: { kind: 'pglite', dir: null } as const, drop: async () => undefined }),
  };
  if (url === undefined) {
    console.info('TEST_DATABASE_URL is not set: the hub is tested on the embedded database only.');
    return [embedded];
  }
  return [embedded, { name: 'PostgreSQL', choose: () => serverDatabase(url) }];
}

export async function openTestHub(chosen?: ChosenDatabase): Promise<TestHub> {
  const time = { nowMs: START_MS };
  const logged: LogEntry[] = [];
  const hub = await openHub({
    database: chosen?.choice ?? { kind: 'pglite', dir: null },
    clock: () => time.nowMs,
    log: (entry) => logged.push(entry),
  });
  const { key } = await hub.addOfficeKey('test');
  const test: TestHub = {
    hub,
    logged,
    time,
    office: callerOf(hub, key),
    officeKey: key,
    async reset() {
      await emptyTables(hub);
      time.nowMs = START_MS;
      logged.length = 0;
      test.officeKey = (await hub.addOfficeKey('test')).key;
      test.office = callerOf(hub, test.officeKey);
    },
    async station(name, offlineBuffer) {
      const made = await hub.addStation(
        offlineBuffer === undefined ? { name } : { name, offline_buffer: offlineBuffer },
      );
      return benchOf(hub, made, time);
    },
    async close() {
      await hub.close();
      await chosen?.drop();
    },
  };
  return test;
}

async function emptyTables(hub: Hub): Promise<void> {
  await sql`truncate order_document, document, shipped_tracking, sscc_block, sscc_counter, site, shortage, count_task, damage, barcode_review, shipment_unit, request_memo, conflict, shipment, event_quarantine, event, stock_move, reservation, stock, person, item,
    order_gone, orders, sales_order, connector, station_key, station, office_key cascade`.execute(hub.context.db);
  await sql`update feed_head set pos = 0, min_pos = 0`.execute(hub.context.db);
}

export function callerOf(hub: Hub, key: string | null): Caller {
  return async (method, path, body, options = {}) => {
    const text = typeof body === 'string' || body instanceof Uint8Array;
    const response = await hub.handle(`http://hub.test${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': text ? 'text/csv' : 'application/json' }),
        ...options.headers,
      },
      body: body === undefined ? null : text ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const answer = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: answer === '' ? null : JSON.parse(answer),
    };
  };
}

function benchOf(
  hub: Hub,
  made: { readonly id: string; readonly key: string },
  time: { readonly nowMs: number },
): Bench {
  const call = callerOf(hub, made.key);
  let seq = 0;
  return {
    id: made.id,
    key: made.key,
    call,
    event(type, fields = {}) {
      seq++;
      return {
        seq,
        id: uuidv7(),
        type,
        schema_v: 1,
        order_id: null,
        fence: null,
        rev_seen: null,
        occurred_at: new Date(time.nowMs).toISOString(),
        boot_id: 'boot-1',
        mono_ms: seq,
        operator: null,
        payload: {},
        ...fields,
      };
    },
    push: (events, epoch = 1) => call('POST', '/v1/events', { epoch, events }),
    claim: (orderIds, how = 'hard') =>
      call('POST', '/v1/claims', { request_id: uuidv7(), class: how, order_ids: orderIds }),
  };
}

export function item(sku: string, fields: Partial<Item> = {}): Item {
  return { sku: sku as Sku, name: `Item ${sku}`, barcodes: [{ kind: 'text', value: sku, factor: 1 }], ...fields };
}

export const GOOD_ADDRESS = {
  name: 'Zoë Müller',
  street: 'Lindenweg 4',
  city: 'Köln',
  postcode: '50667',
  country: 'DE',
};

export function salesOrder(number: string, fields: Partial<SalesOrder> = {}): SalesOrder {
  return { number, to: GOOD_ADDRESS, lines: [{ sku: 'A-1' as Sku, quantity: 2 }], ...fields };
}

/** A ready order per number, for the item A-1. */
export async function readyOrders(hub: Hub, ...numbers: readonly string[]): Promise<string[]> {
  await hub.putItems([item('A-1')]);
  const ids: string[] = [];
  for (const number of numbers) ids.push((await hub.addOrder(salesOrder(number))).order.id);
  return ids;
}

/** A label in ZPL for the first parcel; `more` makes other bytes of it. */
export function documentAsk(tracking: string, more = '') {
  const bytes = Buffer.from(`^XA^FO40,40^BCN,200^FD${tracking}^FS^FX${more}^XZ`).toString('base64');
  return { kind: 'label', parcel: 1, format: 'zpl', dpi: 203, tracking, bytes } as const;
}

export function shippedPayload(units = 2, parcelCode = 'PH0001010000017', tracking?: string) {
  return {
    shipment: {
      carrier: 'Heron Parcel',
      service: 'Standard',
      parcels: [{ parcelCode, lines: [{ lineId: 'L1', units }], ...(tracking === undefined ? {} : { tracking }) }],
    },
  };
}
