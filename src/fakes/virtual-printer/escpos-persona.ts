import { type Bitmap, createBitmap, paintBitmap } from '../../core/bitmap.ts';
import { characterOf } from './code-pages.ts';
import { type EscposCommand, readEscposCommand } from './escpos-command.ts';
import { createMatrixSymbols } from './escpos-matrix.ts';
import { type EscposMode, modeAfter, usualMode } from './escpos-mode.ts';
import { createEscposWatch, type EscposRealtime, type EscposWatch } from './escpos-realtime.ts';
import { automaticStatus, identity, paperStatus, realtimeStatus } from './escpos-replies.ts';
import { isStopped } from './fault.ts';
import { cellOf, type Glyphs } from './glyphs.ts';
import type { Machine, Persona, Reply } from './persona.ts';
import { type Area, type Cell, drawStrips, type Strip, textOfLine, widthOf } from './slip-paper.ts';
import { drawSymbol, orderOfBars, type SymbolOrder } from './symbols.ts';

/** Accepted and without effect on what is drawn here. */
const QUIET: ReadonlySet<string> = new Set(
  'CR|DLE EOT|DLE ENQ|DLE DC4|ESC p|ESC =|ESC B|GS b|GS f|GS P|GS ( E|FS'.split('|'),
);

/** ESC/POS in standard mode. Lines go onto the paper as they come; the cut makes them a sheet. */
export function createEscposPersona(machine: Machine, glyphs: Glyphs): Persona {
  const { engine, traits, widthDots } = machine;
  const listeners = new Set<Reply>();
  const watches = new WeakMap<Reply, EscposWatch>();
  const matrix = createMatrixSymbols();
  let pending: Uint8Array = new Uint8Array();
  let mode: EscposMode = usualMode;
  let cells: Cell[] = [];
  let strips: Strip[] = [];
  let text: string[] = [];
  let read: Uint8Array[] = [];
  let graphic: Bitmap | null = null;
  let pulses = true;

  const area = (): Area => {
    const left = Math.min(mode.marginDots, widthDots - 1);
    const most = widthDots - left;
    return { align: mode.align, marginDots: left, areaDots: mode.areaDots > 0 ? Math.min(mode.areaDots, most) : most };
  };
  const endLine = (): void => {
    text.push(textOfLine(cells));
    const { pitchDots, upsideDown } = mode;
    strips.push({ t: 'line', cells, area: area(), pitchDots, upsideDown });
    cells = [];
  };
  const feed = (dots: number): void => {
    if (cells.length > 0) endLine();
    strips.push({ t: 'feed', dots });
  };
  const write = (character: string): void => {
    const { bold, inverse, underline, small, wide, high, spaceDots } = mode;
    if (widthOf(cells) + wide * cellOf(mode).width > area().areaDots) endLine();
    cells.push({ character, bold, inverse, underline, small, wide, high, spaceDots });
  };
  /** Moves the print position within the line, also back. */
  const move = (dots: number): void => {
    const gap = { character: '', bold: false, inverse: false, underline: false, small: false, wide: 1, high: 1 };
    if (dots !== 0) cells.push({ ...gap, spaceDots: dots });
  };
  const picture = (drawn: Bitmap): void => {
    if (cells.length > 0) endLine();
    strips.push({ t: 'picture', picture: drawn, area: area() });
  };
  const symbol = (order: SymbolOrder | null, moduleDots: number): void => {
    const drawn = order === null ? null : drawSymbol(order, moduleDots, mode.barDots);
    if (order === null || drawn === null || drawn.widthDots > area().areaDots) {
      machine.unknown(order === null ? 'GS k data' : `${order.bcid} ${order.text}`);
      return;
    }
    const caption = (): void => {
      for (const character of order.human) write(character);
      if (order.human !== '') endLine();
    };
    if ((mode.hri & 1) !== 0) caption();
    picture(drawn);
    if ((mode.hri & 2) !== 0) caption();
  };
  const cut = (): void => {
    if (cells.length > 0) endLine();
    const printed = strips;
    if (printed.some(({ t }) => t !== 'feed')) {
      engine.add({ draw: () => drawStrips(printed, widthDots, glyphs), text, bytes: Buffer.concat(read) });
    }
    [strips, text, read] = [[], [], []];
  };

  const raster = (params: Uint8Array): void => {
    const [, scale = 0, xl = 0, xh = 0, yl = 0, yh = 0] = params;
    const drawn = createBitmap((xl + xh * 256) * 8, yl + yh * 256);
    drawn.bits.set(params.subarray(6));
    picture(scaled(drawn, (scale & 1) + 1, ((scale & 2) >> 1) + 1));
  };
  /** `GS ( L`: function 112 stores a picture, 50 prints it. */
  const graphics = (params: Uint8Array): void => {
    const [, fn = 0, , wide = 1, high = 1, , xl = 0, xh = 0, yl = 0, yh = 0] = params;
    if (fn === 112) {
      const drawn = createBitmap(xl + xh * 256, yl + yh * 256);
      drawn.bits.set(params.subarray(10, 10 + drawn.bits.length));
      graphic = scaled(drawn, wide, high);
    } else if (fn === 50 || fn === 2) {
      if (graphic !== null) picture(graphic);
      graphic = null;
    } else machine.unknown(`GS ( L ${fn}`);
  };
  const bars = (m: number, params: Uint8Array): void => {
    symbol(orderOfBars(m, m >= 65 ? params.subarray(2) : params.subarray(1, -1)), mode.moduleDots);
  };

  const watch = (n: number, reply: Reply): void => {
    if (n === 0 || !traits.tells) listeners.delete(reply);
    else {
      listeners.add(reply);
      reply(automaticStatus(engine.sensors));
    }
  };
  const tell = (reply: Reply, bytes: Uint8Array): void => {
    if (traits.tells) reply(bytes);
  };

  const actions: Readonly<Record<string, (n: number, params: Uint8Array, reply: Reply) => void>> = {
    text: (n) => write(characterOf(n, mode.page, mode.country)),
    LF: endLine,
    tab: () => {
      const { width } = cellOf(mode);
      const next = mode.tabs.find((column) => column * width > widthOf(cells));
      if (next !== undefined) move(next * width - widthOf(cells));
    },
    'ESC @': () => {
      mode = usualMode;
      cells = [];
      matrix.reset();
    },
    'ESC d': (n) => feed(n * mode.pitchDots),
    'ESC J': feed,
    'ESC $': (low, [, high = 0]) => move(low + 256 * high - widthOf(cells)),
    'ESC \\': (low, [, high = 0]) => move(((low + 256 * high) << 16) >> 16),
    'GS V': cut,
    'GS v': (_, params) => raster(params),
    'GS k': bars,
    'GS ( k': (_, params) => {
      const taken = matrix.take(params);
      if (taken === 'refused') machine.unknown(`GS ( k ${params[0]} ${params[1]}`);
      else if (taken !== null) symbol(taken.order, taken.moduleDots);
    },
    'GS ( L': (_, params) => graphics(params),
    'GS ( D': (_, params) => {
      for (let at = 1; at + 1 < params.length; at += 2) if (params[at] === 1) pulses = params[at + 1] !== 0;
    },
    'GS ( H': (_, params, reply) => {
      if (!traits.tells) return;
      engine.mark(() => machine.acknowledge(reply, Uint8Array.of(0x37, 0x22, ...params.subarray(2), 0)));
    },
    'GS I': (n, _, reply) => tell(reply, identity(n)),
    'GS r': (_, __, reply) => tell(reply, paperStatus(engine.sensors)),
    'GS a': (n, _, reply) => watch(n, reply),
  };

  const execute = ({ name, params }: EscposCommand, reply: Reply): void => {
    const changed = modeAfter(mode, name, params);
    const action = actions[name];
    if (changed !== null) mode = changed;
    else if (action !== undefined) action(params[0] ?? 0, params, reply);
    else if (!QUIET.has(name)) machine.unknown(name);
  };

  /** True when what came before is to be forgotten. */
  const obey = (command: EscposRealtime, reply: Reply): boolean => {
    if (command.t === 'status') reply(Uint8Array.of(realtimeStatus(command.n, engine.sensors)));
    else if (command.t === 'pulse') {
      if (pulses) machine.unknown('DLE DC4 1: a pulse, and there is no drawer');
    } else {
      // What can be recovered from without a hand at the paper.
      if (command.t === 'recover') Object.assign(engine.sensors, { jam: false, cutter: false });
      if (command.t === 'clear' || command.andClear) machine.cancel();
      machine.changed();
      return command.t === 'clear' || command.andClear;
    }
    return false;
  };
  const forget = (): void => {
    [pending, mode, cells, strips, text, read, graphic] = [new Uint8Array(), usualMode, [], [], [], [], null];
  };

  return {
    realtime: (chunk, reply, midJob) => {
      // Answered here, and left in the stream: inside a picture the same bytes are dots. The parser steps over them.
      const seen = watches.get(reply) ?? createEscposWatch();
      watches.set(reply, seen);
      let begin = 0;
      let questions = 0;
      for (const { command, end } of seen.look(chunk)) {
        if (obey(command, reply)) begin = end;
        if (command.t === 'status' || command.t === 'recover') questions += 3;
      }
      // Nothing but questions between two jobs: nothing to wait in turn for.
      return chunk.subarray(!midJob && questions >= chunk.length ? chunk.length : begin);
    },
    isQuestion: () => false,
    parse: (bytes, reply) => {
      // Off-line, a receipt printer stops working on its buffer altogether.
      if (engine.full || isStopped(engine.sensors)) return 0;
      pending = Buffer.concat([pending, bytes]);
      let from = 0;
      for (let at = 0; ; ) {
        const command = engine.full ? null : readEscposCommand(pending, at);
        const end = at + (command?.length ?? 0);
        if (command === null || command.name === 'GS V') {
          read.push(pending.subarray(from, end));
          from = end;
        }
        if (command === null) {
          pending = pending.subarray(at);
          return bytes.length;
        }
        execute(command, reply);
        at = end;
      }
    },
    get idle() {
      return pending.length === 0 && strips.length === 0 && cells.length === 0;
    },
    announce: () => {
      for (const reply of listeners) reply(automaticStatus(engine.sensors));
    },
    unasked: () => automaticStatus(engine.sensors),
    blank: () => ({ draw: () => createBitmap(widthDots, mode.pitchDots), text: [], bytes: new Uint8Array() }),
    forget,
    reset: () => {
      forget();
      pulses = true;
      listeners.clear();
    },
  };
}

function scaled(picture: Bitmap, wide: number, high: number): Bitmap {
  if (wide <= 1 && high <= 1) return picture;
  const large = createBitmap(picture.widthDots * wide, picture.heightDots * high);
  paintBitmap(large, picture, 0, 0, wide, high);
  return large;
}
