import { type Bitmap, createBitmap, paintBitmap } from '../../core/bitmap.ts';
import { decodeGraphic, readGraphicHead } from './graphic-field.ts';
import type { Machine, Persona, Reply } from './persona.ts';
import { errorStatus, hostIdentification, hostStatus, isMute, variableOf } from './zebra-replies.ts';
import {
  addGraphic,
  addPicture,
  copiesOf,
  drawGraphics,
  emptyFormat,
  type Format,
  numbersOf,
  textOfField,
} from './zpl-format.ts';
import { createZplSieve, type RealtimeCommand, type ZplSieve } from './zpl-realtime.ts';

/** Accepted: they say how something looks that is drawn by somebody else, or have no effect on the picture. */
const QUIET: ReadonlySet<string> = new Set(
  'FX FW FB FN FR TB SN CF BY CV MM MN MT MD MC MF MU PR PM PA LS LT LR JZ JM JU SS SZ XB PP KL SO ST'.split(' '),
);
/** The same of those that begin with a tilde: tear-off, darkness, sensors, calibration. */
const QUIET_TILDE: ReadonlySet<string> = new Set(['TA', 'SD', 'JS', 'JC', 'JL', 'DN']);
/** Hold for the formats to come, until another one says otherwise. */
const LASTING: ReadonlySet<string> = new Set(['CF', 'FW', 'BY', 'CV', 'LR', 'LS', 'LT', 'MU', 'PM', 'PO']);
/** Draw something that is not a graphic field. */
const DRAWING = /^(A.|B[0-9A-Z]|GB|GC|GD|GE|GS|IM|FV)$/;
/** Objects that a format may use; a label printer's memory is not large. */
const MOST_OBJECTS = 32;

