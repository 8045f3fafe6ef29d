import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bitmap } from '../../src/core/bitmap.ts';
import { labelAssetsIn } from '../../src/devices/label/assets.ts';
import { openRaster } from '../../src/devices/label/raster.ts';
import { decodeSymbols, openDecoder } from '../../src/devices/label/verify.ts';
import { openZplDrawer } from '../../src/devices/zpl/draw-zpl.ts';
import { openPrinterPage } from '../../src/fakes/virtual-printer/page.ts';
import { act } from '../../src/fakes/virtual-printer/page-actions.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../src/fakes/virtual-printer/virtual-printer.ts';
// Types only: the other side needs the main process's half of Electron.
import type { DemoPrinter, PaperNews, PaperOrder } from './paper.ts';

/** About what a desktop label printer takes for 4 by 6 inches. */
const LABEL_MS = 700;
const SLIP_MS = 300;
const DPI = 203;
const PRINTERS: readonly DemoPrinter[] = ['label', 'label-2', 'slip'];
const NAMES: Readonly<Record<DemoPrinter, string>> = {
  label: 'Label printer',
  'label-2': 'Neighbour printer',
  slip: 'Slip printer',
};

const [folder = '', assets = '', wanted = 'page'] = process.argv.slice(2);

/** Where the process's own catcher finds it. */
function fail(bug: unknown): void {
  setImmediate(() => {
    throw bug;
  });
}

/** Our own symbols first; a label may be a carrier's, with whatever symbols that has, turned or not. */
async function readPaper(bitmap: Bitmap, foreign: boolean): Promise<readonly string[]> {
  const own = await decodeSymbols(bitmap, 'own');
  const any = foreign && own.length === 0 ? await decodeSymbols(bitmap, 'any') : [];
  return [...new Set([...own, ...any].map(({ text }) => text))];
}

/** Firmware of a sort: the formats that say more than a picture, which carriers send. */
async function openDrawing(resvgWasm: string, files: readonly string[]): Promise<(zpl: Uint8Array) => Bitmap | null> {
  const [wasm, ...fonts] = await Promise.all(
    [resvgWasm, ...files].map(async (file) => Uint8Array.from(await readFile(file))),
  );
  if (wasm === undefined) throw new Error('There is no rasteriser');
  const drawZpl = openZplDrawer({ raster: await openRaster(wasm, fonts), fonts });
  return (zpl) => {
    const drawn = drawZpl(zpl, DPI);
    return drawn.ok ? (drawn.value.labels[0]?.bitmap ?? null) : null;
  };
}

async function run(): Promise<void> {
  const port = process.parentPort;
  const tell = (news: PaperNews) => port.postMessage(news);
  const { resvgWasm, zxingWasm, monoFont, fonts } = labelAssetsIn(assets);
  // Needed when the first sheet is out, not before.
  const decoder = readFile(zxingWasm).then((wasm) => openDecoder(Uint8Array.from(wasm)));
  const host = '127.0.0.1';
  const draw = await openDrawing(resvgWasm, [...fonts, monoFont]);
  const label = { host, port: 0, dpi: DPI, engineMsPerSheet: LABEL_MS, draw } as const;
  const printers: Readonly<Record<DemoPrinter, VirtualPrinter>> = {
    label: await openVirtualPrinter({ ...label, persona: 'zebra-linkos', saveTo: join(folder, 'labels') }),
    // Not quite the same: mute while it is stopped, as Zebra's manual says.
    'label-2': await openVirtualPrinter({ ...label, persona: 'zebra-strict', saveTo: join(folder, 'label-2s') }),
    slip: await openVirtualPrinter({
      host,
      port: 0,
      persona: 'epson-tm',
      engineMsPerSheet: SLIP_MS,
      saveTo: join(folder, 'slips'),
      assets: { resvgWasm, monoFont },
    }),
  };

  for (const printer of PRINTERS) {
    printers[printer].onSheet((sheet) => {
      // An independent decoder reads the paper; what was sent to the printer is not asked.
      decoder
        .then(() => readPaper(sheet.bitmap, printer !== 'slip'))
        .then(
          (decoded) =>
            tell({
              kind: 'sheet',
              printer,
              file: `${printer}s/sheet-${String(sheet.no).padStart(4, '0')}.png`,
              decoded,
            }),
          fail,
        );
    });
  }
  port.on('message', ({ data }: { readonly data: PaperOrder }) => {
    const printer = printers['printer' in data ? data.printer : data.role];
    act(printer, data.fault === 'none' ? 'mend' : data.fault).catch(fail);
  });
  const shown = PRINTERS.map((id) => ({ id, name: NAMES[id], printer: printers[id] }));
  const page = wanted === 'page' ? await openPrinterPage({ port: 0, printers: shown }) : null;
  const ports = {
    label: printers.label.address.port,
    'label-2': printers['label-2'].address.port,
    slip: printers.slip.address.port,
  };
  tell({ kind: 'open', ports, page: page?.address ?? null });
}

run().catch(fail);
