import { describe, expect, it } from 'vitest';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { fakeSerials } from '../../../src/fakes/fake-serial.ts';
import { createTurnedClock, settled } from '../../../src/fakes/turned-clock.ts';
import { fixedChance } from '../../runtime/fixed-chance.ts';
import { listen } from './scanner-contract.ts';

async function openScanner() {
  const clock = createTurnedClock();
  const serials = fakeSerials();
  const scanner = createSerialScanner({
    path: '/dev/scanner',
    baudRate: 9600,
    clock,
    chance: fixedChance(0.5),
    makeSerial: serials.make,
  });
  const heard = listen(scanner);
  scanner.start();
  await settled();
  serials.last().answer(null);
  const codes = () => heard.diags.map(({ code }) => code);
  return { clock, serials, heard, codes, send: (text: string) => serials.last().send(text) };
}

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');

describe('what a scanner does wrong', () => {
  it('is nothing as long as it reads codes', async () => {
    const { heard, send } = await openScanner();
    send('4006381333931\r\n]d2010950600013435210AB\x1d21X\r');
    expect(heard.diags).toEqual([]);
  });

  it('is told with the bytes that show it: a half, noise, a code without end', async () => {
    const { clock, heard, send } = await openScanner();
    send('GOOD\rHALF');
    await clock.turn();
    expect(heard.diags).toMatchObject([
      { source: '/dev/scanner', atMs: 1_000_500, code: 'partial-dropped', hex: hex('HALF') },
    ]);
    send('\x01\x02NEXT\r');
    expect(heard.diags.at(-1)).toMatchObject({ code: 'noise', hex: hex('\x01\x02NEXT\r') });
    send(`${'9'.repeat(5000)}\r`);
    expect(heard.diags.at(-1)).toMatchObject({ code: 'overlong', hex: hex('9'.repeat(64)) });
    expect(heard.texts()).toEqual(['GOOD', 'NEXT']);
  });

  it('is told of the half that a pulled plug leaves, and that the scanner is back', async () => {
    const { clock, serials, heard, codes, send } = await openScanner();
    send('40063');
    serials.last().tell('close', null);
    expect(codes()).toEqual(['partial-dropped']);
    await clock.turn();
    serials.last().answer(null);
    expect(codes()).toEqual(['partial-dropped', 'reopened']);
    expect(heard.diags[0]?.hex).toBe(hex('40063'));
  });

  it.each(['XB1001MI', 'xb1001', ']C0XB10', 'GOOD\rXB1', '\x01X\x01B1001', '8018123456'])(
    'never shows what may be a badge: %j',
    async (text) => {
      const { clock, heard, send } = await openScanner();
      send(text.slice(0, -1));
      send(text.slice(-1));
      await clock.turn();
      const half = heard.diags.filter(({ code }) => code === 'partial-dropped');
      expect(half).toHaveLength(1);
      expect(half[0]?.hex).toBeUndefined();
      expect(JSON.stringify(heard.diags)).not.toMatch(/1001|8018/);
    },
  );

  it('is a wrong speed when rubbish comes more than three times in a row, and is told once', async () => {
    const { clock, codes, send } = await openScanner();
    const checks = () => codes().filter((code) => code === 'check-baud').length;
    send('\xf8\x80\xe0\r');
    send('\x01\xfe\x9f\xc6\r');
    send('\xe6\xf8\x86'); // rubbish mostly has no ending
    await clock.turn();
    expect(checks()).toBe(0);
    send('\xf8\x80\xe0\r');
    expect(checks()).toBe(1);
    send('\xf8\x80\xe0\r');
    expect(checks()).toBe(1);
  });

  it('is no wrong speed with a good code in between, in Latin-1 or in another script', async () => {
    const { codes, send } = await openScanner();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 3; count += 1) send('\xf8\x80\xe0\r');
      send(['4006381333931\r', 'K\xf6ln-Gr\xf6\xdfe\r', Buffer.from('梱包所\r').toString('latin1')][round] ?? '');
    }
    expect(codes()).not.toContain('check-baud');
  });
});
