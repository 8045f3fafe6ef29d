import { PNG } from 'pngjs';
import { ready } from 'zpl-renderer-js';
import { type Bitmap, bitmapOfRgba } from '../../../src/core/bitmap.ts';
import type { Dpi } from '../../../src/core/print.ts';

/** A ZPL renderer that none of us wrote. It knows 8 and 12 dots a millimetre, so the label is as large as its dots want. */
export async function renderZpl(zpl: Uint8Array, dpi: Dpi, widthDots: number, heightDots: number): Promise<Bitmap> {
  const { api } = await ready;
  const perMm = dpi === 203 ? 8 : 12;
  const pictures = await api.zplToBase64MultipleAsync(
    Buffer.from(zpl).toString('latin1'),
    widthDots / perMm,
    heightDots / perMm,
    perMm,
  );
  const [picture = ''] = pictures;
  if (pictures.length !== 1) throw new Error(`${pictures.length} labels came out`);
  const { data, width, height } = PNG.sync.read(Buffer.from(picture, 'base64'));
  return bitmapOfRgba(data, width, height);
}
