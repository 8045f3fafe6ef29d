import { ask } from './ask.ts';
import { accept, type Decision, type Facts, type PrinterFact, refuse, usualPrinter } from './command.ts';
import type { Event } from './event.ts';
import { type Job, mayComeOut } from './job.ts';
import type { Choice } from './phase.ts';
import { wanted } from './print-wanted.ts';
import { PRINTER_CHOICES, type Question } from './question.ts';
import { boxOf, type State, type Work } from './state.ts';

/** The label goes to a neighbour: the one there is, or the one that is chosen. */
export function otherPrinter(state: State, work: Work, facts: Facts): Decision {
  const { label } = boxOf(work);
  if (label === null || label.state === 'sending' || label.state === 'printed') return refuse('not-now');
  const printers = neighbours(label, facts);
  const [only, ...more] = printers;
  if (only === undefined) return refuse('no-other-printer');
  if (more.length === 0) return move(state, label, only.id, facts);
  const named = printers.slice(0, PRINTER_CHOICES.length).map(({ id, name }) => ({ id, name }));
  return ask(state, { kind: 'which-printer', orderId: work.order.id, printers: named });
}

export function choosePrinter(
  state: State,
  question: Extract<Question, { kind: 'which-printer' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  const { work } = state;
  const label = work === null ? null : boxOf(work).label;
  const printer = question.printers[(PRINTER_CHOICES as readonly Choice[]).indexOf(choice)];
  if (label === null || printer === undefined) return refuse('not-now');
  const moved = move(state, label, printer.id, facts);
  return moved.ok ? accept({ type: 'question-closed' }, ...moved.events) : moved;
}

/** Throwing away what a stopped printer holds; whether the label came out before, the packer says then. */
export function clearPrinter(state: State, work: Work, facts: Facts): Decision {
  const { label } = boxOf(work);
  // It has stopped with our label inside, or somebody else's half job blocks it.
  const isBlocked = label?.state === 'not_sent' && label.conditions.includes('buffer_full');
  if (label === null || (label.state !== 'attention' && !isBlocked)) return refuse('not-now');
  const printerId = label.printerId ?? usualPrinter(facts, 'label')?.id;
  if (printerId === undefined) return refuse('not-now');
  return ask(state, { kind: 'sure', action: 'clear-printer', events: [{ type: 'printer-clear-asked', printerId }] });
}

/** Of a job that may come out where it was there would be two papers, so the packer answers for the first. */
function move(state: State, label: Job, printerId: string, facts: Facts): Decision {
  const mayBeTwo = mayComeOut(label);
  const event = moved(label, printerId, facts, mayBeTwo);
  if (!mayBeTwo) return accept(event);
  const from = label.printerId ?? usualPrinter(facts, 'label')?.id;
  const events: Event[] = [
    event,
    ...(from === undefined ? [] : [{ type: 'printer-clear-asked', printerId: from } as const]),
  ];
  return ask(state, { kind: 'twice', printer: label.printer ?? '', events });
}

function moved(label: Job, printerId: string, facts: Facts, isCopy: boolean): Event {
  const event = wanted(label, 'moved', facts, printerId);
  return event.type === 'print-wanted' && !isCopy ? { ...event, copy: label.copy } : event;
}

/** Those that are ready come first. */
function neighbours(label: Job, facts: Facts): readonly PrinterFact[] {
  const here = label.printerId ?? usualPrinter(facts, 'label')?.id;
  const rank = ({ ready }: PrinterFact) => (ready === true ? 0 : ready === null ? 1 : 2);
  return facts.printers
    .filter(({ id, roles }) => roles.includes('label') && id !== here)
    .toSorted((a, b) => rank(a) - rank(b));
}
