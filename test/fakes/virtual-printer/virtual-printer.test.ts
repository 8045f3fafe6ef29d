import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, describe, expect, it } from 'vitest';
import { createBitmap, isBlack, paintBox } from '../../../src/core/bitmap.ts';
import { encodeGraphicField } from '../../../src/core/zpl-graphic.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';

let paper: VirtualPrinter;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await paper.close();
});

async function open(persona: 'zebra-linkos' | 'epson-tm', more: { engineMsPerSheet?: number; saveTo?: string } = {}) {
  paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona, ...more });
  return connect();
}

function connect(): Promise<Socket> {
  const socket = createConnection(paper.address);
  socket.on('error', () => {});
  sockets.push(socket);
  return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
}

/** Sends, and waits for so many bytes of answer. */
function ask(socket: Socket, question: string | Uint8Array, bytes: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0);
    const listen = (chunk: Buffer): void => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < bytes) return;
      socket.off('data', listen);
      resolve(answer);
    };
    socket.on('data', listen);
    socket.write(question);
  });
}

const picture = createBitmap(40, 16);
paintBox(picture, { x: 3, y: 2, width: 17, height: 9 });
const format = `^XA^PW200^LL100^FO8,5${encodeGraphicField(picture)}^FS^PQ1^XZ`;

describe('a ZPL printer', () => {
  it('draws a graphic field to the dot, where the field origin is', async () => {
    const socket = await open('zebra-linkos');
    socket.write(format);
    const [sheet] = await paper.waitForSheets(1);
    expect(sheet).toMatchObject({ no: 1, widthDots: 200, heightDots: 100, text: [] });
    const png = PNG.sync.read(Buffer.from(sheet?.png ?? []));
    for (let y = 0; y < 100; y += 1) {
      for (let x = 0; x < 200; x += 1) {
        const black = (png.data[(y * 200 + x) * 4] ?? 0) < 128;
        if (black !== isBlack(picture, x - 8, y - 5)) throw new Error(`dot ${x},${y} is wrong`);
      }
    }
  });

  it('answers ~HS, ~HQES and the odometer', async () => {
    const socket = await open('zebra-linkos');
    const fine =
      '\x02030,0,0,1218,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n';
    expect((await ask(socket, '~HS', fine.length)).toString()).toBe(fine);
    expect((await ask(socket, '! U1 getvar "odometer.total_label_count"\r\n', 6)).toString()).toBe('"1000"');
    expect((await ask(socket, '! U1 getvar "media.colour"\r\n', 3)).toString()).toBe('"?"');
    await paper.set({ kind: 'paperOut' });
    await paper.set({ kind: 'coverOpen' });
    expect((await ask(socket, '~HS', fine.length)).toString()).toMatch(/^.030,1,1,.*\r\n.000,0,1,/);
    expect((await ask(socket, '~HQES', 100)).toString()).toMatch(/ERRORS:\s+1 00000000 00000005/);
  });

  it('understands commands that arrive in pieces, and in between', async () => {
    const socket = await open('zebra-linkos');
    const status = ask(socket, '~H', 70);
    socket.write('S');
    await status;
    for (const character of format) socket.write(character);
    expect((await paper.waitForSheets(1))[0]?.heightDots).toBe(100);
  });

  it('prints copies, writes down what it does not know, and forgets on ~JA', async () => {
    const socket = await open('zebra-linkos');
    socket.write(format.replace('^PQ1', '^PQ3').replace('^XZ', '^ZZ9^XZ'));
    await paper.waitForSheets(3);
    expect(paper.stats.odometer).toBe(1003);
    expect(paper.events).toContainEqual({ t: 'unknown-command', command: '^ZZ' });
    await paper.set({ kind: 'paperOut' });
    socket.write(format);
    while (!(await ask(socket, '~HS', 70)).includes(',001,0,0,0')) {}
    const cancelled = paper.waitForEvent('cancelled');
    socket.write('~JA');
    await cancelled;
    await paper.fix();
    await ask(socket, '~HS', 70);
    expect(paper.sheets).toHaveLength(3);
  });

  it('keeps half a format when the cable is pulled, and drops it when a new one begins', async () => {
    const socket = await open('zebra-linkos');
    const gone = paper.waitForEvent('disconnected');
    socket.end(format.slice(0, 30));
    await gone;
    const next = await connect();
    expect((await ask(next, '~HS', 70)).toString().split(',')[7]).toBe('1');
    next.write(format);
    await paper.waitForSheets(1);
    expect(paper.sheets).toHaveLength(1);
  });

  it('prints what it has received after the sender is gone', async () => {
    const socket = await open('zebra-linkos');
    await paper.set({ kind: 'paused' });
    const gone = paper.waitForEvent('disconnected');
    socket.end(format);
    await gone;
    expect(paper.sheets).toHaveLength(0);
    await paper.fix();
    expect(await paper.waitForSheets(1)).toHaveLength(1);
  });

  it('stops reading when its buffer is full', async () => {
    const socket = await open('zebra-linkos');
    await paper.set({ kind: 'paperOut' });
    const plenty = Buffer.from(format.repeat(200_000));
    let drained = false;
    socket.write(plenty, () => {
      drained = true;
    });
    const other = await connect();
    for (let round = 0; round < 20; round += 1) await ask(other, '~HS', 70);
    expect(drained).toBe(false);
    expect(paper.stats.bytes).toBeLessThan(2 * 1024 * 1024);
  });

  it('tears a sheet when the paper ends in the middle of it, and prints it again', async () => {
    const socket = await open('zebra-linkos');
    const torn = paper.waitForEvent('torn');
    await paper.set({ kind: 'paperOut', midSheet: true });
    socket.write(format);
    await torn;
    expect(paper.sheets).toHaveLength(0);
    await paper.fix();
    expect(await paper.waitForSheets(1)).toHaveLength(1);
  });

  it('runs out of paper after so many sheets', async () => {
    const socket = await open('zebra-linkos');
    await paper.set({ kind: 'paperOut', afterSheets: 2 });
    socket.write(format.replace('^PQ1', '^PQ3'));
    await paper.waitForSheets(2);
    expect((await ask(socket, '~HS', 70)).toString()).toMatch(/^.030,1,1,\d+,001,/);
    await paper.fix();
    expect(await paper.waitForSheets(3)).toHaveLength(3);
  });

  it('refuses connections while it is off, and has the same address when it is back', async () => {
    await open('zebra-linkos');
    await paper.set({ kind: 'offline' });
    const refused = await new Promise((resolve) => createConnection(paper.address).once('error', resolve));
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    await paper.fix();
    expect((await ask(await connect(), '~HS', 70)).length).toBeGreaterThanOrEqual(70);
  });

  it('keeps its sheets in a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'packhouse-sheets-'));
    const socket = await open('zebra-linkos', { saveTo: folder });
    socket.write(format);
    await paper.waitForSheets(1);
    expect(await readdir(folder)).toEqual(['sheet-0001.png']);
    await rm(folder, { recursive: true });
  });
});

