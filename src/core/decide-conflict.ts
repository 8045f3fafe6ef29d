import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import type { Conflict, ConflictAnswer } from './conflict.ts';
import type { Event } from './event.ts';
import type { Choice } from './phase.ts';
import type { Question } from './question.ts';
import { hasRight } from './rights.ts';
import type { State } from './state.ts';

/** These need somebody who answers for them: a parcel that was there first gives way, or one is written off. */
const ANSWERED_BY_LEAD: readonly ConflictAnswer[] = ['keep-second', 'has-left'];

/** What is still to be decided here: what a lead was asked about comes last, the rest oldest first. */
export function conflictsHere({ answered, askedLead }: State, conflicts: readonly Conflict[]): readonly Conflict[] {
  const open = conflicts
    .filter(({ id }) => !answered.includes(id))
    .map((conflict) => (askedLead.includes(conflict.id) ? { ...conflict, askedLead: true } : conflict));
  return [...open.filter((each) => !each.askedLead), ...open.filter((each) => each.askedLead)];
}

export function decideConflicts(state: State, facts: Facts): Decision {
  const [conflict] = facts.conflicts;
  return conflict === undefined ? refuse('nothing-to-do') : ask(state, { kind: 'conflict', conflict });
}

export function answerConflict(
  state: State,
  question: Extract<Question, { kind: 'conflict' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  // Between the question and the answer somebody else may have decided, or asked for a lead.
  const conflict = facts.conflicts.find(({ id }) => id === question.conflict.id);
  if (conflict === undefined) return accept({ type: 'question-closed' });
  const answer = choice as ConflictAnswer; // choicesOf gave it
  const { id: conflictId, orderId, number } = conflict;
  const answered: Event = { type: 'conflict-answered', orderId, conflictId, answer };
  if (answer === 'ask-lead' && conflict.askedLead) return accept({ type: 'question-closed' });
  const needsLead = ANSWERED_BY_LEAD.includes(answer) || conflict.askedLead;
  if (!needsLead || hasRight(state.packer?.role ?? 'packer', 'settle-conflict')) {
    return accept(answered);
  }
  return ask(state, { kind: 'approval', about: 'settle-conflict', detail: { number }, events: [answered] });
}

/** Somebody else decided it: the question here, or the badge that is waited for, is about nothing any more. */
export function closeConflict(state: State, conflictId: string): Decision {
  return conflictAsked(state) === conflictId ? accept({ type: 'question-closed' }) : accept();
}

/** The conflict that the question on the screen is about. */
export function conflictAsked({ question }: State): string | null {
  if (question === null) return null;
  if (question.kind === 'conflict') return question.conflict.id;
  if (question.kind !== 'approval' && question.kind !== 'approval-reason') return null;
  const answered = question.events.find((event) => event.type === 'conflict-answered');
  return answered?.conflictId ?? null;
}
