import type { PrinterRole } from '../../src/core/print.ts';
import { faceOf, openPrinter } from '../../src/devices/print/open-printer.ts';
import type { BenchPrinter } from '../../src/runtime/effects.ts';
import { type PrinterSettings, printerSchema } from '../../src/wire/settings.ts';
import { latePrinter } from '../late.ts';
import type { DemoPrinter, Paper } from './paper.ts';

const NAMES: Readonly<Record<DemoPrinter, string>> = {
  label: 'Label printer',
  'label-2': 'Neighbour printer',
  slip: 'Slip printer',
};

/** The virtual printers, set up as real ones would be. Their ports are known once their process is up. */
export function demoPrinters(
  paper: Paper,
  options: { readonly prefix: string; readonly roles: readonly PrinterRole[] },
): readonly BenchPrinter[] {
  const ids = Object.keys(NAMES) as DemoPrinter[]; // Object.keys forgets the key type
  return ids
    .filter((id) => options.roles.includes(roleOf(id)))
    .map((id) => {
      const name = `${options.prefix}${NAMES[id]}`;
      const opening = paper.ports.then((ports) => openPrinter(setupOf(id, name, ports[id])));
      return { printer: latePrinter(faceOf(setupOf(id, name, 1)), opening), roles: [roleOf(id)] };
    });
}

function roleOf(id: DemoPrinter): PrinterRole {
  return id === 'slip' ? 'slip' : 'label';
}

function setupOf(id: DemoPrinter, name: string, port: number): PrinterSettings {
  const common = { id, name, roles: [roleOf(id)], connection: { kind: 'tcp', host: '127.0.0.1', port } };
  return printerSchema.parse(
    id === 'slip'
      ? { ...common, language: 'escpos', acknowledgement: 'process-id' }
      : { ...common, language: 'zpl', dpi: 203, acknowledgement: 'odometer' },
  );
}
