import { type Bitmap, createBitmap, paintBitmap } from '../../core/bitmap.ts';
import { decodeGraphicRows } from '../../core/zpl-graphic.ts';
import type { Machine, Persona, Reply } from './persona.ts';
import { errorStatus, hostStatus } from './zebra-replies.ts';

interface Field {
  readonly x: number;
  readonly y: number;
  readonly picture: Bitmap;
}

/** A format under construction. */
interface Format {
  x: number;
  y: number;
  copies: number;
  bytes: number;
  readonly fields: Field[];
  readonly text: string[];
}

/** Commands without effect on the picture that a label may well contain. */
const QUIET: ReadonlySet<string> = new Set(['FS', 'LH', 'CI', 'FX', 'MM', 'PR', 'MD', 'LS', 'LT', 'PO', 'JZ']);
const REALTIME = /~(HS|HQES|JA|PS|PP)/g;
/** The beginning of a real-time command at the end of a chunk. */
const BROKEN_OFF = /~(H|HQ|HQE|J|P)?$/;

/** ZPL II as far as our labels need it, `^GFA` to the last dot; whatever else comes is written down as unknown. */
export function createZebraPersona(machine: Machine): Persona {
  const { engine } = machine;
  let pending = '';
  let format: Format | null = null;
  let widthDots = machine.widthDots;
  let lengthDots = Math.round(6 * machine.dpi);
  const carried = new WeakMap<Reply, string>();

  const perform = (command: string, reply: Reply): void => {
    if (command === 'HS') reply(hostStatus(engine, lengthDots, format !== null));
    else if (command === 'HQES') reply(errorStatus(engine));
    else if (command === 'PP') engine.sensors.paused = true;
    else if (command === 'PS') {
      engine.sensors.paused = false;
      engine.resume();
    } else {
      engine.clear();
      format = null;
      machine.cancelled();
    }
  };

  const draw = (fields: readonly Field[], width: number, length: number): Bitmap => {
    const sheet = createBitmap(width, length);
    for (const { x, y, picture } of fields) paintBitmap(sheet, picture, x, y);
    return sheet;
  };

  const end = ({ fields, text, bytes, copies }: Format): void => {
    const [width, length] = [widthDots, lengthDots];
    format = null;
    // A format without a field prints nothing.
    if (fields.length + text.length === 0) return;
    const plan = { draw: () => draw(fields, width, length), text, bytesLength: bytes };
    for (let copy = 0; copy < copies; copy += 1) engine.add(plan);
  };

  const execute = (name: string, params: string): void => {
    if (name === 'XA') format = { x: 0, y: 0, copies: 1, bytes: 0, fields: [], text: [] };
    else if (format === null) machine.unknown(`^${name} outside a format`);
    else if (name === 'XZ') end(format);
    else if (name === 'PW') widthDots = Math.min(Number(params) || widthDots, machine.widthDots);
    else if (name === 'LL') lengthDots = Number(params) || lengthDots;
    else if (name === 'PQ') format.copies = Math.max(1, Number.parseInt(params, 10) || 1);
    else if (name === 'FO') [format.x, format.y] = numbersOf(params);
    else if (name === 'FD') format.text.push(params);
    else if (name === 'GF') addGraphic(format, params);
    else if (!QUIET.has(name)) machine.unknown(`^${name}`);
  };

  const addGraphic = (into: Format, params: string): void => {
    const head = /^A,(\d+),(\d+),(\d+),/.exec(params);
    if (head === null) {
      machine.unknown(`^GF${params.slice(0, 20)}`);
      return;
    }
    const [total, stride] = [Number(head[2]), Number(head[3])];
    const bits = decodeGraphicRows(params.slice(head[0].length), stride, total);
    const picture = { widthDots: stride * 8, heightDots: Math.floor(total / stride), stride, bits };
    into.fields.push({ x: into.x, y: into.y, picture });
  };

  /** Bytes of the next whole command in `pending`, 0 when its end has not come yet. */
  const takeOne = (reply: Reply): number => {
    const sgd = /^[\r\n\s]*! U1 getvar "([^"]*)"\r?\n/.exec(pending);
    if (sgd !== null) {
      const value = sgd[1] === 'odometer.total_label_count' ? String(machine.odometer()) : '?';
      reply(Buffer.from(`"${value}"`, 'latin1'));
      return sgd[0].length;
    }
    const start = pending.search(/[\^~]/);
    if (start < 0) return /^\s*(!|$)/.test(pending) ? (/^\s*/.exec(pending)?.[0].length ?? 0) : pending.length;
    if (start > 0 && pending.slice(0, start).trim() !== '') machine.unknown(pending.slice(0, start).trim());
    const name = pending.slice(start + 1, start + 3);
    if (name.length < 2) return start;
    const next = pending.slice(start + 3).search(/[\^~]/);
    const bare = name === 'XA' || name === 'XZ';
    if (next < 0 && !bare) return start;
    const end = bare ? start + 3 : start + 3 + next;
    if (format !== null) format.bytes += end;
    if (pending[start] === '~') machine.unknown(`~${name}`);
    else execute(name, pending.slice(start + 3, end).trim());
    return end;
  };

  return {
    realtime: (chunk, reply) => {
      // `~` begins a command wherever it stands, so these are taken out of the stream.
      const text = (carried.get(reply) ?? '') + chunk.toString('latin1');
      const broken = BROKEN_OFF.exec(text)?.[0] ?? '';
      carried.set(reply, broken);
      const whole = text.slice(0, text.length - broken.length).replace(REALTIME, (_, command: string) => {
        perform(command, reply);
        return '';
      });
      return Buffer.from(whole, 'latin1');
    },
    isQuestion: (bytes) => format === null && /^\s*! U1 getvar/.test(bytes.toString('latin1', 0, 20)),
    parse: (bytes, reply) => {
      if (engine.full) return 0;
      pending += bytes.toString('latin1');
      for (;;) {
        const taken = engine.full ? 0 : takeOne(reply);
        if (taken === 0) return bytes.length;
        pending = pending.slice(taken);
      }
    },
    get idle() {
      return format === null && pending.trim() === '';
    },
    reset: () => {
      pending = '';
      format = null;
    },
  };
}

function numbersOf(params: string): [number, number] {
  const [x, y] = params.split(',').map(Number);
  return [x || 0, y || 0];
}
