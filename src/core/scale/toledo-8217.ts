import { createMessageCutter } from './cut-messages.ts';
import { type MassUnit, milligramsOf } from './mass.ts';
import { type ScaleMessage, type ScaleParser, type ScaleParserOptions, unreadable } from './scale-message.ts';

const STX = 0x02;
const CR = 0x0d;

/**
 * Toledo 8213/8217 (Mettler-Toledo Diva service manual 6.1.3 and 6.1.4.3): `STX 001.25 CR`, with `N` for net, or `STX ? status CR`. It
 * says a weight only when the load lies still. No unit is sent: two decimals are pounds and three are kilograms, unless the settings say it.
 */
export function createToledo8217Parser({ unit }: ScaleParserOptions = {}): ScaleParser {
  const cutter = createMessageCutter({ start: STX, ends: [CR], bits: 7 });
  return {
    push: (bytes) => cutter.push(bytes).flatMap((message) => readMessage(message, unit ?? null)),
    reset: cutter.reset,
  };
}

function readMessage(message: string | null, unit: MassUnit | null): ScaleMessage[] {
  const weight = /^(\d{1,4}\.(\d{2,3}))(N?)$/.exec(message ?? '');
  if (weight !== null) {
    const [, number = '', decimals = '', net] = weight;
    const milligrams = milligramsOf(number, unit ?? (decimals.length === 2 ? 'lb' : 'kg'));
    if (milligrams === null) return [unreadable(message)];
    return [{ t: 'weight', milligrams, stable: true, net: net === 'N', zero: milligrams === 0 }];
  }
  const status = /^\?([\s\S])$/.exec(message ?? '')?.[1]?.charCodeAt(0);
  return [status === undefined ? unreadable(message) : readStatus(status)];
}

function readStatus(status: number): ScaleMessage {
  const has = (bit: number) => (status & (1 << bit)) !== 0;
  if (has(1)) return { t: 'fault', code: 'overload', detail: 'more lies on the scale than it can weigh' };
  if (has(2)) return { t: 'fault', code: 'underload', detail: 'less lies on the scale than it can weigh' };
  return { t: 'status', moving: has(0), zero: has(4) };
}
