import { describe, expect, it } from 'vitest';
import { giftNoteOf } from '../../src/core/gift-note.ts';
import type { SlipDocument } from '../../src/core/label-document.ts';
import { packingSlipOf } from '../../src/core/packing-slip.ts';
import { lineOf, OWN, orderOf } from './labels/sample-content.ts';

const goods = [{ item: lineOf(), units: 3 }];

function valuesOf({ blocks }: SlipDocument): readonly string[] {
  return blocks.flatMap((block) =>
    block.t === 'rule' ? [] : block.t === 'pair' ? [block.left, block.right] : [block.value],
  );
}

describe('a packing slip', () => {
  const slip = (over: Partial<Parameters<typeof packingSlipOf>[0]> = {}) =>
    packingSlipOf({
      order: orderOf({ note: 'Customer is difficult, check twice' }),
      parcelCode: OWN,
      packedAt: '2026-03-04 11:02',
      copy: 1,
      packed: goods,
      missing: [],
      ...over,
    });

  it('says what was packed, when, and for whom', () => {
    const values = valuesOf(slip());
    expect(values).toEqual(
      expect.arrayContaining(['PACKING SLIP', '2026-03-04 11:02', 'SO-10482', 'T-Shirt, red, M', 'x 3']),
    );
    expect(slip().blocks.at(-1)).toEqual({ t: 'code128', value: OWN });
  });

  it('keeps what was written for the packer from the customer', () => {
    expect(valuesOf(slip()).join(' ')).not.toContain('difficult');
  });

  it('says which copy it is from the second on, first of all', () => {
    expect(slip().blocks[0]).toEqual({ t: 'title', value: 'PACKING SLIP' });
    expect(slip({ copy: 2 }).blocks[0]).toEqual({ t: 'title', value: 'COPY 2' });
    expect(slip({ copy: 3 }).blocks.slice(1)).toEqual(slip().blocks);
  });

  it('names what is missing apart from what is there', () => {
    const values = valuesOf(slip({ missing: [{ item: lineOf({ name: 'Cap', variant: undefined }), units: 2 }] }));
    expect(values.indexOf('Cap')).toBeGreaterThan(values.indexOf('Not in this delivery:'));
    expect(values).toContain('3 units');
  });
});

describe('a gift note', () => {
  it('bears the message line by line, the giver, and no goods', () => {
    const values = valuesOf(giftNoteOf({ order: orderOf(), message: 'Happy birthday!\r\n\nFrom us', from: ' Ida ' }));
    expect(values).toEqual([
      'A GIFT FOR YOU',
      '',
      'Zażółć Gęślą-Jaźń',
      '',
      'Happy birthday!',
      '',
      'From us',
      '',
      '',
      'Ida',
      '',
      'Order',
      'SO-10482',
    ]);
  });

  it('greets without a message', () => {
    const values = valuesOf(giftNoteOf({ order: orderOf() }));
    expect(values).toEqual(['A GIFT FOR YOU', '', 'Zażółć Gęślą-Jaźń', '', 'Order', 'SO-10482']);
  });
});
