import type { Job } from '../core/job.ts';
import { shippingLabelOf } from '../core/labels/shipping-label.ts';
import { packingSlipOf, slipGoodsOf } from '../core/packing-slip.ts';
import { carrierLabelOf, isCarriers, isNumberIn } from '../core/parcel-label.ts';
import { formName, type PrintForm } from '../core/print.ts';
import { failure, type Result, success } from '../core/result.ts';
import type { Site } from '../core/site.ts';
import type { Box, Work } from '../core/state.ts';
import type { Clock } from './clock.ts';
import { localTimeOf } from './local-date.ts';
import type { LabelFault, LabelMaker, MadeLabel } from './ports.ts';
import type { Artefact, Artefacts, Replica } from './stores.ts';

/** `work` and `box` are null for a parcel that has left: of it there is only what was kept. */
export type MakeDocument = (
  job: Job,
  of: { readonly work: Work; readonly box: Box } | null,
  form: PrintForm,
) => Promise<Result<PrintedPaper, LabelFault>>;

export interface PrintedPaper {
  readonly artefact: Artefact;
  /** What a scan of it must say. */
  readonly proof: readonly string[];
}

/** Makes the label or slip of an order, keeps its bytes, and gives back what was kept: a reprint is the same paper. */
export function createDocuments(options: {
  readonly labels: LabelMaker;
  readonly artefacts: Artefacts;
  readonly replica: Pick<Replica, 'document'>;
  readonly clock: Clock;
  readonly site: () => Site;
  readonly station: () => string;
}): MakeDocument {
  const { artefacts, labels, clock } = options;

  return async (job, of, form) => {
    const { parcelCode, role } = job;
    if (role === 'slip') return of === null ? nothingKept : slip(job, of.work, form);
    const kept = artefacts.get(parcelCode, role, formName(form));
    if (of === null) return kept === null ? nothingKept : success(paperOf(kept, parcelCode));
    return isCarriers(of.work) ? carrierLabel(job, of, form, kept) : ownLabel(job, of, form, kept);
  };

  async function slip(job: Job, work: Work, form: PrintForm): Promise<Result<PrintedPaper, LabelFault>> {
    const { parcelCode, copy } = job;
    const packedAt = localTimeOf(clock.nowMs());
    const document = packingSlipOf({ order: work.order, parcelCode, ...slipGoodsOf(work), packedAt, copy });
    return keep(job, form, null, parcelCode, await labels.slip(document, form));
  }

  async function ownLabel(
    job: Job,
    { work, box }: { readonly work: Work; readonly box: Box },
    form: PrintForm,
    kept: Artefact | null,
  ): Promise<Result<PrintedPaper, LabelFault>> {
    const { parcelCode } = job;
    if (kept?.source === null) return success(paperOf(kept, parcelCode));
    const { sender } = options.site();
    const document = shippingLabelOf({
      order: work.order,
      parcelCode,
      parcelNo: work.boxes.findIndex(({ no }) => no === box.no) + 1,
      parcelCount: work.boxes.length,
      station: options.station(),
      // On another printer it is still the label of the same moment.
      packedAt: localTimeOf(artefacts.latest(parcelCode, 'label')?.atMs ?? clock.nowMs()),
      media: form.language === 'escpos' ? 'roll-80' : '4x6',
      ...(sender === undefined ? {} : { from: sender }),
    });
    return keep(job, form, null, parcelCode, await labels.make(document, form));
  }

  async function carrierLabel(
    job: Job,
    { work, box }: { readonly work: Work; readonly box: Box },
    form: PrintForm,
    kept: Artefact | null,
  ): Promise<Result<PrintedPaper, LabelFault>> {
    const document = carrierLabelOf(work, box);
    if (document === null) return failure({ code: 'no-carrier-label', detail: `box ${box.no}` });
    const { sha256, tracking } = document;
    if (kept?.source === sha256) return success(paperOf(kept, tracking));
    const bytes = options.replica.document(sha256);
    if (bytes === null) return failure({ code: 'no-carrier-label', detail: `${tracking} is not on this station yet` });
    return keep(job, form, sha256, tracking, await labels.prepare({ ...document, bytes }, form));
  }

  function keep(
    { parcelCode, role }: Job,
    form: PrintForm,
    source: string | null,
    number: string,
    made: Result<MadeLabel, LabelFault>,
  ): Result<PrintedPaper, LabelFault> {
    if (!made.ok) return made;
    const { bytes, png, decoded, sha256 } = made.value;
    const atMs = clock.nowMs();
    const artefact = { parcelCode, role, form: formName(form), source, sha256, decoded, bytes, png, atMs };
    artefacts.put(artefact);
    return success(paperOf(artefact, number));
  }
}

const nothingKept = failure({
  code: 'no-carrier-label',
  detail: 'no paper of this parcel is kept for this printer',
} as const);

/** Every code on the paper that holds the parcel's number proves it. A paper from before codes were kept has just that number. */
function paperOf(artefact: Artefact, number: string): PrintedPaper {
  const codes = artefact.decoded.map(({ text }) => text).filter((text) => isNumberIn(number, text));
  return { artefact, proof: codes.length > 0 ? [...new Set(codes)] : [number] };
}
