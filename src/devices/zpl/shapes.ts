import type { PaintBox, Picture } from './drawing.ts';

/** `^GB`: a frame, or a line or block where the thickness fills it. `rounding` 0 to 8 eighths of half the shorter side. */
export function boxShape(width: number, height: number, thickness: number, rounding: number): Picture {
  const line = Math.max(1, thickness);
  const [w, h] = [Math.max(width, line), Math.max(height, line)];
  const radius = (Math.min(8, Math.max(0, rounding)) * Math.min(w, h)) / 16;
  const [innerWidth, innerHeight] = [w - 2 * line, h - 2 * line];
  const innerRadius = (Math.min(8, Math.max(0, rounding)) * Math.min(innerWidth, innerHeight)) / 16;
  return ring(w, h, line, (y, height, width) => roundedSpan(y, width, height, height === h ? radius : innerRadius));
}

/** `^GC` and `^GE`: the border lies inside the named size. */
export function ellipseShape(width: number, height: number, thickness: number): Picture {
  const line = Math.max(1, thickness);
  return ring(Math.max(width, 3), Math.max(height, 3), line, ellipseSpan);
}

/** `^GD`: from the lower left to the upper right (`/`) or the other way; the thickness is measured along the row. */
export function diagonalShape(width: number, height: number, thickness: number, rising: boolean): Picture {
  const line = Math.max(1, thickness);
  const [w, h] = [Math.max(width, 1), Math.max(height, 1)];
  return {
    widthDots: w + line,
    heightDots: h,
    cost: h,
    paint: (paint) => {
      for (let y = 0; y < h; y += 1) {
        const along = ((rising ? h - y - 0.5 : y + 0.5) * w) / h;
        paint(Math.round(along), y, line, 1);
      }
    },
  };
}

/** First and last dot (exclusive) of row `y` that lie inside; dots count by their centres. */
type Span = (y: number, height: number, width: number) => readonly [number, number];

const ellipseSpan: Span = (y, height, width) => {
  const up = (2 * (y + 0.5)) / height - 1;
  const half = (width / 2) * Math.sqrt(Math.max(0, 1 - up * up));
  return [Math.ceil(width / 2 - half - 0.5), Math.floor(width / 2 + half - 0.5) + 1];
};

function roundedSpan(y: number, width: number, height: number, radius: number): readonly [number, number] {
  const beyond = Math.max(radius - (y + 0.5), y + 0.5 - (height - radius), 0);
  const inset = radius - Math.sqrt(Math.max(0, radius * radius - beyond * beyond));
  return [Math.ceil(inset - 0.5), Math.floor(width - inset - 0.5) + 1];
}

function ring(width: number, height: number, line: number, span: Span): Picture {
  const [innerWidth, innerHeight] = [width - 2 * line, height - 2 * line];
  const paintRow = (paint: PaintBox, y: number): void => {
    const [left, right] = span(y, height, width);
    const inside = y - line;
    if (innerWidth <= 0 || inside < 0 || inside >= innerHeight) {
      paint(left, y, right - left, 1);
      return;
    }
    const [from, to] = span(inside, innerHeight, innerWidth);
    paint(left, y, line + from - left, 1);
    paint(line + to, y, right - line - to, 1);
  };
  return {
    widthDots: width,
    heightDots: height,
    cost: 2 * height,
    paint: (paint) => {
      for (let y = 0; y < height; y += 1) paintRow(paint, y);
    },
  };
}
