import type { Alignment } from './slip-paper.ts';

/** How the next character or symbol will look. */
export interface EscposMode {
  readonly bold: boolean;
  readonly inverse: boolean;
  readonly wide: number;
  readonly high: number;
  readonly align: Alignment;
  readonly page: number;
  readonly pitchDots: number;
  readonly barDots: number;
  readonly moduleDots: number;
  /** Human readable text: bit 1 = below the bars. */
  readonly hri: number;
  readonly underline: boolean;
  /** Font B is smaller. */
  readonly small: boolean;
  readonly upsideDown: boolean;
  readonly country: number;
  readonly marginDots: number;
  /** 0: as wide as the head. */
  readonly areaDots: number;
  /** Columns. */
  readonly tabs: readonly number[];
  readonly spaceDots: number;
}

export const usualMode: EscposMode = {
  bold: false,
  inverse: false,
  wide: 1,
  high: 1,
  align: 'left',
  page: 0,
  pitchDots: 30,
  barDots: 162,
  moduleDots: 3,
  hri: 0,
  underline: false,
  small: false,
  upsideDown: false,
  country: 0,
  marginDots: 0,
  areaDots: 0,
  tabs: [8, 16, 24, 32, 40, 48, 56, 64],
  spaceDots: 0,
};

const ALIGNMENTS: readonly Alignment[] = ['left', 'centre', 'right'];

type Change = (n: number, params: Uint8Array) => Partial<EscposMode>;

/** Commands that only change the mode, by their first parameter. */
const CHANGES: Readonly<Record<string, Change>> = {
  'ESC !': (n) => ({
    ...{ small: (n & 1) !== 0, bold: (n & 8) !== 0, underline: (n & 128) !== 0 },
    ...{ high: n & 16 ? 2 : 1, wide: n & 32 ? 2 : 1 },
  }),
  'ESC  ': (n) => ({ spaceDots: n }),
  'ESC -': (n) => ({ underline: n % 48 > 0 }),
  'ESC M': (n) => ({ small: n % 48 === 1 }),
  'ESC R': (n) => ({ country: n }),
  'ESC {': (n) => ({ upsideDown: (n & 1) === 1 }),
  'ESC D': (_, params) => ({ tabs: [...params.subarray(0, -1)] }),
  'GS L': (low, [, high = 0]) => ({ marginDots: low + 256 * high }),
  'GS W': (low, [, high = 0]) => ({ areaDots: low + 256 * high }),
  'ESC E': (n) => ({ bold: (n & 1) === 1 }),
  'ESC G': (n) => ({ bold: (n & 1) === 1 }),
  'ESC a': (n) => ({ align: ALIGNMENTS[n % 48] ?? 'left' }),
  'ESC 2': () => ({ pitchDots: usualMode.pitchDots }),
  'ESC 3': (n) => ({ pitchDots: n }),
  'ESC t': (n) => ({ page: n }),
  'GS !': (n) => ({ wide: (n >> 4) + 1, high: (n & 7) + 1 }),
  'GS B': (n) => ({ inverse: (n & 1) === 1 }),
  'GS H': (n) => ({ hri: n % 48 }),
  'GS h': (n) => ({ barDots: n }),
  'GS w': (n) => ({ moduleDots: n }),
};

/** The mode after a command; null when the command is not one of these. */
export function modeAfter(mode: EscposMode, name: string, params: Uint8Array): EscposMode | null {
  const change = CHANGES[name];
  return change === undefined ? null : { ...mode, ...change(params[0] ?? 0, params) };
}
