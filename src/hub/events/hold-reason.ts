import type { HoldReason } from '../../core/question.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';

const DETAILS = {
  packer: 'A packer put this order on hold.',
  address: 'A packer found that the address cannot be right.',
  goods: 'A packer found something wrong with the goods.',
  papers: 'A packer had not all papers for this order.',
  customer: 'A packer put this order on hold: the customer has to be asked.',
  other: 'A packer put this order on hold for another reason.',
  missing: 'Goods were missing at the bench; it waits until they are there.',
} as const satisfies Record<HoldReason, string>;

export function holdReasonOf(reason: HoldReason): HoldReasonEntry {
  return { code: reason, detail: DETAILS[reason] };
}
