import { createMessageCutter } from './cut-messages.ts';
import { massUnitOf, milligramsOf } from './mass.ts';
import { type ScaleMessage, type ScaleParser, unreadable } from './scale-message.ts';

/** MT-SICS (Mettler-Toledo, reference manual 11780711): `S S     100.00 g`, CR LF. */
export function createMtSicsParser(): ScaleParser {
  const cutter = createMessageCutter({ ends: [0x0d, 0x0a], bits: 8 });
  return {
    push: (bytes) => cutter.push(bytes).flatMap((line) => (line === null ? [unreadable(line)] : readLine(line))),
    reset: cutter.reset,
  };
}

function readLine(line: string): ScaleMessage[] {
  const general = GENERAL[line.trim()];
  if (general !== undefined) return [{ t: 'fault', code: 'syntax', detail: general }];
  // A scale that comes up says its serial number, `I4 A "…"`, asked or not.
  if (/^I\d+ /.test(line)) return [];
  const parts = /^(SI|S|ZI|Z|TI|T) ([SDAI+-])(?: +(\S.*?) *)?$/.exec(line);
  if (parts === null) return [unreadable(line)];
  const [, command = '', state = '', value] = parts;
  if (command.startsWith('S')) return [readWeight(state, value)];
  const what = command.startsWith('Z') ? 'zero' : 'tare';
  return [{ t: 'done', what, taken: state === 'A' || state === 'S' || state === 'D' }];
}

/** Section 2.3.2 of the manual: errors that belong to no command. */
const GENERAL: Readonly<Record<string, string | undefined>> = {
  ES: 'the scale does not know the command',
  ET: 'the scale received a damaged command',
  EL: 'the scale cannot carry out the command',
};

function readWeight(state: string, value: string | undefined): ScaleMessage {
  if (state === '+') return { t: 'fault', code: 'overload', detail: 'more lies on the scale than it can weigh' };
  if (state === '-') return { t: 'fault', code: 'underload', detail: 'less lies on the scale than it can weigh' };
  if (state === 'I')
    return { t: 'fault', code: 'busy', detail: 'the scale is doing something else, or does not settle' };
  const parts = /^([+-]? *[\d.]+) +([A-Za-z]+)$/.exec(value ?? '');
  const unit = massUnitOf(parts?.[2] ?? '');
  const milligrams = unit === null ? null : milligramsOf(parts?.[1] ?? '', unit);
  if (milligrams === null || state === 'A') return unreadable(value ?? '');
  return { t: 'weight', milligrams, stable: state === 'S', net: false, zero: milligrams === 0 };
}
