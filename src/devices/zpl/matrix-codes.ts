import bwip from 'bwip-js/generic';
import { failure, type Result, success } from '../../core/result.ts';
import { type CodeRequest, clamp, type DrawnCode, isYes, numberAt } from './code-request.ts';
import type { Picture } from './drawing.ts';
import { drawMaxiCode } from './maxicode.ts';

const MATRIX_CODES: Readonly<Record<string, (request: CodeRequest) => Result<DrawnCode, string>>> = {
  B7: drawPdf417,
  BD: drawMaxiCode,
  BO: drawAztec,
  B0: drawAztec,
  BQ: drawQrCode,
  BX: drawDataMatrix,
};

export function isMatrixCode(command: string): boolean {
  return MATRIX_CODES[command] !== undefined;
}

export function drawMatrixCode(request: CodeRequest): Result<DrawnCode, string> {
  return MATRIX_CODES[request.command]?.(request) ?? failure('it is not a matrix code');
}

/** `^B7o,h,s,c,r,t`: height of a row in dots, error correction 0 to 8, data columns, rows, truncated. */
function drawPdf417({ parameters, data, defaults }: CodeRequest): Result<DrawnCode, string> {
  const rowDots = numberAt(parameters, 1) ?? defaults.heightDots;
  const columns = numberAt(parameters, 3);
  const rows = numberAt(parameters, 4);
  const options = {
    eclevel: clamp(numberAt(parameters, 2) ?? 0, 0, 8),
    rowmult: 1,
    ...(columns === undefined ? {} : { columns: clamp(columns, 1, 30) }),
    ...(rows === undefined ? {} : { rows: clamp(rows, 3, 90) }),
  };
  const bcid = isYes(parameters, 5, false) ? 'pdf417compact' : 'pdf417';
  return modules('pdf417', bcid, data, options, defaults.moduleDots, clamp(rowDots, 1, 1000));
}

/**
 * `^BQa,b,c,d,e`; the field starts with the error correction level, the input mode and a comma. Printers set the code
 * lower than `^FO` says by the height of `^BY`, and higher than `^FT` says by seven modules (measured on an independent
 * renderer; printing design, section 3.2).
 */
function drawQrCode({ parameters, data, defaults, dpi }: CodeRequest): Result<DrawnCode, string> {
  const moduleDots = clamp(numberAt(parameters, 2) ?? (dpi === 203 ? 2 : 3), 1, 100);
  const switches = /^([HQML]?)([AM]),/i.exec(data);
  // Without the switches the printer still takes the first three characters for them.
  let text = data.slice(switches?.[0].length ?? 3);
  if (switches?.[2]?.toUpperCase() === 'M') text = text.replace(/^([NAK]|B\d{4})/i, '');
  if (/^D\d/i.test(data)) return failure('it is one part of several');
  const level = (switches?.[1] || parameters[3] || 'Q').toUpperCase();
  const eclevel = /^[HQML]$/.test(level) ? level : 'Q';
  const drawn = modules('qrcode', 'qrcode', text, { eclevel }, moduleDots, moduleDots);
  return drawn.ok ? success({ ...drawn.value, drop: defaults.heightDots, lift: 7 * moduleDots }) : drawn;
}

/** `^BXo,h,s,c,r,f,g,a`: module size, quality (200 only), columns, rows, format, escape character, aspect. */
function drawDataMatrix({ parameters, data, defaults }: CodeRequest): Result<DrawnCode, string> {
  const quality = numberAt(parameters, 2) ?? 0;
  if (quality !== 200) return failure(`its quality ${quality} is not ECC 200`);
  const [columns, rows] = [numberAt(parameters, 3) ?? 0, numberAt(parameters, 4) ?? 0];
  const { coded, read, gs1 } = readDataMatrix(data, parameters[6] || '~');
  const options = {
    ...(columns > 0 && rows > 0 ? { columns, rows } : {}),
    ...(parameters[7] === '2' ? { format: 'rectangle' } : {}),
    parsefnc: true,
  };
  const asked = numberAt(parameters, 1) ?? 0;
  const drawn = escapedModules(
    'datamatrix',
    coded,
    options,
    (high) => asked || Math.max(1, Math.round(defaults.heightDots / high)),
  );
  return drawn.ok ? success({ picture: drawn.value, kind: gs1 ? 'gs1datamatrix' : 'datamatrix', data: read }) : drawn;
}

