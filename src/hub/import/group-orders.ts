import type { Mapping } from '../../wire/hub-mapping.ts';
import type { RowProblem } from '../../wire/hub-office.ts';
import { type SalesOrder, SalesOrderSchema } from '../../wire/hub-sales.ts';
import { inventAddress } from './invent-address.ts';
import { placedAt } from './placed-at.ts';
import type { Fields, Row } from './read-rows.ts';

export interface FileOrder {
  readonly order: SalesOrder;
  readonly unreadable: readonly RowProblem[];
}

export interface FileContent {
  readonly rows: number;
  readonly orders: readonly FileOrder[];
  readonly rejected: readonly RowProblem[];
  readonly skippedLines: number;
}

interface Draft {
  readonly number: string;
  readonly first: Fields;
  readonly lines: SalesOrder['lines'];
  readonly unreadable: RowProblem[];
}

/** Puts the rows of each order together, wherever in the file they stand. */
export async function groupOrders(
  rows: AsyncIterable<Row>,
  mapping: Mapping,
  madeUpAddresses: boolean,
): Promise<FileContent> {
  const drafts = new Map<string, Draft>();
  const rejected: RowProblem[] = [];
  const orphans: { readonly problem: RowProblem; readonly before: string | null }[] = [];
  const named: { readonly problem: RowProblem; readonly order: string }[] = [];
  let before: string | null = null;
  let count = 0;
  let skippedLines = 0;
  for await (const raw of rows) {
    count++;
    const row = raw.t === 'row' ? checkRow(raw.line, raw.fields) : raw;
    if (row.t === 'bad') {
      rejected.push(row.problem);
      if (row.order === null) orphans.push({ problem: row.problem, before });
      else named.push({ problem: row.problem, order: row.order });
      continue;
    }
    const { fields } = row;
    const number = fields.order ?? '';
    const draft: Draft = drafts.get(number) ?? { number, first: fields, lines: [], unreadable: [] };
    drafts.set(number, draft);
    // A row that nobody can attribute may belong to the order before it or after it: rows of an order stand together.
    for (const orphan of orphans.splice(0)) {
      draft.unreadable.push(orphan.problem);
      if (orphan.before !== null && orphan.before !== number)
        drafts.get(orphan.before)?.unreadable.push(orphan.problem);
    }
    const line = lineOf(fields, mapping);
    if (line.charge === true) skippedLines++;
    draft.lines.push(line);
    before = number;
  }
  for (const orphan of orphans) if (orphan.before !== null) drafts.get(orphan.before)?.unreadable.push(orphan.problem);
  for (const { problem, order } of named) drafts.get(order)?.unreadable.push(problem);
  const orders = [...drafts.values()].map((draft) => ({
    order: orderOf(draft, mapping, madeUpAddresses),
    unreadable: draft.unreadable,
  }));
  return { rows: count, orders, rejected, skippedLines };
}

const LIMITS = {
  order: 60,
  sku: 80,
  name: 200,
  customer: 120,
  recipient: 120,
  company: 120,
  street: 120,
  extra: 120,
  city: 80,
  region: 80,
  postcode: 20,
  country: 60,
  carrier: 60,
  service: 60,
  lane: 20,
  bin: 40,
  note: 500,
} as const;

function checkRow(line: number, fields: Fields): Row {
  const order = fields.order === undefined || fields.order === '' ? null : fields.order;
  const reject = (code: string, detail: string): Row => ({ t: 'bad', problem: { line, code, detail }, order });
  for (const [key, max] of Object.entries(LIMITS)) {
    if ((fields[key as keyof typeof LIMITS] ?? '').length > max)
      return reject('text-too-long', `The ${key} is longer than ${max} characters.`);
  }
  if (order === null) return reject('no-order-number', 'The row names no order.');
  if (fields.sku === undefined || fields.sku === '') return reject('no-sku', `A row of order ${order} names no SKU.`);
  if (!/^-?\d{1,6}$/.test(fields.quantity ?? ''))
    return reject('bad-quantity', `"${(fields.quantity ?? '').slice(0, 40)}" is not a whole number of units.`);
  return { t: 'row', line, fields };
}

function lineOf(fields: Fields, mapping: Mapping): SalesOrder['lines'][number] {
  const sku = fields.sku ?? '';
  const charge = mapping.chargeSkus.some((charged) => charged.toUpperCase() === sku.toUpperCase());
  const price = /^-?\d{1,9}(\.\d{1,4})?$/.test(fields.price ?? '') ? { price: fields.price } : {};
  return {
    sku: sku as SalesOrder['lines'][number]['sku'],
    quantity: Number(fields.quantity),
    ...(fields.name === undefined || fields.name === '' ? {} : { name: fields.name }),
    ...(fields.bin === undefined || fields.bin === '' ? {} : { bin: fields.bin }),
    ...price,
    ...(charge ? { charge: true } : {}),
  };
}

function orderOf(draft: Draft, mapping: Mapping, madeUpAddresses: boolean): SalesOrder {
  const { first, number } = draft;
  const placed = placedAt(first.placed ?? '', mapping.placedFormat);
  const country = mapping.countries[first.country ?? ''] ?? first.country ?? '';
  const invented = madeUpAddresses && mapping.mayInventAddresses ? inventAddress(number, country) : null;
  const to =
    invented ??
    filled({
      name: first.recipient,
      company: first.company,
      street: first.street,
      extra: first.extra,
      city: first.city,
      region: first.region,
      postcode: first.postcode,
      country,
    });
  return SalesOrderSchema.parse({
    number,
    ...(placed === null ? {} : { placed_at: placed }),
    ...(mapping.cancelledOrder !== undefined && number.startsWith(mapping.cancelledOrder.prefix)
      ? { cancelled: true }
      : {}),
    ...filled({
      customer: first.customer,
      carrier: first.carrier,
      service: first.service,
      lane: first.lane,
      note: first.note,
    }),
    to,
    lines: draft.lines,
  });
}

function filled(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}
