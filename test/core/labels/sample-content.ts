import type { LineId, OrderId, ParcelCode, Sku } from '../../../src/core/ids.ts';
import type { ShippingLabelContent } from '../../../src/core/labels/shipping-content.ts';
import type { Address, Order, OrderLine } from '../../../src/core/order.ts';
import { parcelCodeOf } from '../../../src/core/parcel-code.ts';
import { ssccOf } from '../../../src/core/sscc.ts';

export const OWN = parcelCodeOf({ no: 4, epoch: 1 }, 7);
export const SSCC = ssccOf('4012345', 3000000001) as ParcelCode; // as the state gives it out

export const WAREHOUSE: Address = {
  name: 'Packhouse',
  company: 'Returns',
  street: 'Hafenstraße 7',
  city: 'Hamburg',
  postcode: '20457',
  country: 'DE',
};

export const RECEIVER: Address = {
  name: 'Zażółć Gęślą-Jaźń',
  company: 'Łódź Rowery Sp. z o.o.',
  street: 'ul. Świętego Wojciecha 118/22',
  city: 'Poznań',
  postcode: '61-749',
  country: 'PL',
};

export function lineOf(over: Partial<OrderLine> = {}): OrderLine {
  return {
    id: 'l1' as LineId,
    no: 1,
    sku: 'TEE-RED-M' as Sku,
    name: 'T-Shirt',
    variant: 'red, M',
    quantity: 3,
    barcodes: [],
    ...over,
  };
}

export function orderOf(doc: Partial<Order['doc']> = {}): Order {
  return {
    id: 'order-1' as OrderId,
    number: 'SO-10482',
    rev: 1,
    state: 'packing',
    priority: 3,
    shipByMs: null,
    fence: 1,
    claim: null,
    doc: {
      to: RECEIVER,
      lines: [lineOf()],
      carrier: 'DHL',
      service: 'Express Worldwide',
      lane: 'B-04',
      marks: ['gift', 'fragile'],
      ...doc,
    },
  };
}

export function labelContent(over: Partial<ShippingLabelContent> = {}): ShippingLabelContent {
  return {
    order: orderOf(),
    parcelCode: OWN,
    parcelNo: 1,
    parcelCount: 2,
    station: 'Station 4',
    packedAt: '2026-03-04 11:02',
    from: WAREHOUSE,
    media: '4x6',
    ...over,
  };
}