describe('a receipt printer', () => {
  it('prints text with its looks, and says what it read', async () => {
    const socket = await open('epson-tm');
    const looks = '\x1b@\x1ba\x01\x1b!\x30BIG\x1b!\x00\n\x1ba\x00\x1bE\x01bold\x1bE\x00 \x1dB\x01inverse\x1dB\x00\n';
    socket.write(Buffer.from(`${looks}\x1bt\x13Gr\x94\xe1e \xd5\n\x1bd\x04\x1dV\x00`, 'latin1'));
    const [sheet] = await paper.waitForSheets(1);
    expect(sheet?.text).toEqual(['BIG', 'bold inverse', 'Größe €']);
    expect(sheet?.widthDots).toBe(576);
    expect(paper.events.filter(({ t }) => t === 'unknown-command')).toEqual([]);
    // White letters on black: most dots of the box are black.
    const bitmap = sheet?.bitmap ?? createBitmap(1, 1);
    let black = 0;
    for (let y = 48; y < 72; y += 1) for (let x = 60; x < 144; x += 1) black += isBlack(bitmap, x, y) ? 1 : 0;
    expect(black).toBeGreaterThan(0.6 * 24 * 84);
  });

  it('tells its state at any time, and acknowledges only what is printed', async () => {
    const socket = await open('epson-tm');
    const question = Uint8Array.of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);
    expect([...(await ask(socket, question, 4))]).toEqual([0x12, 0x12, 0x12, 0x12]);
    await paper.set({ kind: 'paperOut' });
    expect([...(await ask(socket, question, 4))]).toEqual([0x1a, 0x32, 0x12, 0x7e]);
    const acknowledged = ask(socket, Buffer.from('hello\n\x1dV\x00\x1d(H\x06\x0000AB12', 'latin1'), 7);
    expect(paper.sheets).toHaveLength(0);
    await paper.fix();
    expect((await acknowledged).toString('latin1')).toBe('\x37\x22AB12\0');
    expect(paper.sheets).toHaveLength(1);
  });

  it('reports changes by itself when it is asked to', async () => {
    const socket = await open('epson-tm');
    expect([...(await ask(socket, Uint8Array.of(0x1d, 0x61, 0xff), 4))]).toEqual([0x10, 0, 0, 0x0f]);
    const change = ask(socket, '', 4);
    await paper.set({ kind: 'coverOpen' });
    expect([...(await change)]).toEqual([0x38, 0, 0, 0x0f]);
  });

  it('leaves real-time bytes inside a picture alone', async () => {
    const socket = await open('epson-tm');
    const dots = Uint8Array.of(0x10, 0x04, 0x01);
    socket.write(Buffer.from([0x1d, 0x76, 0x30, 0, 3, 0, 1, 0, ...dots, 0x1d, 0x56, 0]));
    const [sheet] = await paper.waitForSheets(1);
    expect(sheet?.bitmap.bits.subarray(0, 3)).toEqual(dots);
  });

  it('writes down what it does not know', async () => {
    const socket = await open('epson-tm');
    socket.write(Buffer.from('\x1bZ\x1d~ok\n\x1dV\x00', 'latin1'));
    await paper.waitForSheets(1);
    const unknown = paper.events.flatMap((event) => (event.t === 'unknown-command' ? [event.command] : []));
    expect(unknown).toEqual(['?ESC 5a', '?GS ~']);
  });
});
