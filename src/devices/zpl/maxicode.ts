import bwip from 'bwip-js/generic';
import { failure, type Result, success } from '../../core/result.ts';
import { type CodeRequest, clamp, type DrawnCode, numberAt } from './code-request.ts';
import type { PaintBox } from './drawing.ts';

/** ISO/IEC 16023 4.11: 33 rows of 30 hexagons, 0.88 mm apart in a row (25.5 mm in all), odd rows half a hexagon to the right. */
const COLUMNS = 30;
const ROWS = 33;
const COLUMN_MM = 0.88;
const ROW_MM = COLUMN_MM * (Math.sqrt(3) / 2);
/** Share of the hexagon that is printed: the standard's dark gap keeps neighbours apart when ink spreads. */
const INKED = 0.92;
/** Radii of the three rings' outer and inner edges. */
const RINGS_MM = [
  [3.87, 3.2],
  [2.53, 1.86],
  [1.18, 0.51],
] as const;

/** `[)>RS01GSyy`, with two digits for the format's year: a message that names its format (UPS Guide to Labeling). */
const HEADER = '[)>\x1e01\x1d';

/**
 * `^BDm,n,t`. In modes 2 and 3 the field starts with class of service (3), country (3) and postal code, and what
 * follows is the rest of the message, with or without the header `[)>RS01GSyy`.
 */
export function drawMaxiCode({ parameters, data, dpi }: CodeRequest): Result<DrawnCode, string> {
  const mode = clamp(numberAt(parameters, 0) ?? 2, 2, 6);
  const text = mode <= 3 ? structured(data, mode) : data;
  if (text === undefined) return failure('it lacks class, country or postal code');
  try {
    const coded = [...text].map((letter) => `^${String(letter.charCodeAt(0) & 0xff).padStart(3, '0')}`).join('');
    // The library's types do not know the option.
    const options: Readonly<Record<string, unknown>> = { mode };
    const [drawn] = bwip.raw({ bcid: 'maxicode', text: coded, parse: true, ...options });
    if (drawn === undefined || !('pixs' in drawn)) return failure('nothing was drawn');
    const dark = drawn.pixs;
    const [stepX, stepY] = [(COLUMN_MM * dpi) / 25.4, (ROW_MM * dpi) / 25.4];
    const widthDots = Math.ceil((COLUMNS + 0.5) * stepX);
    const heightDots = Math.ceil((ROWS - 1) * stepY + (stepX * 2) / Math.sqrt(3));
    return success({
      picture: {
        widthDots,
        heightDots,
        cost: 4 * widthDots * heightDots,
        paint: (paint) => paintMaxiCode(dark, stepX, stepY, widthDots, heightDots, dpi / 25.4, paint),
      },
      kind: 'maxicode',
      data: text,
    });
  } catch (problem) {
    return failure(problem instanceof Error ? problem.message : String(problem));
  }
}

/** The encoder wants postal code, country and class between group separators; a scanner sends them in that order too. */
function structured(data: string, mode: number): string | undefined {
  const parts = /^(\d{3})(\d{3})(.*)$/s.exec(data);
  if (parts === null) return undefined;
  const [, service, country, rest = ''] = parts;
  const headerAt = rest.indexOf(HEADER);
  const length = mode === 3 ? 6 : (/^\d{9}|^\d{5}/.exec(rest)?.[0].length ?? 0);
  const postal = rest.slice(0, headerAt < 0 ? length : Math.min(length, headerAt));
  if (postal === '') return undefined;
  const message = rest.slice(postal.length);
  const head = message.startsWith(HEADER) ? message.slice(0, HEADER.length + 2) : '';
  return `${head}${postal}\x1d${country}\x1d${service}\x1d${message.slice(head.length)}`;
}

function paintMaxiCode(
  dark: readonly number[],
  stepX: number,
  stepY: number,
  widthDots: number,
  heightDots: number,
  dotsPerMm: number,
  paint: PaintBox,
): void {
  const isDark = new Set(dark);
  const side = stepX / Math.sqrt(3);
  // The bull's eye stands on row 16, in the middle of the hexagons around it.
  const [middleX, middleY] = [14.5 * stepX, 16 * stepY + side];
  const isBlackDot = (x: number, y: number): boolean => {
    const away = Math.hypot(x - middleX, y - middleY) / dotsPerMm;
    if (away <= RINGS_MM[0][0]) return RINGS_MM.some(([outer, inner]) => away <= outer && away > inner);
    const near = Math.round((y - side) / stepY);
    for (const row of [near - 1, near, near + 1]) {
      const shift = row % 2 === 0 ? 0 : stepX / 2;
      const column = Math.floor((x - shift) / stepX);
      if (row < 0 || row >= ROWS || column < 0 || column >= COLUMNS || !isDark.has(row * COLUMNS + column)) continue;
      const dx = Math.abs(x - shift - (column + 0.5) * stepX);
      const dy = Math.abs(y - side - row * stepY);
      if (dx <= (stepX / 2) * INKED && dy + dx / Math.sqrt(3) <= side * INKED) return true;
    }
    return false;
  };
  for (let y = 0; y < heightDots; y += 1) {
    let start = -1;
    for (let x = 0; x <= widthDots; x += 1) {
      const black = x < widthDots && isBlackDot(x + 0.5, y + 0.5);
      if (black && start < 0) start = x;
      else if (!black && start >= 0) {
        paint(start, y, x - start, 1);
        start = -1;
      }
    }
  }
}
