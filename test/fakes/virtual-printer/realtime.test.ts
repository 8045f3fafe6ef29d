import { expect, it } from 'vitest';
import { createEscposWatch } from '../../../src/fakes/virtual-printer/escpos-realtime.ts';
import { createZplSieve } from '../../../src/fakes/virtual-printer/zpl-realtime.ts';

it('ZPL: finds the same commands, and leaves the same bytes, wherever the line cuts', () => {
  const binary = '~HS^~JA~PP';
  const job = `~HS^XA^GFB,${binary.length},10,5,${binary}^FS~HQES~DYR:A,B,G,${binary.length},5,${binary}^FDa~HId^FS^XZ~PS^FX`;
  const left = `^XA^GFB,${binary.length},10,5,${binary}^FS~DYR:A,B,G,${binary.length},5,${binary}^FDad^FS^XZ^FX`;
  for (let first = 0; first <= job.length; first += 1) {
    for (const second of [first, Math.min(first + 1, job.length), Math.min(first + 9, job.length)]) {
      const sieve = createZplSieve();
      const commands: string[] = [];
      const pieces = [job.slice(0, first), job.slice(first, second), job.slice(second)].map((piece) =>
        sieve.sift(Buffer.from(piece, 'latin1'), (command) => {
          commands.push(command);
          return false;
        }),
      );
      expect(Buffer.concat(pieces).toString('latin1')).toBe(left);
      expect(commands).toEqual(['HS', 'HQES', 'HI', 'PS']);
    }
  }
});

it('ZPL: forgets what came before ~JA', () => {
  const sieve = createZplSieve();
  expect(sieve.sift(Buffer.from('^XA^FDx~JA^XA^XZ'), (command) => command === 'JA').toString()).toBe('^XA^XZ');
});

it('ESC/POS: finds the same commands wherever the line cuts', () => {
  const job = Uint8Array.from([
    0x41, 0x10, 4, 2, 0x10, 0x10, 5, 1, 0x10, 0x14, 1, 0, 3, 0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8, 0x10, 4, 9,
  ]);
  for (let cut = 0; cut <= job.length; cut += 1) {
    const watch = createEscposWatch();
    const seen = [watch.look(job.subarray(0, cut)), watch.look(job.subarray(cut))];
    const all = seen.flatMap((found, at) => found.map(({ command, end }) => ({ command, end: end + at * cut })));
    expect(all).toEqual([
      { command: { t: 'status', n: 2 }, end: 4 },
      { command: { t: 'recover', andClear: false }, end: 8 },
      { command: { t: 'pulse' }, end: 13 },
      { command: { t: 'clear' }, end: 23 },
    ]);
  }
});
