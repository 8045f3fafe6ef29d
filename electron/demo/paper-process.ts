import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrinterRole } from '../../src/core/print.ts';
import { labelAssetsIn } from '../../src/devices/label/assets.ts';
import { decodeSymbols, openDecoder } from '../../src/devices/label/verify.ts';
import type { Fault } from '../../src/fakes/virtual-printer/fault.ts';
import { openVirtualPrinter } from '../../src/fakes/virtual-printer/virtual-printer.ts';
import type { PaperNews, PaperOrder, PrinterFault } from './paper.ts';

const FAULTS: Readonly<Record<Exclude<PrinterFault, 'none'>, Fault>> = {
  'paper-out': { kind: 'paperOut' },
  'cover-open': { kind: 'coverOpen' },
  offline: { kind: 'offline' },
};
/** About what a desktop label printer takes for 4 by 6 inches. */
const LABEL_MS = 700;
const SLIP_MS = 300;

const [folder = '', assets = ''] = process.argv.slice(2);

async function run(): Promise<void> {
  const port = process.parentPort;
  const tell = (news: PaperNews) => port.postMessage(news);
  const { resvgWasm, zxingWasm } = labelAssetsIn(assets);
  // Needed when the first sheet is out, not before.
  const decoder = readFile(zxingWasm).then((wasm) => openDecoder(Uint8Array.from(wasm)));
  const host = '127.0.0.1';
  const label = await openVirtualPrinter({
    host,
    port: 0,
    persona: 'zebra-linkos',
    dpi: 203,
    engineMsPerSheet: LABEL_MS,
    saveTo: join(folder, 'labels'),
  });
  const slip = await openVirtualPrinter({
    host,
    port: 0,
    persona: 'epson-tm',
    engineMsPerSheet: SLIP_MS,
    saveTo: join(folder, 'slips'),
    assets: { resvgWasm, monoFont: join(assets, 'DejaVuSansMono.ttf') },
  });
  const printers = { label, slip };

  for (const role of ['label', 'slip'] as const satisfies readonly PrinterRole[]) {
    printers[role].onSheet((sheet) => {
      // An independent decoder reads the paper; what was sent to the printer is not asked.
      decoder
        .then(() => decodeSymbols(sheet.bitmap))
        .then(
          (symbols) => {
            const decoded = [...new Set(symbols.map(({ text }) => text))];
            tell({ kind: 'sheet', role, file: `${role}s/sheet-${String(sheet.no).padStart(4, '0')}.png`, decoded });
          },
          (bug: unknown) =>
            setImmediate(() => {
              throw bug;
            }),
        );
    });
  }
  port.on('message', ({ data }: { readonly data: PaperOrder }) => {
    const { role, fault } = data;
    const changing = fault === 'none' ? printers[role].fix() : printers[role].set(FAULTS[fault]);
    changing.catch((bug: unknown) =>
      setImmediate(() => {
        throw bug;
      }),
    );
  });
  tell({ kind: 'open', ports: { label: label.address.port, slip: slip.address.port } });
}

run().catch((bug: unknown) =>
  setImmediate(() => {
    throw bug;
  }),
);
