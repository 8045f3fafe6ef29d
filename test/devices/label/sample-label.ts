import type { OrderId } from '../../../src/core/ids.ts';
import type { LabelDocument } from '../../../src/core/label-document.ts';
import type { Address, Order } from '../../../src/core/order.ts';
import { parcelCodeOf } from '../../../src/core/parcel-code.ts';
import { shippingLabelOf } from '../../../src/core/shipping-label.ts';

export const sampleAddress: Address = {
  name: 'Zażółć Gęślą-Jaźń',
  company: 'Łódź Rowery Sp. z o.o.',
  street: 'ul. Świętego Wojciecha 118/22',
  city: 'Poznań',
  postcode: '61-749',
  country: 'PL',
};

export function sampleOrder(to: Partial<Address> = {}, doc: Partial<Order['doc']> = {}): Order {
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
      to: { ...sampleAddress, ...to },
      lines: [],
      carrier: 'DHL',
      service: 'Express Worldwide',
      lane: 'B-04',
      marks: ['gift', 'fragile'],
      ...doc,
    },
  };
}

export function sampleLabel(to: Partial<Address> = {}, count = 1, doc: Partial<Order['doc']> = {}): LabelDocument {
  return shippingLabelOf({
    order: sampleOrder(to, doc),
    parcelCode: parcelCodeOf({ no: 4, epoch: 1 }, count),
    parcelNo: 1,
    parcelCount: 2,
    station: 'Station 4',
    packedAtMs: Date.UTC(2026, 2, 4, 10, 2),
    from: { name: 'Packhouse', street: 'Hafenstraße 7', city: 'Hamburg', postcode: '20457', country: 'DE' },
  });
}
