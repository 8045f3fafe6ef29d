import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelDocumentSchema } from '../../src/wire/label-document.ts';

const folder = new URL('../../assets/labels/', import.meta.url);
const text = { t: 'text', xMm: 1, yMm: 1, wMm: 10, sizeMm: 3, value: 'A' };
const document = (over: object) => ({ widthMm: 50, heightMm: 30, elements: [text], expect: [], ...over });
const wrong = (value: unknown) =>
  labelDocumentSchema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a label document', () => {
  it.each(readdirSync(folder))('is what the sample %s is', (name) => {
    const json: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    expect(labelDocumentSchema.parse(json)).toEqual(json);
  });

  it.each([
    [document({ widthMm: 0 }), 'widthMm: more than nothing'],
    [document({ widthMm: 400 }), 'widthMm: at most 230 mm'],
    [document({ heightMm: Number.NaN }), 'heightMm: '],
    [document({ elements: [{ ...text, xMm: 1e9 }] }), 'elements.0.xMm: '],
    [document({ elements: [{ ...text, lines: 1.5 }] }), 'elements.0.lines: '],
    [document({ elements: [{ ...text, extra: 1 }] }), 'elements.0: '],
    [document({ elements: Array(501).fill(text) }), 'elements: at most 500 elements'],
    [
      document({ elements: [{ t: 'symbol', symbology: 'aztec', value: 'A', xMm: 1, yMm: 1, xDimMm: 1 }] }),
      'elements.0.symbology: ',
    ],
    [
      document({ elements: [{ t: 'symbol', symbology: 'qrcode', value: '', xMm: 1, yMm: 1, xDimMm: 1 }] }),
      'elements.0.value: a symbol needs a value',
    ],
    [
      document({ elements: [{ t: 'image', xMm: 1, yMm: 1, wMm: 1, hMm: 1, png: 'data:image/png' }] }),
      'elements.0.png: a PNG in Base64',
    ],
    [
      document({
        elements: [{ t: 'image', xMm: 1, yMm: 1, wMm: 1, hMm: 1, png: `iVBORw0KGgo${'A'.repeat(1_400_000)}` }],
      }),
      'elements.0.png: the PNG is larger than 1 MB',
    ],
    [document({ expect: [{ symbology: 'qrcode', text: '' }] }), 'expect.0.text: '],
    [document({ expect: undefined }), 'expect: '],
    [null, ': '],
  ])('%# is refused where it is wrong', (value, issue) => {
    expect(wrong(value)?.join('\n')).toContain(issue);
  });
});
