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

/** Answer to an SGD `getvar`: a quoted value; `"?"` means that the printer has no such variable. */
export function readOdometer(received: string): number | 'none' | null {
  const last = [...received.matchAll(/"([^"\r\n]*)"/g)].at(-1)?.[1];
  if (last === undefined) return null;
  return /^\d+$/.test(last) ? Number(last) : 'none';
}
