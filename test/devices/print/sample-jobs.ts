import { createBitmap, paintBox } from '../../../src/core/bitmap.ts';
import { zplOf } from '../../../src/devices/label/zpl.ts';
import { encodeSlip } from '../../../src/devices/print/slip-encoder.ts';

/** A label that is quick to print, and different for every number. */
export function smallLabel(no = 1): Uint8Array {
  const bitmap = createBitmap(80, 40);
  paintBox(bitmap, { x: 4, y: 4, width: 8 + no, height: 20 });
  return zplOf(bitmap);
}

/** More bytes than the printer's buffer and the kernel's together will take. */
export function hugeLabel(): Uint8Array {
  const filling = Buffer.alloc(24 * 1024 * 1024, '^FX 0123456789 ');
  return Buffer.concat([Buffer.from('^XA\n'), filling, smallLabel().subarray(4)]);
}

export function smallSlip(value = 'PACKING SLIP'): Uint8Array {
  return encodeSlip({ columns: 48, blocks: [{ t: 'title', value }, { t: 'rule' }] });
}

/** The same for a slip: settings that change nothing, then text. */
export function hugeSlip(): Uint8Array {
  const setting = Buffer.concat([Uint8Array.of(0x1d, 0x28, 0x44, 0xff, 0xff), Buffer.alloc(0xffff, 'x')]);
  return Buffer.concat([...Array<Buffer>(240).fill(setting), smallSlip()]);
}
