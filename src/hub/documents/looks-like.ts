import type { CarrierDocument } from '../../core/order.ts';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** Readers look for these at either end of a PDF (ISO 32000-1, annex H.3). */
const PDF_ENDS_BYTES = 1024;

/** What is wrong with the bytes as this format, or null. A first look only: the bench reads them whole before it prints. */
export function whyNotFormat(format: CarrierDocument['format'], bytes: Uint8Array): string | null {
  switch (format) {
    case 'pdf':
      if (!textOf(bytes.subarray(0, PDF_ENDS_BYTES)).includes('%PDF-')) return 'A PDF begins with %PDF-.';
      return textOf(bytes.subarray(-PDF_ENDS_BYTES)).includes('%%EOF') ? null : 'The PDF is cut off: %%EOF is missing.';
    case 'png':
      return PNG_SIGNATURE.every((byte, index) => bytes[index] === byte) ? null : 'A PNG begins with its signature.';
    case 'zpl': {
      const text = textOf(bytes).toUpperCase();
      const start = text.indexOf('^XA');
      if (start === -1) return 'A ZPL label begins with ^XA.';
      return text.indexOf('^XZ', start) === -1 ? 'The ZPL label is cut off: ^XZ is missing.' : null;
    }
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
