import type { Facts } from './command.ts';
import { choiceCodeOf, commandCodeOf } from './command-code.ts';
import { decideAction } from './decide-action.ts';
import { type Action, type Phase, SATISFIES, satisfies } from './phase.ts';
import { choicesOf, type Question } from './question.ts';
import type { LineView } from './screen-view.ts';
import { lineOf, phaseBeneath, phaseOf, type State, type Work } from './state.ts';
import type { KeyView, QuestionView } from './view.ts';

/** The rail. A key is offered exactly when the core would take it; the keys beneath a stop or a question stay where they are. */
export function keysOf(state: State, facts: Facts): KeyView[] {
  const phase = phaseOf(state);
  const actions = actionsOf(phase, phaseBeneath(state));
  return actions.map((action) => {
    const code = commandCodeOf(action);
    if (!satisfies(phase, action)) return { action, code, enabled: false, reason: 'not-now' };
    const decision = decideAction(state, action, facts);
    return { action, code, enabled: decision.ok, reason: decision.ok ? null : decision.code };
  });
}

function actionsOf(phase: Phase, beneath: Phase): readonly Action[] {
  const own: readonly Action[] = SATISFIES[phase];
  const others: readonly Action[] = SATISFIES[beneath];
  return phase === beneath ? own : [...own, ...others.filter((action) => !own.includes(action))];
}

export function questionViewOf(
  question: (Question & { readonly sinceMs: number }) | null,
  work: Work | null,
  lineView: (work: Work, line: Work['lines'][number]) => LineView,
): QuestionView | null {
  if (question === null) return null;
  const line = work === null || !('lineId' in question) ? undefined : lineOf(work, question.lineId);
  return {
    kind: question.kind,
    sinceMs: question.sinceMs,
    choices: choicesOf(question).map((choice) => ({ choice, code: choiceCodeOf(choice) })),
    badge: question.kind === 'approval',
    action: question.kind === 'sure' ? question.action : null,
    about: question.kind === 'approval' || question.kind === 'approval-reason' ? question.about : null,
    detail: detailOf(question),
    line: work === null || line === undefined ? null : lineView(work, line),
    units: 'units' in question ? question.units : question.kind === 'left-behind' ? question.parcels : null,
    reason: 'reason' in question ? question.reason : null,
    person: personIn(question),
    bin: question.kind === 'bin-empty' ? question.bin : null,
    changes: question.kind === 'changed' ? question.changes : [],
    conflict: question.kind === 'conflict' ? question.conflict : null,
    drill: question.kind === 'drill-over' ? question.score : null,
    names: question.kind === 'which-printer' ? question.printers.map(({ name }) => name) : [],
  };
}

function detailOf(question: Question): QuestionView['detail'] {
  switch (question.kind) {
    case 'approval':
    case 'approval-reason':
      return question.detail;
    case 'learn': {
      const { item, barcode } = question;
      return { text: barcode.value, wanted: item };
    }
    case 'take-over':
      return { person: question.from };
    case 'reprint':
      return { number: question.number, text: question.parcelCode, packed: question.copies };
    case 'twice':
      return { text: question.printer };
    default:
      return {};
  }
}

function personIn(question: Question): string | null {
  if (question.kind === 'take-over') return question.person.name;
  return question.kind === 'approval-reason' ? question.by.name : null;
}
