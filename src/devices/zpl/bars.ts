import bwip from 'bwip-js/generic';
import { checkDigitOf } from '../../core/gtin.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { type CodeRequest, clamp, type DrawnCode, isYes, numberAt } from './code-request.ts';
import { readCode128 } from './code128-data.ts';
import type { Picture } from './drawing.ts';

/** Where the parameters of a bar code command stand (0 is the orientation); -1: it has none. */
interface Layout {
  readonly height: number;
  readonly line: number;
  readonly above: number;
  readonly lineByDefault?: boolean;
}

interface Encoded {
  readonly bcid: string;
  readonly text: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly kind: string;
  readonly data: string;
  readonly caption: string;
}

interface BarCode extends Layout {
  /** Two widths, the wide one by the ratio of `^BY`; otherwise one to four modules. */
  readonly byRatio?: boolean;
  readonly encode: (request: CodeRequest) => Encoded;
}

const USUAL: Layout = { height: 1, line: 2, above: 3 };
const CHECK_FIRST: Layout = { height: 2, line: 3, above: 4 };

const digits = (data: string): string => data.replace(/\D/g, '');
/** The printer pads and cuts to the number of digits, and computes the check digit itself. */
const exactly = (data: string, length: number): string => digits(data).slice(0, length).padStart(length, '0');

function plain(bcid: string, kind: string, text: string, options: Readonly<Record<string, unknown>> = {}): Encoded {
  return { bcid, kind, text, data: text, caption: text, options };
}

/** The check digit is no part of the field, but of what is read and printed. */
function checked(bcid: string, text: string): Encoded {
  const whole = `${text}${checkDigitOf(text)}`;
  return plain(bcid, bcid, whole);
}

const BAR_CODES: Readonly<Record<string, BarCode>> = {
  B1: { ...CHECK_FIRST, encode: ({ data }) => plain('code11', 'code11', data, { includecheck: true }) },
  B2: {
    ...USUAL,
    byRatio: true,
    encode: ({ data, parameters }) => {
      const check = isYes(parameters, 4, false);
      const own = digits(data);
      const even = (own.length + (check ? 1 : 0)) % 2 === 0 ? own : `0${own}`;
      return plain('interleaved2of5', 'itf', even, { includecheck: check });
    },
  },
  B3: {
    ...CHECK_FIRST,
    byRatio: true,
    encode: ({ data, parameters }) => plain('code39', 'code39', data, { includecheck: isYes(parameters, 1, false) }),
  },
  B8: { ...USUAL, encode: ({ data }) => checked('ean8', exactly(data, 7)) },
  // Ten digits of the UPC-A that it stands for; it must have the zeros that UPC-E leaves out.
  B9: { ...USUAL, encode: ({ data }) => checked('upce', `0${exactly(data, 10)}`) },
  BA: { ...USUAL, encode: ({ data }) => plain('code93', 'code93', data, { includecheck: true }) },
  BC: {
    ...USUAL,
    encode: ({ data, parameters }) => {
      const { input, raw, gs1, data: read, caption } = readCode128(data, (parameters[5] ?? 'N').toUpperCase());
      const options = raw ? { raw: true } : { parse: true, parsefnc: true };
      return { bcid: 'code128', text: input, options, kind: gs1 ? 'gs1-128' : 'code128', data: read, caption };
    },
  },
  BE: { ...USUAL, encode: ({ data }) => checked('ean13', exactly(data, 12)) },
  BI: { ...USUAL, byRatio: true, encode: ({ data }) => plain('industrial2of5', 'industrial2of5', digits(data)) },
  BJ: { ...USUAL, byRatio: true, encode: ({ data }) => plain('iata2of5', 'iata2of5', digits(data)) },
  BK: {
    ...CHECK_FIRST,
    byRatio: true,
    encode: ({ data, parameters }) => {
      const [start, stop] = [parameters[5] || 'A', parameters[6] || 'A'].map((letter) => letter.toUpperCase());
      return plain('rationalizedCodabar', 'codabar', `${start}${data}${stop}`);
    },
  },
  BL: {
    height: 1,
    line: -1,
    above: 2,
    byRatio: true,
    encode: ({ data }) => plain('code39', 'code39', data, { includecheck: true }),
  },
  BM: {
    ...CHECK_FIRST,
    byRatio: true,
    encode: ({ data, parameters }) => {
      const check = (parameters[1] || 'B').toUpperCase();
      const checktype = { B: 'mod10', C: 'mod1010', D: 'mod1110' }[check];
      return plain('msi', 'msi', digits(data), checktype === undefined ? {} : { includecheck: true, checktype });
    },
  },
  BP: { ...CHECK_FIRST, encode: ({ data }) => plain('plessey', 'plessey', data) },
  BS: {
    ...USUAL,
    encode: ({ data }) => {
      const long = digits(data).length > 2;
      return plain(long ? 'ean5' : 'ean2', long ? 'ean5' : 'ean2', exactly(data, long ? 5 : 2));
    },
  },
  BU: { ...USUAL, encode: ({ data }) => checked('upca', exactly(data, 11)) },
  B5: { ...USUAL, lineByDefault: false, encode: ({ data }) => plain('planet', 'planet', digits(data)) },
  BZ: {
    ...USUAL,
    lineByDefault: false,
    encode: ({ data, parameters }) => {
      const bcid = { '1': 'planet', '3': 'onecode' }[parameters[4] ?? '0'] ?? 'postnet';
      return plain(bcid, bcid, digits(data));
    },
  },
};

