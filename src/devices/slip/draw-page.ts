import { type Bitmap, paintBox } from '../../core/bitmap.ts';
import type { Raster } from '../label/raster.ts';
import { escapeXml } from '../label/svg.ts';
import { drawSymbol } from '../label/symbol.ts';
import { dotsOf, PAGE_DPI, type PageBars, type PageItem, type PageSet } from './page-layout.ts';
import type { SlipFonts } from './slip-fonts.ts';

/** One page in dots of `PAGE_DPI`, for the preview and for reading its bars. */
export function drawPage(items: readonly PageItem[], size: PageSet, fonts: SlipFonts, raster: Raster): Bitmap {
  const [width, height] = [dotsOf(size.widthPt), dotsOf(size.heightPt)];
  const scale = PAGE_DPI / 72;
  const marks = items.map((item) => {
    if (item.t === 'bars') return '';
    if (item.t === 'rule') {
      const widthDots = dotsOf(item.widthPt);
      return `<path shape-rendering="crispEdges" d="M${dotsOf(item.xPt)} ${dotsOf(item.yPt)}h${widthDots}v2h${-widthDots}z"/>`;
    }
    const look = `font-family="${fonts.family}" font-weight="${item.bold ? 700 : 400}" text-anchor="${item.anchor}" font-kerning="none"`;
    const place = `x="${item.xPt * scale}" y="${item.baselinePt * scale}" font-size="${item.sizePt * scale}"`;
    return `<text ${place} ${look} xml:space="preserve">${escapeXml(item.value)}</text>`;
  });
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  const bitmap = raster.draw([head, '<rect width="100%" height="100%" fill="#fff"/>', ...marks, '</svg>'].join(''));
  for (const item of items) if (item.t === 'bars') for (const box of barBoxes(item)) paintBox(bitmap, box);
  return bitmap;
}

/** Bars in dots of `PAGE_DPI` on the page. */
export function barBoxes({ value, xDots, yDots, heightDots, moduleDots }: PageBars) {
  const drawn = drawSymbol({ symbology: 'code128', text: value }, moduleDots, heightDots);
  if (!drawn.ok) throw new Error(`A page has bars that cannot be drawn: ${drawn.error}`);
  return drawn.value.boxes.map((box) => ({ ...box, x: xDots + box.x, y: yDots + box.y }));
}
