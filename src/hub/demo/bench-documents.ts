import type { Address } from '../../core/order.ts';
import type { PutDocument } from '../../wire/hub-documents.ts';
import type { SalesOrder } from '../../wire/hub-sales.ts';
import { type DemoLabel, demoPdf, demoZpl } from './carrier-label.ts';

/** Nobody's address. */
export const BENCH_SENDER: Address = {
  name: 'Packhouse Demo',
  street: 'Musterallee 1',
  city: 'Musterstadt',
  postcode: '00000',
  country: 'DE',
};

type Format = 'zpl' | 'pdf';

/** Which labels have come, by order; D-120 waits for its own. */
const CAME: Readonly<Record<string, readonly (readonly [PutDocument['kind'], Format, string])[]>> = {
  'D-118': [['label', 'zpl', 'TRK000011801']],
  'D-119': [['label', 'pdf', 'TRK000011901']],
  'D-121': [
    ['label', 'zpl', 'TRK000012101'],
    ['return', 'pdf', 'TRK000012102'],
  ],
};

/** The same bytes every time. */
export function benchDocuments({ number, to }: SalesOrder): PutDocument[] {
  return (CAME[number] ?? []).map(([kind, format, tracking]) => {
    const label: DemoLabel =
      kind === 'return'
        ? { title: 'DEMO PARCEL RETURN', tracking, number, to: BENCH_SENDER }
        : { title: 'DEMO PARCEL', tracking, number, to };
    const bytes = format === 'zpl' ? demoZpl(label) : demoPdf(label);
    const base64 = Buffer.from(bytes).toString('base64');
    return { kind, parcel: 1, format, ...(format === 'zpl' ? { dpi: 203 as const } : {}), tracking, bytes: base64 };
  });
}
