import type { SymbolOrder } from './symbols.ts';

/** What `GS ( k` has stored: QR (cn 49) and PDF417 (cn 48), each with settings of its own. */
export interface MatrixSymbols {
  /** The symbol to be printed now; `refused` when the firmware does not know what it is told. */
  take(params: Uint8Array): { readonly order: SymbolOrder; readonly moduleDots: number } | 'refused' | null;
  reset(): void;
}

const QR_LEVELS = ['L', 'M', 'Q', 'H'];

const usual = {
  qr: { dots: 3, level: 'L', text: '' },
  stacked: { dots: 3, rowHeight: 3, columns: 0, rows: 0, level: 1, text: '' },
};

/** `GS ( k pL pH cn fn ...`: functions 65 to 70 set, 80 stores, 81 prints, 82 says how large it would be. */
export function createMatrixSymbols(): MatrixSymbols {
  let { qr, stacked } = usual;
  const text = (params: Uint8Array): string => Buffer.from(params.subarray(3)).toString('utf8');

  const takeQr = (fn: number, n: number, params: Uint8Array): ReturnType<MatrixSymbols['take']> => {
    if (fn === 67) qr = { ...qr, dots: n };
    else if (fn === 69) qr = { ...qr, level: QR_LEVELS[n - 48] ?? 'L' };
    else if (fn === 80) qr = { ...qr, text: text(params) };
    else if (fn === 81) {
      const order = { bcid: 'qrcode', text: qr.text, human: '', options: { eclevel: qr.level } };
      return { order, moduleDots: qr.dots };
    } else if (fn !== 65 && fn !== 82) return 'refused';
    return null;
  };

  const takeStacked = (fn: number, n: number, params: Uint8Array): ReturnType<MatrixSymbols['take']> => {
    if (fn === 65) stacked = { ...stacked, columns: n };
    else if (fn === 66) stacked = { ...stacked, rows: n };
    else if (fn === 67) stacked = { ...stacked, dots: n };
    else if (fn === 68) stacked = { ...stacked, rowHeight: n };
    // 48 to 56 are levels; as a ratio (49 first) the firmware chooses one, and so does the library.
    else if (fn === 69) stacked = { ...stacked, level: n === 48 ? (params[3] ?? 49) - 48 : -1 };
    else if (fn === 80) stacked = { ...stacked, text: text(params) };
    else if (fn === 81) {
      const { columns, rows, rowHeight, level } = stacked;
      const options = {
        rowmult: rowHeight,
        ...(columns > 0 ? { columns } : {}),
        ...(rows > 0 ? { rows } : {}),
        ...(level >= 0 ? { eclevel: level } : {}),
      };
      return { order: { bcid: 'pdf417', text: stacked.text, human: '', options }, moduleDots: stacked.dots };
    } else if (fn !== 70 && fn !== 82) return 'refused';
    return null;
  };

  return {
    take: (params) => {
      const [kind = 0, fn = 0, n = 0] = params;
      if (kind === 49) return takeQr(fn, n, params);
      return kind === 48 ? takeStacked(fn, n, params) : 'refused';
    },
    reset: () => {
      ({ qr, stacked } = usual);
    },
  };
}
