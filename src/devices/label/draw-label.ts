import { type Bitmap, paintBitmap, paintBox } from '../../core/bitmap.ts';
import type { LabelFonts } from './label-fonts.ts';
import type { Raster } from './raster.ts';
import { svgOf } from './svg.ts';
import type { SetLabel } from './typeset.ts';

/** Letters from the rasteriser; bars, modules and images straight as dots, so that nothing can soften an edge. */
export function drawLabel(label: SetLabel, fonts: LabelFonts, raster: Raster): Bitmap {
  const bitmap = raster.draw(svgOf(label, fonts));
  for (const mark of label.marks) {
    if (mark.t === 'symbol') for (const box of mark.boxes) paintBox(bitmap, box);
    else if (mark.t === 'image') paintBitmap(bitmap, mark.bitmap, mark.box.x, mark.box.y);
  }
  return bitmap;
}
