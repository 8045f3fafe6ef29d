import { isStopped, type Sensors } from './fault.ts';

/** `DLE EOT n`: fixed bits 0x12, then what this sensor knows (Epson ESC/POS reference). */
export function realtimeStatus(n: number, sensors: Sensors): number {
  const stopped = isStopped(sensors);
  if (n === 1) return 0x12 | (stopped ? 0x08 : 0);
  if (n === 2) return 0x12 | (sensors.coverOpen ? 0x04 : 0) | (sensors.paperOut ? 0x20 : 0);
  if (n === 4) return 0x12 | (sensors.paperOut ? 0x6c : 0);
  return 0x12;
}

/** `GS a`: four bytes now and after every change. */
export function automaticStatus(sensors: Sensors): Uint8Array {
  const stopped = isStopped(sensors);
  return Uint8Array.of(
    0x10 | (stopped ? 0x08 : 0) | (sensors.coverOpen ? 0x20 : 0),
    0,
    sensors.paperOut ? 0x0c : 0,
    0x0f,
  );
}

/** `GS I 66` and `67`: maker and model. */
export function identity(n: number): Uint8Array {
  const text = n === 66 ? 'PACKHOUSE' : n === 67 ? 'VIRTUAL-TM' : '';
  return text === '' ? Uint8Array.of(0x20) : Buffer.from(`_${text}\0`, 'latin1');
}
