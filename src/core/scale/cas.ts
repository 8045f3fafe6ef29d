import { createMessageCutter } from './cut-messages.ts';
import { type MassUnit, massUnitOf, milligramsOf } from './mass.ts';
import { type ScaleMessage, type ScaleParser, type ScaleParserOptions, unreadable } from './scale-message.ts';

/**
 * The `ST,GS` family: CAS 22 bytes (CI-600D manual 10-1, with device id and lamp byte), CAS 10 bytes (a bare number: the unit comes from the
 * settings), A&D (EK-L manual 9-2), Dini Argeo (with a two-digit address). CR LF, often sent without being asked.
 */
export function createCasParser({ unit }: ScaleParserOptions = {}): ScaleParser {
  // Some models also put STX before each line.
  const cutter = createMessageCutter({ ends: [0x0d, 0x0a, 0x02], bits: 8 });
  return {
    push: (bytes) =>
      cutter.push(bytes).map((line) => (line === null ? unreadable(line) : readLine(line, unit ?? null))),
    reset: cutter.reset,
  };
}

/** Header, gross or net, then device id and lamp byte (bit 7 is always set in it), number, unit. */
const LINE = /^(?:\d\d)?(ST|US|OL|UL|QT),(?:(GS|NT),)?(?:[\x20-\x7e]([\x80-\xff]),)?([ +-]*[\d.]+)[ ,]*([A-Za-z%]*) *$/;
const LAMP_STABLE = 0x40;
const LAMP_ZERO = 0x01;

function readLine(line: string, fallback: MassUnit | null): ScaleMessage {
  if (/^ERR/.test(line)) return { t: 'fault', code: 'fault', detail: `the scale says ${line.slice(0, 9)}` };
  if (/^(?:\d\d)?OL/.test(line)) {
    // A&D says with a sign which end it has left.
    if (/^(?:\d\d)?OL,-/.test(line)) return UNDER;
    return { t: 'fault', code: 'overload', detail: 'more lies on the scale than it can weigh' };
  }
  if (/^(?:\d\d)?UL/.test(line)) return UNDER;
  const parts = LINE.exec(line);
  if (parts === null) return bareNumber(line, fallback);
  const [, header = '', kind = '', lamp, number = '', unitText = ''] = parts;
  const unit = unitText === '' ? fallback : massUnitOf(unitText);
  const milligrams = unit === null ? null : milligramsOf(number, unit);
  if (milligrams === null || header === 'QT') return unreadable(line);
  const lamps = lamp === undefined ? LAMP_STABLE | (milligrams === 0 ? LAMP_ZERO : 0) : lamp.charCodeAt(0);
  return {
    t: 'weight',
    milligrams,
    // Header and lamp have to agree: a reading that is called stable may decide.
    stable: header === 'ST' && (lamps & LAMP_STABLE) !== 0,
    net: kind === 'NT',
    zero: (lamps & LAMP_ZERO) !== 0,
  };
}

const UNDER: ScaleMessage = { t: 'fault', code: 'underload', detail: 'less lies on the scale than it can weigh' };

function bareNumber(line: string, unit: MassUnit | null): ScaleMessage {
  // Always eight characters, so that a line that has lost its head is not taken.
  const milligrams = unit === null || !/^[\d .+-]{8}$/.test(line) ? null : milligramsOf(line, unit);
  if (milligrams === null) return unreadable(line);
  return { t: 'weight', milligrams, stable: null, net: false, zero: milligrams === 0 };
}
