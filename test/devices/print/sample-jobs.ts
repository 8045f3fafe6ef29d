/** A label that is quick to print, and different for every number up to 16: a bar of so many bytes, in plain hexadecimal. */
export function smallLabel(no = 1): Uint8Array {
  const row = `${'FF'.repeat(no)}${'00'.repeat(16 - no)}`;
  return Buffer.from(`^XA^PW128^LL20^FO0,0^GFA,64,64,16,${row.repeat(4)}^FS^PQ1^XZ`, 'latin1');
}

/** More bytes than the printer's buffer and the kernel's together will take. */
export function hugeLabel(): Uint8Array {
  const filling = Buffer.alloc(24 * 1024 * 1024, '^FX 0123456789 ');
  return Buffer.concat([Buffer.from('^XA\n'), filling, smallLabel().subarray(3)]);
}

/** Start, one line, feed, cut. */
export function smallSlip(value = 'PACKING SLIP'): Uint8Array {
  const text = Buffer.from(`${value}\n`, 'latin1');
  return Buffer.concat([Uint8Array.of(0x1b, 0x40), text, Uint8Array.of(0x1b, 0x64, 4, 0x1d, 0x56, 0)]);
}

/** The same for a slip: settings that change nothing, then text. */
export function hugeSlip(): Uint8Array {
  const setting = Buffer.concat([Uint8Array.of(0x1d, 0x28, 0x45, 0xff, 0xff), Buffer.alloc(0xffff, 'x')]);
  return Buffer.concat([...Array<Buffer>(240).fill(setting), smallSlip()]);
}
