import type { SlipBlock, SlipDocument } from './label-document.ts';
import type { Order } from './order.ts';

export interface GiftNoteContent {
  readonly order: Pick<Order, 'number' | 'doc'>;
  /** What the giver wrote, with its line breaks; without it the note only greets. */
  readonly message?: string | undefined;
  /** Who gives it, as it is to be printed. */
  readonly from?: string | undefined;
}

/**
 * A note that goes into the box in place of a slip with names of goods. The order's number stands last and small: the packer must
 * see which box it belongs into.
 */
export function giftNoteOf({ order, message, from }: GiftNoteContent): SlipDocument {
  const lines = message === undefined || message.trim() === '' ? [] : message.trim().split(/\r\n|[\n\r\u2028\u2029]/);
  return {
    blocks: [
      { t: 'title', value: 'A GIFT FOR YOU' },
      { t: 'text', value: '' },
      { t: 'text', value: order.doc.to.name, bold: true },
      ...(lines.length === 0 ? [] : ['', ...lines]).map((value): SlipBlock => ({ t: 'text', value })),
      ...(from === undefined || from.trim() === '' ? [] : [{ t: 'text', value: '' } as const, signed(from)]),
      { t: 'text', value: '' },
      { t: 'rule' },
      { t: 'pair', left: 'Order', right: order.number },
    ],
  };
}

function signed(from: string): SlipBlock {
  return { t: 'pair', left: '', right: from.trim() };
}
