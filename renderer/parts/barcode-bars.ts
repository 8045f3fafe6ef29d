import { code128 } from 'bwip-js/generic';

export interface Bars {
  /** In modules, without quiet zone. */
  readonly width: number;
  /** SVG path, one unit a module, one unit tall. */
  readonly path: string;
}

const drawn = new Map<string, Bars>();

/** Code 128 as bars. Command codes are few and never change, so each is drawn once for the life of the page. */
export function barsOf(text: string): Bars {
  const known = drawn.get(text);
  if (known !== undefined) return known;
  const made = code128({ bcid: 'code128', text, includetext: false }, collectBars());
  drawn.set(text, made);
  return made;
}

type Drawing = Parameters<typeof code128<Bars>>[1];

/** Takes bwip-js's bars as numbers; its own SVG comes as a string, which this page would have to parse again. */
function collectBars(): Drawing {
  let width = 0;
  let path = '';
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (wide: number) => {
      width = wide;
    },
    // A bar comes as the middle of a vertical line and its thickness in modules.
    line: (x: number, _y0: number, _x1: number, _y1: number, thick: number) => {
      path += `M${x - Math.ceil(thick / 2)} 0h${thick}v1h-${thick}z`;
    },
    polygon: () => {},
    hexagon: () => {},
    ellipse: () => {},
    fill: () => {},
    text: () => {},
    end: () => ({ width, path }),
  };
}