/** ZPL II: graphic fields to the last dot; text and symbols through whoever can draw them; whatever else comes is written down as unknown. */
export function createZebraPersona(machine: Machine): Persona {
  const { engine, traits } = machine;
  const usual = {
    ...{ widthDots: machine.widthDots, lengthDots: Math.round(6 * machine.dpi) },
    ...{ homeX: 0, homeY: 0, utf8: false },
  };
  let state = usual;
  let pending = '';
  let format: Format | null = null;
  let headWasOpen = false;
  let headCycled = false;
  let sawFormat = false;
  /** The last one of each of the lasting commands. */
  const lasting = new Map<string, string>();
  const objects = new Map<string, { readonly raw: string; readonly picture: Bitmap | null }>();
  const sieves = new WeakMap<Reply, ZplSieve>();

  const answerHostStatus = (reply: Reply): void => {
    if (traits.hostStatus === 'not-in-fault' && isMute(engine.sensors)) return;
    if (traits.hostStatus === 'after-first-format' && !sawFormat) return;
    reply(hostStatus(engine, traits, { lengthDots: state.lengthDots, partial: format !== null, headCycled }));
  };

  const perform = (command: RealtimeCommand, reply: Reply): boolean => {
    if (command === 'HS') answerHostStatus(reply);
    else if (command === 'HQES' && traits.extended) reply(errorStatus(engine));
    else if (command === 'HI' && traits.extended) reply(hostIdentification(machine.dpi));
    else if (command === 'PP' || command === 'PS') {
      engine.sensors.paused = command === 'PP';
      machine.changed();
    } else if (command === 'JA') machine.cancel();
    return command === 'JA';
  };

  const drawWhole = (done: Format, width: number, length: number): Bitmap => {
    if (done.beyond === null) return drawGraphics(done, width, length);
    const settings = `^XA^PW${width}^LL${length}${done.before}`;
    const stored = [...objects.values()].map(({ raw }) => raw).join('');
    const zpl = Buffer.from(stored + done.raw.replace(/^\^XA/, () => settings), 'latin1');
    const drawn = machine.draw?.(zpl) ?? null;
    if (drawn === null) machine.notDrawn(done.beyond);
    return drawn ?? drawGraphics(done, width, length);
  };

  const end = (done: Format): void => {
    const { widthDots, lengthDots } = state;
    format = null;
    // A format without a field prints nothing.
    if (done.fields.length + done.text.length === 0 && done.beyond === null) return;
    let picture: Bitmap | null = null;
    const draw = (): Bitmap => {
      picture ??= drawWhole(done, widthDots, lengthDots);
      return picture;
    };
    const plan = { draw, text: done.text, bytes: Buffer.from(done.raw, 'latin1') };
    for (let copy = 0; copy < done.copies; copy += 1) engine.add(plan);
  };

  const recall = (into: Format, params: string): void => {
    const [name = '', wide, high] = params.split(',');
    const picture = objects.get(name.trim())?.picture ?? null;
    if (picture === null) {
      machine.unknown(`^XG${name}`);
      return;
    }
    const [across, down] = [Number(wide) || 1, Number(high) || 1];
    const large = createBitmap(picture.widthDots * across, picture.heightDots * down);
    paintBitmap(large, picture, 0, 0, across, down);
    addPicture(into, large);
  };

  /** What earlier formats have set, for whoever draws this one. */
  const begin = (): Format => {
    const { homeX, homeY, utf8 } = state;
    const before = `${[...lasting.values()].join('')}^LH${homeX},${homeY}${utf8 ? '^CI28' : ''}`;
    sawFormat = true;
    return { ...emptyFormat(), homeX, homeY, before };
  };

  const execute = (into: Format, name: string, params: string, command: string): void => {
    if (LASTING.has(name)) lasting.set(name, command.trim());
    if (name === 'XZ') end(into);
    else if (name === 'PW')
      state = { ...state, widthDots: Math.min(Number(params) || state.widthDots, usual.widthDots) };
    else if (name === 'LL') state = { ...state, lengthDots: Number(params) || state.lengthDots };
    else if (name === 'CI') state = { ...state, utf8: Number.parseInt(params, 10) === 28 };
    else if (name === 'PQ') into.copies = copiesOf(params);
    else if (name === 'LH') {
      [into.homeX, into.homeY] = numbersOf(params);
      state = { ...state, homeX: into.homeX, homeY: into.homeY };
    } else if (name === 'FO' || name === 'FT') {
      [into.x, into.y] = numbersOf(params);
      into.fromBelow = name === 'FT';
    } else if (name === 'FH') into.hexSign = params.charAt(0) || '_';
    else if (name === 'FS') [into.hexSign, into.symbol] = [null, null];
    else if (name === 'FD') {
      into.text.push(textOfField(params, into, state.utf8));
      into.beyond ??= '^FD';
    } else if (name === 'GF') {
      if (!addGraphic(into, command)) machine.unknown(command.slice(0, 24));
    } else if (name === 'XG') recall(into, params);
    else if (name === 'PO' || DRAWING.test(name)) {
      if (name.startsWith('B')) into.symbol = name;
      if (name !== 'PO' || params.startsWith('I')) into.beyond ??= `^${name}`;
    } else if (!QUIET.has(name)) machine.unknown(`^${name}`);
  };

  /** `~DG` and `~DY`: a picture for later. */
  const store = (command: string): void => {
    const graphic = /^~DG([^,]*),(\d+),(\d+),/.exec(command);
    if (objects.size >= MOST_OBJECTS) objects.clear();
    if (graphic === null) {
      objects.set(command.slice(3, command.indexOf(',')), { raw: command, picture: null });
      return;
    }
    const [head, name = '', total, width] = graphic;
    const [totalBytes, stride] = [Number(total), Number(width)];
    const bits = decodeGraphic({ format: 'A', sentBytes: 0, totalBytes, stride }, command.slice(head.length));
    if (bits === null) machine.unknown(command.slice(0, 24));
    else {
      const picture = { widthDots: stride * 8, heightDots: Math.floor(totalBytes / stride), stride, bits };
      objects.set(name, { raw: command, picture });
    }
  };

  /** Where the command that begins at `start` ends; null when its end has not come yet. */
  const endOf = (start: number, name: string): number | null => {
    if (name === 'XA' || name === 'XZ') return start + 3;
    const head = name === 'GF' ? readGraphicHead(pending.slice(start, start + 80)) : null;
    const object =
      name === 'DY' ? /^~DY[^,^~]*,[BC],[A-Z]*,(\d+),[^,^~]*,/.exec(pending.slice(start, start + 120)) : null;
    if ((head !== null && head.format !== 'A') || object !== null) {
      const end =
        start + (head === null ? (object?.[0].length ?? 0) + Number(object?.[1]) : head.length + head.sentBytes);
      return end <= pending.length ? end : null;
    }
    const next = pending.slice(start + 3).search(/[\^~]/);
    return next < 0 ? null : start + 3 + next;
  };

  /** Characters of the next whole command in `pending`, 0 when its end has not come yet. */
  const takeOne = (reply: Reply): number => {
    const sgd = /^[\r\n\s]*! U1 (getvar|setvar|do) "([^"]*)"[^\r\n]*\r?\n/.exec(pending);
    if (sgd !== null) {
      const [all, verb, name = ''] = sgd;
      const answer = Buffer.from(`"${variableOf(name, engine, machine)}"`, 'latin1');
      if (verb === 'getvar' && traits.extended) {
        if (name.startsWith('odometer.')) machine.acknowledge(reply, answer);
        else reply(answer);
      }
      return all.length;
    }
    const start = pending.search(/[\^~]/);
    if (start < 0) return /^\s*(!|$)/.test(pending) ? (/^\s*/.exec(pending)?.[0].length ?? 0) : pending.length;
    if (start > 0 && pending.slice(0, start).trim() !== '')
      machine.unknown(pending.slice(0, start).trim().slice(0, 40));
    const name = pending.slice(start + 1, start + 3);
    if (name.length < 2) return pending.slice(0, start).trim() === '' ? 0 : start;
    const finish = endOf(start, name);
    if (finish === null) return pending.slice(0, start).trim() === '' ? 0 : start;
    const command = pending.slice(start, finish);
    if (name === 'XA') format = begin();
    // With the line breaks between the commands: what came is kept as it came.
    if (format !== null) format.raw += name === 'XA' ? command : pending.slice(0, finish);
    if (name === 'DG' || name === 'DY') store(command.trim());
    else if (command.startsWith('~')) {
      if (!QUIET_TILDE.has(name)) machine.unknown(`~${name}`);
    } else if (format === null) machine.unknown(`^${name} outside a format`);
    else if (name !== 'XA') execute(format, name, command.slice(3).replace(/[\r\n]+$/, ''), command);
    return finish;
  };

  const forget = (): void => {
    [pending, format] = ['', null];
  };

  return {
    realtime: (chunk, reply) => {
      const sieve = sieves.get(reply) ?? createZplSieve();
      sieves.set(reply, sieve);
      return sieve.sift(chunk, (command) => perform(command, reply));
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
    announce: () => {
      const { coverOpen } = engine.sensors;
      headCycled ||= headWasOpen && !coverOpen;
      headWasOpen = coverOpen;
    },
    unasked: () => new Uint8Array(),
    blank: () => {
      const { widthDots, lengthDots } = state;
      return { draw: () => createBitmap(widthDots, lengthDots), text: [], bytes: new Uint8Array() };
    },
    forget,
    reset: () => {
      forget();
      objects.clear();
      lasting.clear();
      [state, headCycled, sawFormat] = [usual, false, false];
    },
  };
}
