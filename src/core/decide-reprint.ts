import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import type { Event } from './event.ts';
import type { Choice } from './phase.ts';
import { type Question, REPRINT_REASONS } from './question.ts';
import { hasRight } from './rights.ts';
import { boxOf, phaseOf, type State } from './state.ts';

/** A label once more: of the box in hand, of the order just finished, or of a parcel that was pointed at. */
export function decideReprint(state: State): Decision {
  const { work, pointed } = state;
  if (work !== null) {
    const { label } = boxOf(work);
    if (label === null) return refuse('nothing-to-reprint');
    const { orderId, number, parcelCode, copy } = label;
    const isOnItsWay = state.aside.some(
      (job) =>
        job.paper === 'label' && job.parcelCode === parcelCode && (job.state === 'queued' || job.state === 'sending'),
    );
    const phase = phaseOf(state);
    if ((phase !== 'proving' && phase !== 'done') || isOnItsWay) return refuse('not-now');
    const copies = Math.max(copy, copiesOf(state, parcelCode));
    return ask(state, { kind: 'reprint', orderId, number, parcelCode, copies });
  }
  if (pointed === null) return refuse('nothing-to-reprint');
  const { orderId, number, parcelCode } = pointed;
  return ask(state, { kind: 'reprint', orderId, number, parcelCode, copies: copiesOf(state, parcelCode) });
}

/** The reason is on the record; more copies than the site lets pass need somebody who answers for them. */
export function answerReprint(
  state: State,
  question: Extract<Question, { kind: 'reprint' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  const { orderId, number, parcelCode, copies } = question;
  const reason = REPRINT_REASONS[choice as keyof typeof REPRINT_REASONS]; // choicesOf gave it
  const before = state.work === null ? null : boxOf(state.work).label;
  const again: Event = {
    type: 'print-wanted',
    orderId,
    jobId: facts.jobIds[0],
    role: 'label',
    parcelCode,
    copy: copies + 1,
    reason,
    ...(before?.parcelCode === parcelCode && before.printerId !== null ? { printerId: before.printerId } : {}),
  };
  const { reprints } = facts.site.policy;
  if (copies - 1 < reprints || hasRight(state.packer?.role ?? 'packer', 'reprint-many')) {
    return accept({ type: 'question-closed' }, again);
  }
  return ask(state, { kind: 'approval', about: 'reprint', detail: { number, packed: copies }, events: [again] });
}

function copiesOf(state: State, parcelCode: string): number {
  const beside = state.aside.filter((job) => job.paper === 'label' && job.parcelCode === parcelCode);
  const left = state.waiting.find((parcel) => parcel.parcelCode === parcelCode);
  return Math.max(1, left?.copies ?? 1, ...beside.map(({ copy }) => copy));
}
