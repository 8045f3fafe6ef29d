import { isStopped, type Sensors } from './fault.ts';

/**
 * `DLE EOT n`: fixed bits 0x12, then what this sensor knows (Epson ESC/POS reference). A jam is a recoverable error, the
 * cutter has a bit of its own, a hot head recovers by itself.
 */
export function realtimeStatus(n: number, sensors: Sensors): number {
  const { paperOut, nearEnd, coverOpen, jam, cutter, headHot } = sensors;
  if (n === 1) return 0x12 | (isStopped(sensors) ? 0x08 : 0);
  if (n === 2) return 0x12 | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0) | (jam || cutter || headHot ? 0x40 : 0);
  if (n === 3) return 0x12 | (jam ? 0x04 : 0) | (cutter ? 0x08 : 0) | (headHot ? 0x40 : 0);
  return 0x12 | (paperOut ? 0x6c : 0) | (nearEnd ? 0x0c : 0);
}

/** `GS a`: four bytes now and after every change. */
export function automaticStatus(sensors: Sensors): Uint8Array {
  const { paperOut, nearEnd, coverOpen, jam, cutter, headHot } = sensors;
  return Uint8Array.of(
    0x10 | (isStopped(sensors) ? 0x08 : 0) | (coverOpen ? 0x20 : 0),
    (jam ? 0x04 : 0) | (cutter ? 0x08 : 0) | (headHot ? 0x40 : 0),
    (paperOut ? 0x0c : 0) | (nearEnd ? 0x03 : 0),
    0x0f,
  );
}

/** `GS r 1`: paper. It waits its turn, so it cannot tell that the paper is out. */
export function paperStatus({ paperOut, nearEnd }: Sensors): Uint8Array {
  return Uint8Array.of((paperOut ? 0x0c : 0) | (nearEnd ? 0x03 : 0));
}

/** `GS I 65` to `67`: firmware, maker and model. */
export function identity(n: number): Uint8Array {
  const text = n === 65 ? '1.00' : n === 66 ? 'PACKHOUSE' : n === 67 ? 'VIRTUAL-TM' : '';
  return text === '' ? Uint8Array.of(0x20) : Buffer.from(`_${text}\0`, 'latin1');
}
