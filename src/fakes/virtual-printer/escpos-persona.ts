import { createBitmap } from '../../core/bitmap.ts';
import { characterOf } from './code-pages.ts';
import { type EscposCommand, readEscposCommand } from './escpos-command.ts';
import { type EscposMode, modeAfter, usualMode } from './escpos-mode.ts';
import { automaticStatus, identity, realtimeStatus } from './escpos-replies.ts';
import { isStopped } from './fault.ts';
import { CELL_WIDTH, type Glyphs } from './glyphs.ts';
import type { Machine, Persona, Reply } from './persona.ts';
import { type Cell, drawStrips, type Strip, widthOf } from './slip-paper.ts';
import { drawSymbol, textOfCode128 } from './symbols.ts';

/** Accepted and without effect on what is drawn here. */
const QUIET: ReadonlySet<string> = new Set([
  'CR',
  'DLE EOT',
  'DLE ENQ',
  'DLE DC4',
  'ESC -',
  'ESC M',
  'ESC R',
  'ESC p',
  'ESC {',
  'ESC =',
  'ESC  ',
  'GS f',
  'GS L',
  'GS W',
  'GS ( D',
]);

/** ESC/POS as far as slips need it. Lines go onto the paper as they come; the cut makes them a sheet. */
export function createEscposPersona(machine: Machine, glyphs: Glyphs): Persona & { announce(): void } {
  const { engine, widthDots } = machine;
  const listeners = new Set<Reply>();
  let pending: Uint8Array = new Uint8Array();
  let mode: EscposMode = usualMode;
  let cells: Cell[] = [];
  let strips: Strip[] = [];
  let text: string[] = [];
  let bytesSinceCut = 0;

  const endLine = (): void => {
    text.push(
      cells
        .map(({ character }) => character)
        .join('')
        .trimEnd(),
    );
    strips.push({ t: 'line', cells, align: mode.align, pitchDots: mode.pitchDots });
    cells = [];
  };
  const feed = (dots: number): void => {
    if (cells.length > 0) endLine();
    strips.push({ t: 'feed', dots });
  };
  const write = (character: string): void => {
    const { bold, inverse, wide, high } = mode;
    if (widthOf(cells) + wide * CELL_WIDTH > widthDots) endLine();
    cells.push({ character, bold, inverse, wide, high });
  };
  const symbol = (kind: 'code128' | 'qrcode', value: string): void => {
    const picture = drawSymbol(kind, value, kind === 'qrcode' ? mode.qrDots : mode.moduleDots, mode.barDots);
    if (picture === null || picture.widthDots > widthDots) {
      machine.unknown(`${kind} ${value}`);
      return;
    }
    if (cells.length > 0) endLine();
    strips.push({ t: 'picture', picture, align: mode.align });
    if (kind === 'code128' && (mode.hri & 2) !== 0) {
      for (const character of value) write(character);
      endLine();
    }
  };
  const cut = (): void => {
    if (cells.length > 0) endLine();
    const printed = strips;
    if (printed.some(({ t }) => t !== 'feed')) {
      engine.add({ draw: () => drawStrips(printed, widthDots, glyphs), text, bytesLength: bytesSinceCut });
    }
    [strips, text, bytesSinceCut] = [[], [], 0];
  };

  const twoDimensional = (params: Uint8Array): void => {
    const [, fn] = params;
    if (fn === 67) mode = { ...mode, qrDots: params[2] ?? 3 };
    else if (fn === 80) mode = { ...mode, qrText: Buffer.from(params.subarray(3)).toString('utf8') };
    else if (fn === 81) symbol('qrcode', mode.qrText);
  };

  const raster = (params: Uint8Array): void => {
    const [, , xl = 0, xh = 0, yl = 0, yh = 0] = params;
    const stride = xl + xh * 256;
    const picture = createBitmap(stride * 8, yl + yh * 256);
    picture.bits.set(params.subarray(6));
    strips.push({ t: 'picture', picture, align: mode.align });
  };

  const watch = (n: number, reply: Reply): void => {
    if (n === 0) listeners.delete(reply);
    else {
      listeners.add(reply);
      reply(automaticStatus(engine.sensors));
    }
  };

  const actions: Readonly<Record<string, (n: number, params: Uint8Array, reply: Reply) => void>> = {
    text: (n) => write(characterOf(n, mode.page)),
    LF: endLine,
    tab: () => {
      do write(' ');
      while (cells.length % 8 !== 0);
    },
    'ESC @': () => {
      mode = usualMode;
      cells = [];
    },
    'ESC d': (n) => feed(n * mode.pitchDots),
    'ESC J': feed,
    'GS V': cut,
    'GS v': (_, params) => raster(params),
    'GS k': (n, params) => {
      if (n === 73) symbol('code128', textOfCode128(params.subarray(2)));
      else machine.unknown(`GS k ${n}`);
    },
    'GS ( k': (_, params) => twoDimensional(params),
    'GS ( H': (_, params, reply) => {
      engine.mark(() => reply(Uint8Array.of(0x37, 0x22, ...params.subarray(2), 0)));
    },
    'GS I': (n, _, reply) => reply(identity(n)),
    'GS r': (_, __, reply) => reply(Uint8Array.of(engine.sensors.paperOut ? 0x0c : 0)),
    'GS a': (n, _, reply) => watch(n, reply),
  };

  const execute = ({ name, params }: EscposCommand, reply: Reply): void => {
    const [n = 0] = params;
    const changed = modeAfter(mode, name, n);
    const action = actions[name];
    if (changed !== null) mode = changed;
    else if (action !== undefined) action(n, params, reply);
    else if (!QUIET.has(name)) machine.unknown(name);
  };

  return {
    realtime: (chunk, reply) => {
      // Answered here, and left in the stream: inside a picture the same bytes are dots. The parser steps over them.
      let covered = 0;
      for (let at = chunk.indexOf(0x10); at >= 0; at = chunk.indexOf(0x10, at + 1)) {
        const n = chunk[at + 2] ?? 0;
        if (chunk[at + 1] !== 4 || n < 1 || n > 4) continue;
        reply(Uint8Array.of(realtimeStatus(n, engine.sensors)));
        if (at === covered) covered += 3;
      }
      return chunk.subarray(covered === chunk.length ? covered : 0);
    },
    isQuestion: () => false,
    parse: (bytes, reply) => {
      // Off-line, a receipt printer stops working on its buffer altogether.
      if (engine.full || isStopped(engine.sensors)) return 0;
      pending = Buffer.concat([pending, bytes]);
      for (let at = 0; ; ) {
        const command = engine.full ? null : readEscposCommand(pending, at);
        if (command === null) {
          pending = pending.subarray(at);
          return bytes.length;
        }
        bytesSinceCut += command.length;
        execute(command, reply);
        at += command.length;
      }
    },
    get idle() {
      return pending.length === 0 && strips.length === 0 && cells.length === 0;
    },
    reset: () => {
      [pending, mode, cells, strips, text, bytesSinceCut] = [new Uint8Array(), usualMode, [], [], [], 0];
      listeners.clear();
    },
    announce: () => {
      for (const reply of listeners) reply(automaticStatus(engine.sensors));
    },
  };
}
