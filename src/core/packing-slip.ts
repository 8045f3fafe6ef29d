import type { ParcelCode } from './ids.ts';
import type { SlipBlock, SlipDocument } from './label-document.ts';
import type { Address, Item, Order } from './order.ts';
import { shortOf, type Work } from './state.ts';

export interface PackingSlipContent {
  readonly order: Order;
  readonly parcelCode: ParcelCode;
  /** The time on the wall of the station, as it is to be printed. */
  readonly packedAt: string;
  /** 1 for the first print; from the second on the slip says so. */
  readonly copy: number;
  /** What lies in the boxes; a substitute stands under its own name. */
  readonly packed: readonly SlipGoods[];
  /** What was ordered and is not in them. */
  readonly missing: readonly SlipGoods[];
}

export interface SlipGoods {
  readonly item: Pick<Item, 'name' | 'variant' | 'sku'>;
  readonly units: number;
}

/** What the slip of an order must say, line by line in the order's sequence. */
export function slipGoodsOf(work: Work): Pick<PackingSlipContent, 'packed' | 'missing'> {
  const packed = work.lines.flatMap((line): SlipGoods[] => {
    const packs = work.packs.filter(({ lineId }) => lineId === line.id);
    const items = [line, ...(line.swaps ?? [])];
    return items.flatMap((item) => {
      const own = packs.filter(({ swap }) => (swap ?? line.sku) === item.sku);
      const units = own.reduce((sum, pack) => sum + pack.units, 0);
      return units > 0 ? [{ item, units }] : [];
    });
  });
  const missing = work.lines
    .map((line) => ({ item: line, units: shortOf(work, line.id) }))
    .filter(({ units }) => units > 0);
  return { packed, missing };
}

/**
 * What lies in the box, for the person who opens it. It names no prices, so it suits a gift too, and not the order's note: that
 * was written for the packer.
 */
export function packingSlipOf(content: PackingSlipContent): SlipDocument {
  const { order, parcelCode, packedAt, copy, packed, missing } = content;
  const { doc } = order;
  return {
    blocks: [
      ...(copy > 1 ? [{ t: 'title', value: `COPY ${copy}` } as const] : []),
      { t: 'title', value: 'PACKING SLIP' },
      { t: 'text', value: '' },
      { t: 'pair', left: 'Order', right: order.number },
      { t: 'pair', left: 'Packed', right: packedAt },
      { t: 'pair', left: 'Sent with', right: `${doc.carrier} ${doc.service}`.trim() },
      { t: 'rule' },
      ...receiver(doc.to),
      { t: 'rule' },
      ...packed.flatMap(itemLines),
      ...(missing.length === 0 ? [] : [{ t: 'text', value: 'Not in this delivery:', bold: true } as const]),
      ...missing.flatMap(itemLines),
      { t: 'rule' },
      {
        t: 'pair',
        left: `${packed.length} ${packed.length === 1 ? 'item' : 'items'}`,
        right: units(packed.reduce((sum, goods) => sum + goods.units, 0)),
      },
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

function itemLines({ item, units: count }: SlipGoods): readonly SlipBlock[] {
  const name = isGiven(item.variant) ? `${item.name}, ${item.variant}` : item.name;
  return [
    { t: 'pair', left: name, right: `x ${count}` },
    { t: 'text', value: `  ${item.sku}` },
  ];
}

function units(count: number): string {
  return count === 1 ? '1 unit' : `${count} units`;
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