export function isBarCode(command: string): boolean {
  return BAR_CODES[command] !== undefined;
}

/** Bars in whole dots; words when the symbology cannot hold the data. */
export function drawBarCode(request: CodeRequest): Result<DrawnCode, string> {
  const code = BAR_CODES[request.command];
  if (code === undefined) return failure('it is not a bar code');
  const { parameters, defaults } = request;
  const encoded = code.encode(request);
  const heightDots = clamp(numberAt(parameters, code.height) ?? defaults.heightDots, 1, 6000);
  const picture = pictureOf(encoded, code.byRatio === true, defaults.moduleDots, defaults.ratio, heightDots);
  if (!picture.ok) return picture;
  const shows = code.line < 0 || isYes(parameters, code.line, code.lineByDefault ?? true);
  const caption = { text: encoded.caption, above: isYes(parameters, code.above, false) };
  return success({
    picture: picture.value,
    kind: encoded.kind,
    data: encoded.data,
    ...(shows && caption.text !== '' ? { caption } : {}),
  });
}

function pictureOf(
  encoded: Encoded,
  byRatio: boolean,
  moduleDots: number,
  ratio: number,
  heightDots: number,
): Result<Picture, string> {
  try {
    // The named export `raw` is hidden by the symbology of that name; only the default export has the raw modules.
    const [drawn] = bwip.raw({ bcid: encoded.bcid, text: encoded.text, ...encoded.options });
    if (drawn === undefined || !('sbs' in drawn)) return failure('nothing was drawn');
    const { sbs, bhs, bbs } = drawn;
    const tallest = Math.max(...bhs);
    const postal = bhs.some((height) => height !== tallest);
    const wide = Math.floor(moduleDots * ratio + 1e-9);
    // Space and bar widths of the postal codes are no whole modules: one bar, one and a half modules of space.
    const widthOf = (modules: number, at: number): number => {
      if (postal) return at % 2 === 0 ? moduleDots : Math.round(moduleDots * 1.5);
      return byRatio ? (modules > 1 ? wide : moduleDots) : Math.round(modules * moduleDots);
    };
    const boxes: { x: number; y: number; width: number; height: number }[] = [];
    let x = 0;
    // Some symbologies end with the gap between characters; the frame ends with the last bar.
    for (const [at, modules] of sbs.slice(0, sbs.length - ((sbs.length + 1) % 2)).entries()) {
      const width = widthOf(modules, at);
      if (at % 2 === 0) {
        const height = postal ? Math.round(((bhs[at / 2] ?? tallest) / tallest) * heightDots) : heightDots;
        const lift = postal ? Math.round(((bbs[at / 2] ?? 0) / tallest) * heightDots) : 0;
        boxes.push({ x, y: heightDots - lift - height, width, height });
      }
      x += width;
    }
    return success({
      widthDots: x,
      heightDots,
      cost: boxes.length * heightDots,
      paint: (paint) => {
        for (const box of boxes) paint(box.x, box.y, box.width, box.height);
      },
    });
  } catch (problem) {
    return failure(problem instanceof Error ? problem.message : String(problem));
  }
}
