import { accept, type Decision } from './command.ts';
import type { Question } from './question.ts';
import type { State } from './state.ts';

export function ask(state: State, question: Question): Decision {
  return accept({ type: 'question-asked', orderId: state.work?.order.id ?? null, question });
}
