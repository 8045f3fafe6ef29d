import { giftNoteOf } from '../core/gift-note.ts';
import type { Job } from '../core/job.ts';
import type { LabelDocument, SlipDocument } from '../core/label-document.ts';
import { cartonGoodsOf, contentLabelOf } from '../core/labels/content-label.ts';
import { returnLabelOf } from '../core/labels/return-label.ts';
import { shippingLabelOf } from '../core/labels/shipping-label.ts';
import type { CarrierDocument } from '../core/order.ts';
import { packingSlipOf, slipGoodsOf } from '../core/packing-slip.ts';
import { carrierLabelOf, carrierPaperOf, isCarriers, isNumberIn } from '../core/parcel-label.ts';
import { formName, type PrintForm } from '../core/print.ts';
import { failure, type Result, success, unreachable } from '../core/result.ts';
import type { Site } from '../core/site.ts';
import type { Box, Work } from '../core/state.ts';
import type { Clock } from './clock.ts';
import { localTimeOf } from './local-date.ts';
import type { LabelFault, LabelMaker, MadeLabel } from './ports.ts';
import type { Artefact, Artefacts, Replica } from './stores.ts';

/** `work` and `box` are null for a parcel that has left: of it there is only what was kept. */
export type MakeDocument = (job: Job, of: Parcel | null, form: PrintForm) => Promise<Result<PrintedPaper, LabelFault>>;

interface Parcel {
  readonly work: Work;
  readonly box: Box;
}

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
    const { paper } = job;
    if (of === null) return copyOf(job, form);
    switch (paper) {
      case 'label':
        return isCarriers(of.work) ? carriers(job, of, form, carrierLabelOf(of.work, of.box)) : ownLabel(job, of, form);
      case 'slip':
        return keep(job, form, await labels.slip(slipOf(job, of.work), form));
      case 'gift-note': {
        const { message } = of.work.order.doc;
        return keep(job, form, await labels.slip(giftNoteOf({ order: of.work.order, message }), form));
      }
      case 'content':
        return keep(job, form, await labels.make(contentOf(of), form));
      case 'return':
        return returns(job, of, form);
      case 'customs':
        return carriers(job, of, form, carrierPaperOf(of.work, 'customs'));
      default:
        return unreachable(paper);
    }
  };

  /** Of a parcel that has left there are only its bytes, and only the printer's kind that they were made for can print them. */
  function copyOf({ parcelCode, paper }: Job, form: PrintForm): Result<PrintedPaper, LabelFault> {
    const kept = artefacts.get(parcelCode, paper, formName(form));
    if (kept === null) {
      const other = artefacts.latest(parcelCode, paper);
      if (other === null) return failure({ code: 'broken', detail: `nothing is kept of ${parcelCode}` });
      return failure({ code: 'wrong-dpi', detail: `made as ${other.form}, wanted as ${formName(form)}` });
    }
    // Which of a carrier's codes holds its number is not kept; every one of them stands on this paper.
    const all = [...new Set(kept.decoded.map(({ text }) => text))];
    return success(
      kept.source === null || all.length === 0 ? paperOf(kept, parcelCode) : { artefact: kept, proof: all },
    );
  }

  function slipOf({ parcelCode, copy }: Job, work: Work): SlipDocument {
    const packedAt = localTimeOf(clock.nowMs());
    return packingSlipOf({ order: work.order, parcelCode, ...slipGoodsOf(work), packedAt, copy });
  }

  function contentOf({ work, box }: Parcel): LabelDocument {
    return contentLabelOf({ number: work.order.number, ...placeOf(work, box), goods: cartonGoodsOf(work, box.no) });
  }

  async function returns(job: Job, of: Parcel, form: PrintForm): Promise<Result<PrintedPaper, LabelFault>> {
    const theirs = carrierPaperOf(of.work, 'return');
    if (theirs !== null) return carriers(job, of, form, theirs);
    const { sender } = options.site();
    if (sender === undefined) return failure({ code: 'no-carrier-label', detail: 'the site has no address' });
    const { order } = of.work;
    return keep(
      job,
      form,
      await labels.make(returnLabelOf({ order, parcelCode: job.parcelCode, warehouse: sender }), form),
    );
  }

  async function ownLabel(job: Job, { work, box }: Parcel, form: PrintForm): Promise<Result<PrintedPaper, LabelFault>> {
    const { parcelCode } = job;
    const kept = artefacts.get(parcelCode, 'label', formName(form));
    if (kept?.source === null) return success(paperOf(kept, parcelCode));
    const { sender } = options.site();
    const document = shippingLabelOf({
      order: work.order,
      parcelCode,
      ...placeOf(work, box),
      station: options.station(),
      // On another printer it is still the label of the same moment.
      packedAt: localTimeOf(artefacts.latest(parcelCode, 'label')?.atMs ?? clock.nowMs()),
      media: form.language === 'escpos' ? 'roll-80' : '4x6',
      ...(sender === undefined ? {} : { from: sender }),
    });
    return keep(job, form, await labels.make(document, form));
  }

  async function carriers(
    job: Job,
    { box }: Parcel,
    form: PrintForm,
    document: CarrierDocument | null,
  ): Promise<Result<PrintedPaper, LabelFault>> {
    if (document === null) return failure({ code: 'no-carrier-label', detail: `box ${box.no}` });
    const { sha256, tracking } = document;
    const kept = artefacts.get(job.parcelCode, job.paper, formName(form));
    if (kept?.source === sha256) return success(paperOf(kept, tracking));
    const bytes = options.replica.document(sha256);
    if (bytes === null) return failure({ code: 'no-carrier-label', detail: `${tracking} is not on this station yet` });
    return keep(job, form, await labels.prepare({ ...document, bytes }, form), document);
  }

  function keep(
    { parcelCode, paper }: Job,
    form: PrintForm,
    made: Result<MadeLabel, LabelFault>,
    document: CarrierDocument | null = null,
  ): Result<PrintedPaper, LabelFault> {
    if (!made.ok) return made;
    const { bytes, png, decoded, sha256 } = made.value;
    const source = document?.sha256 ?? null;
    const artefact = {
      parcelCode,
      paper,
      form: formName(form),
      source,
      sha256,
      decoded,
      bytes,
      png,
      atMs: clock.nowMs(),
    };
    artefacts.put(artefact);
    return success(paperOf(artefact, document?.tracking ?? parcelCode));
  }
}

/** Every code on the label that holds the parcel's number proves it. A paper from before codes were kept has just that number. */
function paperOf(artefact: Artefact, number: string): PrintedPaper {
  if (artefact.paper !== 'label') return { artefact, proof: [] };
  const codes = artefact.decoded.map(({ text }) => text).filter((text) => isNumberIn(number, text));
  return { artefact, proof: codes.length > 0 ? [...new Set(codes)] : [number] };
}

function placeOf({ boxes }: Work, { no }: Box): { readonly parcelNo: number; readonly parcelCount: number } {
  return { parcelNo: boxes.findIndex((box) => box.no === no) + 1, parcelCount: boxes.length };
}
