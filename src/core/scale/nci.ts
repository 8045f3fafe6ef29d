import { createMessageCutter } from './cut-messages.ts';
import { massUnitOf, milligramsOf } from './mass.ts';
import { type ScaleMessage, type ScaleParser, unreadable } from './scale-message.ts';

const ETX = 0x03;

/** NCI / Weigh-Tronix SCP-01, also Brecknell, Avery, Ohaus, Adam: `LF xxx.xxlb CR LF hh CR ETX`. */
export function createNciParser(): ScaleParser {
  const cutter = createMessageCutter({ ends: [ETX], bits: 7 });
  return { push: (bytes) => cutter.push(bytes).map(readMessage), reset: cutter.reset };
}

function readMessage(message: string | null): ScaleMessage {
  // Whatever stands before the first line feed is the rest of something older.
  const parts = /^[^\n]*\n([^\r\n]*)\r(?:\n([^\r\n]*)\r)?$/.exec(message ?? '');
  if (parts === null) return unreadable(message);
  const [, first = '', second] = parts;
  if (first.trim() === '?') return { t: 'fault', code: 'syntax', detail: 'the scale does not know the command' };
  const alone = second === undefined ? statusOf(first) : null;
  if (alone !== null) return faultOf(alone) ?? { t: 'status', moving: alone.moving, zero: alone.zero };
  const status = second === undefined ? null : statusOf(second);
  if (second !== undefined && status === null) return unreadable(message);
  return (status === null ? null : faultOf(status)) ?? readWeight(first, status) ?? unreadable(message);
}

interface Status {
  readonly moving: boolean;
  readonly zero: boolean;
  readonly under: boolean;
  readonly over: boolean;
  readonly broken: boolean;
  readonly net: boolean;
}

/** Two to four bytes, each with bits 4 and 5 set, some scales with an `S` before them (Ohaus Aviator 7000 service manual). */
function statusOf(text: string): Status | null {
  const bytes = Array.from(text.replace(/^S/, ''), (character) => character.charCodeAt(0));
  if (bytes.length < 2 || bytes.length > 4 || bytes.some((byte) => (byte & 0x30) !== 0x30)) return null;
  const [one = 0, two = 0, three = 0] = bytes;
  return {
    moving: (one & 1) !== 0,
    zero: (one & 2) !== 0,
    under: (two & 1) !== 0,
    over: (two & 2) !== 0,
    broken: (one & 0x0c) !== 0 || (two & 0x0c) !== 0,
    net: (three & 4) !== 0,
  };
}

function faultOf(status: Status): ScaleMessage | null {
  if (status.broken) return { t: 'fault', code: 'fault', detail: 'the scale reports a memory or calibration defect' };
  if (status.over) return OVER;
  if (status.under) return UNDER;
  return null;
}

const OVER: ScaleMessage = { t: 'fault', code: 'overload', detail: 'more lies on the scale than it can weigh' };
const UNDER: ScaleMessage = { t: 'fault', code: 'underload', detail: 'less lies on the scale than it can weigh' };

function readWeight(text: string, status: Status | null): ScaleMessage | null {
  if (/^\^{3,}/.test(text)) return OVER;
  if (/^_{3,}/.test(text)) return UNDER;
  if (/^-{3,}/.test(text))
    return { t: 'fault', code: 'fault', detail: 'the scale found no zero when it was switched on' };
  const milligrams = poundsAndOunces(text) ?? plainWeight(text);
  if (milligrams === null) return null;
  return {
    t: 'weight',
    milligrams,
    stable: status === null ? null : !status.moving,
    net: status?.net ?? false,
    zero: status?.zero ?? milligrams === 0,
  };
}

function plainWeight(text: string): number | null {
  const parts = /^([ +-]*[\d.]+) *([A-Za-z]+) *$/.exec(text);
  const unit = massUnitOf(parts?.[2] ?? '');
  return unit === null ? null : milligramsOf(parts?.[1] ?? '', unit);
}

/** `1lb 12.5oz` */
function poundsAndOunces(text: string): number | null {
  const parts = /^ *(-?) *(\d+) *lb *(\d+(?:\.\d+)?) *oz *$/i.exec(text);
  if (parts === null) return null;
  const pounds = milligramsOf(parts[2] ?? '', 'lb');
  const ounces = milligramsOf(parts[3] ?? '', 'oz');
  if (pounds === null || ounces === null) return null;
  return (parts[1] === '-' ? -1 : 1) * (pounds + ounces);
}
