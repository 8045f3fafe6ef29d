import type { Mapping } from '../../wire/hub-mapping.ts';
import type { ImportReport } from '../../wire/hub-office.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { takeSalesOrder } from '../orders/take-sales-order.ts';
import { type FileContent, groupOrders } from './group-orders.ts';
import { readRows } from './read-rows.ts';

export const MAX_FILE_BYTES = 64 * 1024 * 1024;
const LISTED_ROWS = 500;

export interface ImportOptions {
  readonly mapping: Mapping;
  readonly madeUpAddresses: boolean;
  readonly learnCatalogue: boolean;
  readonly stock: number | null;
}

/**
 * Imports a CSV file of order lines. The file is read to its end before the first order is written, and each order is
 * one transaction: whatever stops the import, no order is there by half, and importing again goes on where it stopped.
 * @throws HubRefusal missing_columns, wrong_encoding, too_large
 */
export async function importOrders(
  hub: HubContext,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { mapping } = options;
  const content = await groupOrders(readRows(limited(source), mapping), mapping, options.madeUpAddresses);
  const connectorId = await connectorFor(hub, 'csv', mapping.name);
  const report = emptyReport(content);
  const defaults = { ...mapping.defaults, shipWithinHours: mapping.shipWithinHours };
  for (const { order, unreadable } of content.orders) {
    const taken = await takeSalesOrder(hub, {
      connectorId,
      sales: { order, defaults, unreadable },
      learnCatalogue: options.learnCatalogue,
      initialStock: options.stock,
    });
    report.learned_items += taken.learned;
    const { number, state, reasons } = taken.order;
    if (taken.outcome === 'created') report.imported++;
    else if (taken.outcome === 'changed-too-late') report.changed_too_late.push(number);
    else report[taken.outcome]++;
    if (state === 'ready') report.ready++;
    else if (state === 'on_hold') report.on_hold.push({ number, reasons });
    else if (state === 'cancelled') report.cancelled.push(number);
  }
  return report;
}

function emptyReport(content: FileContent): ImportReport {
  return {
    rows: content.rows,
    orders: content.orders.length,
    imported: 0,
    updated: 0,
    unchanged: 0,
    changed_too_late: [],
    ready: 0,
    on_hold: [],
    cancelled: [],
    rejected: content.rejected.length,
    rejected_rows: content.rejected.slice(0, LISTED_ROWS),
    skipped_lines: content.skippedLines,
    learned_items: 0,
  };
}

async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MAX_FILE_BYTES)
      throw new HubRefusal('too_large', 'The file is larger than 64 MiB. Split it between two orders.');
    yield chunk;
  }
}

/** Where orders come from; together with the shop's own id it tells one order from another. */
export async function connectorFor(hub: HubContext, kind: 'csv' | 'office' | 'shop', name: string): Promise<string> {
  await hub.db
    .insertInto('connector')
    .values({ id: hub.newId(), kind, name })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await hub.db.selectFrom('connector').select('id').where('name', '=', name).executeTakeFirstOrThrow();
  return row.id;
}
