import { accept, type Decision, type Facts } from './command.ts';
import type { Event } from './event.ts';
import type { Order, OrderLine } from './order.ts';
import { voidedBoxes } from './parcel-label.ts';
import { wanted } from './print-wanted.ts';
import type { Change } from './question.ts';
import type { State, Work } from './state.ts';

/** The hub's word on the open order changed: a cancellation stops the bench, anything else asks. */
export function decideChange(state: State, order: Order, facts: Facts): Decision {
  const { work, question, stop } = state;
  if (work === null || work.order.id !== order.id || work.stage === 'done' || order.rev <= work.seenRev)
    return accept();
  const orderId = order.id;
  const cancelled = order.state === 'cancelled' || order.state === 'cancel_pending';
  if (cancelled) return accept({ type: 'order-changed-above', orderId, rev: order.rev, cancelled });
  const changes = changesOf(work.order, order);
  // The hub counts a claim as a change too; only what touches the parcel matters here.
  if (changes.length === 0) return accept(...changedDocuments(work, order, facts));
  // One thing at a time: it is told again when the question or the stop is gone.
  if (question !== null || stop !== null) return accept();
  return accept({ type: 'question-asked', orderId, question: { kind: 'changed', orderId, order, changes } });
}

/** Labels that the carrier cancelled are printed anew, or awaited; new ones lie ready for whoever wants them. */
function changedDocuments(work: Work, order: Order, facts: Facts): readonly Event[] {
  const { documents = [] } = order.doc;
  if (JSON.stringify(documents) === JSON.stringify(work.order.doc.documents ?? [])) return [];
  const known: Event = { type: 'documents-changed', orderId: order.id, rev: order.rev, documents };
  const [box] = work.stage === 'done' ? [] : voidedBoxes(work, documents);
  // One label after the other, as ever: those of further boxes follow when this one is proved.
  return box === undefined || box.label === null ? [known] : [known, wanted(box.label, 'voided', facts)];
}

/** What differs, line by line, in the shop's order. */
export function changesOf(before: Order, after: Order): readonly Change[] {
  const changes: Change[] = [];
  for (const line of before.doc.lines) {
    const now = after.doc.lines.find(({ id }) => id === line.id);
    if (now === undefined || now.sku !== line.sku) {
      changes.push({ what: 'line-removed', ...named(line), from: String(line.quantity) });
      if (now !== undefined) changes.push({ what: 'line-added', ...named(now), to: String(now.quantity) });
    } else if (now.quantity !== line.quantity) {
      changes.push({ what: 'quantity', ...named(line), from: String(line.quantity), to: String(now.quantity) });
    }
  }
  for (const line of after.doc.lines) {
    if (!before.doc.lines.some(({ id }) => id === line.id)) {
      changes.push({ what: 'line-added', ...named(line), to: String(line.quantity) });
    }
  }
  const [from, to] = [addressOf(before), addressOf(after)];
  if (from !== to) changes.push({ what: 'address', from, to });
  if (before.doc.carrier !== after.doc.carrier || before.doc.service !== after.doc.service) {
    changes.push({ what: 'carrier', from: carrierOf(before), to: carrierOf(after) });
  }
  if (before.doc.note !== after.doc.note) changes.push({ what: 'note', from: before.doc.note, to: after.doc.note });
  return changes;
}

function named(line: OrderLine): Pick<Change, 'name' | 'variant'> {
  return { name: line.name, variant: line.variant };
}

function addressOf({ doc: { to } }: Order): string {
  return [to.name, to.company, to.street, to.extra, to.postcode, to.city, to.region, to.country]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

function carrierOf({ doc }: Order): string {
  return `${doc.carrier} ${doc.service}`;
}
