import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { contentLabelOf } from '../../../src/core/labels/content-label.ts';
import { badgeLabelOf, binLabelOf, toteLabelOf } from '../../../src/core/labels/name-label.ts';
import { returnLabelOf } from '../../../src/core/labels/return-label.ts';
import { shippingLabelOf } from '../../../src/core/labels/shipping-label.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { labelContent, lineOf, OWN, orderOf, SSCC, WAREHOUSE } from './sample-content.ts';

it('look', async () => {
  const { make } = await openLabelPipeline(findLabelAssets());
  const z = { language: 'zpl', dpi: 203, widthDots: 832, graphics: 'run-length' } as const;
  const e = { language: 'escpos', dpi: 203, widthDots: 576, columns: 48 } as const;
  const docs = {
    own: shippingLabelOf(labelContent()),
    sscc: shippingLabelOf(labelContent({ parcelCode: SSCC })),
    roll: shippingLabelOf(labelContent({ media: 'roll-80' })),
    rollsscc: shippingLabelOf(labelContent({ media: 'roll-80', parcelCode: SSCC })),
    tote: toteLabelOf('T-0042'),
    bin: binLabelOf('A-01-02-3'),
    bin31: binLabelOf('A-01-02-3', '3x1'),
    badge: badgeLabelOf({ name: 'Anna Nowak', code: 'XB12345K' }),
    longbadge: badgeLabelOf({ name: 'Anna Nowak', code: 'XB' + 'A7'.repeat(16) }),
    content: contentLabelOf({
      number: 'SO-10482',
      parcelNo: 1,
      parcelCount: 2,
      goods: Array.from({ length: 14 }, (_, i) => ({ item: lineOf(), units: i + 1, lots: ['L1', 'L2'] })),
    }),
    ret: returnLabelOf({ order: orderOf(), parcelCode: OWN, warehouse: WAREHOUSE }),
  };
  for (const [name, doc] of Object.entries(docs)) {
    const r = await make(doc, name.startsWith('roll') ? e : z);
    console.log(
      name,
      doc.widthMm,
      doc.heightMm,
      r.ok ? r.value.decoded.map((d) => d.symbology + ' ' + d.text).join(' | ') : JSON.stringify(r.error),
    );
    if (r.ok) writeFileSync(`/tmp/sf/${name}.png`, r.value.png);
  }
});
