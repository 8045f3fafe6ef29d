import { createHash } from 'node:crypto';
import type { LabelDocument, SlipDocument } from '../../src/core/label-document.ts';
import { success } from '../../src/core/result.ts';
import type { BenchPrinter } from '../../src/runtime/effects.ts';
import type { LabelMaker, Printer } from '../../src/runtime/ports.ts';

/** A printer that prints at once; the printers' own troubles are told in test/devices/print. */
export function obedientPrinter(change: Partial<Printer> = {}): Printer {
  return {
    id: 'label',
    name: 'Label printer',
    transport: 'tcp',
    acknowledgement: 'odometer',
    form: { language: 'zpl', dpi: 203, widthDots: 832, graphics: 'run-length' },
    status: () => Promise.resolve({ link: 'up', ready: true, atMs: 0, conditions: [] }),
    print: () => Promise.resolve({ state: 'printed', by: 'odometer' }),
    clear: () => Promise.resolve(true),
    close: () => Promise.resolve(),
    ...change,
  };
}

export const OBEDIENT: readonly BenchPrinter[] = [{ printer: obedientPrinter(), roles: ['label'] }];

/** Papers as text, read as what they expect to say. */
export const plainLabels: LabelMaker = {
  make: (document) => Promise.resolve(plain(document)),
  slip: (document) => Promise.resolve(plain(document)),
  prepare: ({ bytes, tracking }) => {
    const decoded = [{ symbology: 'code128', aim: ']C0', text: tracking }] as const;
    return Promise.resolve(success({ bytes, png: bytes, sha256: shaOf(bytes), decoded, renderMs: 0, verifyMs: 0 }));
  },
  close: () => Promise.resolve(),
};

function plain(document: LabelDocument | SlipDocument) {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const decoded = 'expect' in document ? document.expect.map((each) => ({ ...each, aim: '' })) : [];
  return success({ bytes, png: bytes, sha256: shaOf(bytes), decoded, renderMs: 0, verifyMs: 0 });
}

function shaOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
