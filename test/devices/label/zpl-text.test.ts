import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zplField } from '../../../src/core/zpl-text.ts';

describe('a text as ZPL field data', () => {
  it.each([
    ['50% ~JA ^ & _ \\', '50% _7EJA _5E & _5F _5C'],
    ['Zürich', 'Z_C3_BCrich'],
    ['ACME ^XZ^XA^PQ50', 'ACME _5EXZ_5EXA_5EPQ50'],
    ['日🙂', '_E6_97_A5_F0_9F_99_82'],
    ['\u001b@\u0000\u007f\r\n', '_1B@_00_7F_0D_0A'],
    ['\ud800', '_EF_BF_BD'],
  ])('%j is %j', (text, field) => {
    expect(zplField(text)).toBe(field);
  });

  it('comes back as UTF-8, and holds nothing that a parser acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const field = zplField(text);
        expect(field).toMatch(/^[\x20-\x7e]*$/);
        expect(field).not.toMatch(/[\^~\\]/);
        const bytes = field.replace(/_([0-9A-F]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        expect(Buffer.from(bytes, 'latin1').toString()).toBe(Buffer.from(text).toString());
      }),
    );
  });
});