/** Escapes of `^BX`: `_1` FNC1, `_dNNN` a byte by number, `_@` to `__` the control characters and the escape itself. */
function readDataMatrix(data: string, escapeMark: string): { coded: string; read: string; gs1: boolean } {
  let [coded, read, gs1] = ['', '', false];
  for (let at = 0; at < data.length; at += 1) {
    const letter = data.charAt(at);
    const next = data.charAt(at + 1);
    const byNumber = /^d(\d{3})/.exec(data.slice(at + 1, at + 5))?.[1];
    let byte = letter.charCodeAt(0);
    if (letter === escapeMark && next !== '') {
      if (next === '1') {
        gs1 ||= coded === '';
        read += coded === '' ? '' : '\x1d';
        coded += '^FNC1';
        at += 1;
        continue;
      }
      if (byNumber !== undefined) {
        byte = Number.parseInt(byNumber, 10) & 0xff;
        at += 4;
      } else if (next === escapeMark) at += 1;
      else if (/[@A-Z[\\\]^_]/.test(next)) {
        byte = next.charCodeAt(0) - 64;
        at += 1;
      }
    }
    coded += numeric(byte);
    read += String.fromCharCode(byte);
  }
  return { coded, read, gs1 };
}

/** `^BOa,b,c,d,e,f,g`: module size, ECI, error correction in percent or a fixed number of layers (101-104, 201-232). */
function drawAztec({ parameters, data, dpi }: CodeRequest): Result<DrawnCode, string> {
  const moduleDots = clamp(numberAt(parameters, 1) ?? (dpi === 203 ? 2 : 3), 1, 100);
  const size = numberAt(parameters, 3) ?? 0;
  const options =
    size >= 1 && size <= 95
      ? { eclevel: Math.max(5, size) }
      : size >= 101 && size <= 104
        ? { format: 'compact', layers: size - 100 }
        : size >= 201 && size <= 232
          ? { format: 'full', layers: size - 200 }
          : size === 300
            ? { format: 'rune' }
            : {};
  return modules('aztec', 'azteccode', data, options, moduleDots, moduleDots);
}

function modules(
  kind: string,
  bcid: string,
  data: string,
  options: Readonly<Record<string, unknown>>,
  wide: number,
  high: number,
): Result<DrawnCode, string> {
  if (data === '') return failure('it has no data');
  const coded = [...data].map((letter) => numeric(letter.charCodeAt(0))).join('');
  const drawn = escapedModules(bcid, coded, options, () => wide, high);
  return drawn.ok ? success({ picture: drawn.value, kind, data }) : drawn;
}

/** `coded` is all escapes, so that nothing in the data can be taken for one. */
function escapedModules(
  bcid: string,
  coded: string,
  options: Readonly<Record<string, unknown>>,
  wideFor: (rows: number) => number,
  high?: number,
): Result<Picture, string> {
  try {
    const [drawn] = bwip.raw({ bcid, text: coded, parse: true, binarytext: true, ...options });
    if (drawn === undefined || !('pixs' in drawn)) return failure('nothing was drawn');
    const { pixs, pixx, pixy } = drawn;
    const wide = wideFor(pixy);
    const tall = high ?? wide;
    return success({
      widthDots: pixx * wide,
      heightDots: pixy * tall,
      cost: pixx * pixy * tall,
      paint: (paint) => {
        for (let row = 0; row < pixy; row += 1) {
          for (let column = 0; column < pixx; ) {
            let run = 0;
            while (column + run < pixx && pixs[row * pixx + column + run] === 1) run += 1;
            if (run > 0) paint(column * wide, row * tall, run * wide, tall);
            column += run + 1;
          }
        }
      },
    });
  } catch (problem) {
    return failure(problem instanceof Error ? problem.message : String(problem));
  }
}

function numeric(code: number): string {
  return `^${String(code & 0xff).padStart(3, '0')}`;
}
