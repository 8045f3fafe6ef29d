import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import { decideBoxAction } from './decide-box.ts';
import { decideConflicts } from './decide-conflict.ts';
import { decideDrill } from './decide-drill.ts';
import { decideLoadAction } from './decide-load.ts';
import { decideOpen } from './decide-open.ts';
import { decidePaperAction } from './decide-paper.ts';
import { resumeParked } from './decide-park.ts';
import { decidePickAction } from './decide-pick.ts';
import { cancelQuestion, decideChoice } from './decide-question.ts';
import { decideReprint } from './decide-reprint.ts';
import { decideStopAction } from './decide-stop.ts';
import { decideWorkAction } from './decide-work.ts';
import { type Action, satisfies } from './phase.ts';
import { choicesOf } from './question.ts';
import { hasRight } from './rights.ts';
import { phaseOf, type State } from './state.ts';

/** A key, a touch or a command barcode: all the same here. */
export function decideAction(state: State, action: Action, facts: Facts): Decision {
  const phase = phaseOf(state);
  // The command card says CANCEL where the screen says "put back".
  const meant = action === 'cancel' && (phase === 'packing' || phase === 'picking') ? 'put-back' : action;
  if (!satisfies(phase, meant)) return refuse(state.stop === null ? 'not-now' : 'stopped');
  switch (meant) {
    case 'help':
      return accept({ type: state.sheet === 'help' ? 'help-closed' : 'help-asked' });
    case 'status':
      return accept({ type: state.sheet === 'status' ? 'status-closed' : 'status-asked' });
    case 'printers':
      return accept({ type: state.sheet === 'printers' ? 'printers-closed' : 'printers-asked' });
    case 'repeat':
      return accept();
    case 'lock':
      return accept({ type: 'station-locked' });
    case 'sign-out':
      return accept({ type: 'packer-signed-out' });
    case 'check-scanner':
      return accept({ type: 'card-begun' });
    case 'conflicts':
      return decideConflicts(state, facts);
    case 'drill':
      return decideDrill(state, facts);
    case 'train':
      return train(state, facts);
    case 'next':
      return decideOpen(state, facts.next, facts);
    case 'pick':
      return decidePickAction(state, meant, facts);
    case 'hand-over':
      return decideLoadAction(state, meant, facts);
    case 'parked':
      return resumeParked(state, state.parked[0] ?? null);
    case 'reprint':
      return decideReprint(state);
  }
  switch (phase) {
    case 'asked':
      return answer(state, meant, facts);
    case 'stopped':
      return decideStopAction(state, meant, facts);
    case 'checking-scanner':
      // FINISH first says what is wrong; a second one, or CANCEL, goes back.
      return accept({ type: meant === 'finish' && state.card?.finished === false ? 'card-finished' : 'card-ended' });
    case 'asking':
      return state.asking === null
        ? refuse('not-now')
        : accept({
            type: 'order-not-granted',
            orderId: state.asking.orderId,
            number: state.asking.number,
            code: 'given-up',
          });
    case 'picking':
      return decidePickAction(state, meant, facts);
    case 'loading':
      return decideLoadAction(state, meant, facts);
    case 'packing':
    case 'capturing':
      return decideWorkAction(state, meant, facts);
    case 'boxing':
    case 'weighing':
      return decideBoxAction(state, meant, facts);
    default:
      return decidePaperAction(state, meant, facts);
  }
}

function answer(state: State, action: Action, facts: Facts): Decision {
  const { question } = state;
  if (question === null) return refuse('not-now');
  if (action === 'cancel') return cancelQuestion(question);
  return choicesOf(question).includes('yes') ? decideChoice(state, 'yes', facts) : refuse('answer-first');
}

/** Training has its own stores and printers; only a supervisor begins and ends it. */
function train(state: State, facts: Facts): Decision {
  const { packer } = state;
  if (packer === null) return refuse('not-now');
  const asked = { type: facts.training ? 'training-left' : 'training-asked', personId: packer.id } as const;
  if (hasRight(packer.role, 'train')) return accept(asked);
  const about = facts.training ? 'leave-training' : 'train';
  return ask(state, { kind: 'approval', about, detail: {}, events: [asked] });
}
