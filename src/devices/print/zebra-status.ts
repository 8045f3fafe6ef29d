import type { PrinterCondition } from '../../core/print.ts';

export interface ZebraStatus {
  readonly conditions: readonly PrinterCondition[];
  readonly formatsInBuffer: number;
  readonly labelsRemaining: number;
  /** A format has begun and not ended: a job broke off. */
  readonly partialFormat: boolean;
}

const STX = '\x02';
const ETX = '\x03';

/** After the head was opened some firmware counts labels in millions; nobody prints ten thousand of one. */
const ABSURD_COUNT = 10_000;

/**
 * Reads the last complete `~HS` answer: three lines framed by STX and ETX (ZPL II programming guide, "~HS Host Status
 * Return"). Null while it is not complete. In line 2 the first field is unused: head open is the third value.
 */
export function readHostStatus(received: string): ZebraStatus | null {
  const frames = received.split(STX).slice(1);
  const whole = frames.map((frame) => (frame.includes(ETX) ? fieldsOf(frame.slice(0, frame.indexOf(ETX))) : []));
  // The first line has twelve fields and the second eleven; the third must be there, its content is not needed.
  const begin = whole.findLastIndex((line, at) => line.length === 12 && (whole[at + 2]?.length ?? 0) > 0);
  const [first = [], second = []] = begin < 0 ? [] : whole.slice(begin);
  if (second.length < 9) return null;
  const conditions: PrinterCondition[] = [];
  if (first[1] === 1) conditions.push('paper_out');
  if (second[2] === 1) conditions.push('cover_open');
  if (second[3] === 1) conditions.push('ribbon_out');
  if (first[2] === 1) conditions.push('paused');
  if (first[5] === 1) conditions.push('buffer_full');
  if (first[9] === 1 || first[11] === 1) conditions.push(first[11] === 1 ? 'head_hot' : 'needs_service');
  const remaining = second[8] ?? 0;
  return {
    conditions,
    formatsInBuffer: first[4] ?? 0,
    labelsRemaining: remaining >= ABSURD_COUNT ? 0 : remaining,
    partialFormat: first[7] === 1,
  };
}

function fieldsOf(line: string): readonly number[] {
  return line.split(',').map(Number);
}

/** `~HQES` bits that we have words for (ZPL II programming guide, "~HQ"; printing design 6.2). */
const ERROR_BITS: readonly (readonly [number, PrinterCondition])[] = [
  [0x1, 'paper_out'],
  [0x2, 'ribbon_out'],
  [0x4, 'cover_open'],
  [0x8, 'cutter'],
  [0x30, 'head_hot'],
  [0x3c0, 'needs_service'],
  [0x1_0000, 'paused'],
  [0xe_0000, 'jam'],
];
const WARNING_BITS: readonly (readonly [number, PrinterCondition])[] = [
  [0x7, 'needs_service'],
  [0x8, 'paper_low'],
];

/**
 * Reads the last complete `~HQES` answer; null while it is not complete. By pattern: the spaces in it differ from one
 * firmware to the next. Each list is a flag and two groups of eight hexadecimal digits, of which the second counts.
 */
export function readErrorStatus(received: string): readonly PrinterCondition[] | null {
  const [, errors] = [...received.matchAll(/ERRORS:\s*[01]\s+[0-9A-F]{8}\s+([0-9A-F]{8})/gi)].at(-1) ?? [];
  const [, warnings] = [...received.matchAll(/WARNINGS:\s*[01]\s+[0-9A-F]{8}\s+([0-9A-F]{8})/gi)].at(-1) ?? [];
  if (errors === undefined || warnings === undefined) return null;
  const named = [...conditionsIn(errors, ERROR_BITS), ...conditionsIn(warnings, WARNING_BITS)];
  return [...new Set(named)];
}

function conditionsIn(
  digits: string,
  bits: readonly (readonly [number, PrinterCondition])[],
): readonly PrinterCondition[] {
  const value = Number.parseInt(digits, 16);
  return bits.filter(([mask]) => (value & mask) !== 0).map(([, condition]) => condition);
}

/** The value of the last SGD `getvar` answer; `"?"` means that the printer has no such variable. Null: not there yet. */
export function readVariable(received: string): string | null {
  return [...received.matchAll(/"([^"\r\n]*)"/g)].at(-1)?.[1] ?? null;
}

/** The count of the last odometer answer. */
export function readOdometer(received: string): number | 'none' | null {
  const value = readVariable(received);
  if (value === null) return null;
  return /^\d+$/.test(value) ? Number(value) : 'none';
}

export interface ZebraIdentity {
  readonly model: string;
  readonly firmware: string;
  readonly dotsPerMm: number;
}

/** `~HI`: model, firmware, dots per millimetre and memory, between STX and ETX. A model has letters; a late `~HS` has none. */
export function readHostIdentity(received: string): ZebraIdentity | null {
  for (const frame of received.split(STX).slice(1)) {
    if (!frame.includes(ETX)) continue;
    const [model = '', firmware = '', dots = ''] = frame.slice(0, frame.indexOf(ETX)).split(',');
    if (!/[A-Za-z]/.test(model) || firmware === '' || !/^\d+$/.test(dots)) continue;
    return { model: model.trim(), firmware: firmware.trim(), dotsPerMm: Number(dots) };
  }
  return null;
}
