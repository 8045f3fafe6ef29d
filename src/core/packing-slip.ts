import type { ParcelCode } from './ids.ts';
import type { SlipBlock, SlipDocument } from './label-document.ts';
import { type Address, type Order, type OrderLine, unitsOf } from './order.ts';

export interface PackingSlipContent {
  readonly order: Order;
  readonly parcelCode: ParcelCode;
  readonly packedAtMs: number;
  /** Characters per line of the slip printer's font A: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
}

/** What lies in the box, for the person who opens it. It names no prices, so it suits a gift too. */
export function packingSlipOf({ order, parcelCode, packedAtMs, columns }: PackingSlipContent): SlipDocument {
  const { doc } = order;
  return {
    columns,
    blocks: [
      { t: 'title', value: 'PACKING SLIP' },
      { t: 'text', value: '' },
      { t: 'pair', left: 'Order', right: order.number },
      { t: 'pair', left: 'Packed', right: `${new Date(packedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC` },
      { t: 'pair', left: 'Sent with', right: `${doc.carrier} ${doc.service}`.trim() },
      { t: 'rule' },
      ...receiver(doc.to),
      { t: 'rule' },
      ...doc.lines.flatMap(itemLines),
      { t: 'rule' },
      {
        t: 'pair',
        left: `${doc.lines.length} ${doc.lines.length === 1 ? 'item' : 'items'}`,
        right: units(unitsOf(doc)),
      },
      ...(doc.note === undefined || doc.note.trim() === '' ? [] : [{ t: 'text', value: doc.note } as const]),
      { t: 'text', value: '' },
      { t: 'code128', value: parcelCode },
    ],
  };
}

function receiver(to: Address): readonly SlipBlock[] {
  const place = [to.postcode, to.city, to.region, to.country].filter(isGiven).join(' ');
  const lines = [to.company, to.street, to.extra, place].filter(isGiven);
  return [{ t: 'text', value: to.name, bold: true }, ...lines.map((value): SlipBlock => ({ t: 'text', value }))];
}

function itemLines(line: OrderLine): readonly SlipBlock[] {
  const name = isGiven(line.variant) ? `${line.name}, ${line.variant}` : line.name;
  return [
    { t: 'pair', left: name, right: `x ${line.quantity}` },
    { t: 'text', value: `  ${line.sku}` },
  ];
}

function units(count: number): string {
  return count === 1 ? '1 unit' : `${count} units`;
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
