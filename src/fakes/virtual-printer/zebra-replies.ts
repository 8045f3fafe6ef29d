import type { Engine } from './engine.ts';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');
const flag = (value: boolean): string => (value ? '1' : '0');

/** The three frames of `~HS` (ZPL II programming guide). A printer without paper also reports that it is paused. */
export function hostStatus({ sensors, waitingSheets, full }: Engine, lengthDots: number, partial: boolean): Uint8Array {
  const { paperOut, coverOpen, paused } = sensors;
  const stopped = paused || paperOut || coverOpen;
  const lines = [
    `030,${flag(paperOut)},${flag(stopped)},${pad(lengthDots, 4)},${pad(waitingSheets, 3)},${flag(full)},0,${flag(partial)},000,0,0,0`,
    `000,0,${flag(coverOpen)},0,0,2,4,0,${pad(waitingSheets, 8)},1,000`,
    '1234,0',
  ];
  return Buffer.from(lines.map((line) => `\x02${line}\x03\r\n`).join(''), 'latin1');
}

/** `~HQES`: error bits 1 = media out, 4 = head open, 0x10000 = paused. */
export function errorStatus({ sensors }: Engine): Uint8Array {
  const bits = (sensors.paperOut ? 1 : 0) | (sensors.coverOpen ? 4 : 0) | (sensors.paused ? 0x10000 : 0);
  const errors = bits === 0 ? '0 00000000 00000000' : `1 00000000 ${bits.toString(16).padStart(8, '0')}`;
  const text = `\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${errors}\r\n   WARNINGS:       0 00000000 00000000\r\n`;
  return Buffer.from(`\x02${text}\x03`, 'latin1');
}
