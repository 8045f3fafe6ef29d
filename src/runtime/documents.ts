import { packingSlipOf, slipGoodsOf } from '../core/packing-slip.ts';
import type { Dpi, PrinterRole } from '../core/print.ts';
import { shippingLabelOf } from '../core/shipping-label.ts';
import type { Box, Work } from '../core/state.ts';
import type { Clock } from './clock.ts';
import type { LabelFault, LabelMaker, SlipEncoder } from './ports.ts';
import type { Artefact, Artefacts } from './stores.ts';

export type MakeDocument = (work: Work, box: Box, role: PrinterRole) => Promise<Artefact | { readonly fault: string }>;

/** Makes the label or slip of an order, keeps its bytes, and gives back what was kept. */
export function createDocuments(options: {
  readonly labels: LabelMaker;
  readonly slips: SlipEncoder;
  readonly artefacts: Artefacts;
  readonly clock: Clock;
  readonly dpi: Dpi;
  readonly slipColumns: number;
  readonly station: () => string;
  readonly sha256: (bytes: Uint8Array) => string;
}): MakeDocument {
  const { artefacts, clock } = options;
  return async (work, box, role) => {
    const { order, boxes } = work;
    const { parcelCode } = box;
    if (parcelCode === null) throw new Error('A document is made for a parcel');
    const kept = { parcelCode, role, atMs: clock.nowMs() };
    if (role === 'slip') {
      const slip = packingSlipOf({
        order,
        parcelCode,
        ...slipGoodsOf(work),
        packedAtMs: kept.atMs,
        columns: options.slipColumns,
      });
      const bytes = await options.slips.encode(slip);
      const artefact = { ...kept, bytes, png: null, decoded: [], sha256: options.sha256(bytes) };
      artefacts.put(artefact);
      return artefact;
    }
    const station = options.station();
    const document = shippingLabelOf({
      order,
      parcelCode,
      parcelNo: boxes.findIndex(({ no }) => no === box.no) + 1,
      parcelCount: boxes.length,
      station,
      packedAtMs: kept.atMs,
    });
    const made = await options.labels.make(document, options.dpi);
    if (!made.ok) return { fault: faultText(made.error) };
    const { bytes, png, decoded, sha256 } = made.value;
    const artefact = { ...kept, bytes, png, decoded, sha256 };
    artefacts.put(artefact);
    return artefact;
  };
}

function faultText(fault: LabelFault): string {
  if (fault.kind === 'label-does-not-fit') return fault.detail;
  return `The label does not scan: missing ${fault.missing.join(', ') || 'nothing'}, unexpected ${fault.unexpected.join(', ') || 'nothing'}`;
}
