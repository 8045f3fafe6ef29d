import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import { answerConflict } from './decide-conflict.ts';
import { answerDrill } from './decide-drill.ts';
import { answerBinEmpty, answerPickShort } from './decide-pick.ts';
import { choosePrinter } from './decide-printer.ts';
import { answerReprint } from './decide-reprint.ts';
import type { Event } from './event.ts';
import { foresee } from './evolve.ts';
import type { Choice } from './phase.ts';
import { choicesOf, type DamageReason, type Question, type ShortReason, SURE_MS } from './question.ts';
import { hasRight } from './rights.ts';
import { isSettled, type State, totalPacked } from './state.ts';

/** An answer to the question on the screen: by its card, its key, or CONFIRM where it can be answered by yes. */
export function decideChoice(state: State, choice: Choice, facts: Facts): Decision {
  const { question } = state;
  if (question === null) return refuse('not-now');
  if (!choicesOf(question).includes(choice)) return refuse('answer-first');
  switch (question.kind) {
    case 'sure':
      if (choice === 'no') return accept({ type: 'question-closed' });
      if (facts.atMs - question.sinceMs > SURE_MS) {
        return { ...refuse('sure-late'), events: [{ type: 'question-closed' }] };
      }
      return accept({ type: 'question-closed' }, ...question.events);
    case 'learn':
    case 'left-behind':
      return choice === 'yes'
        ? accept({ type: 'question-closed' }, ...question.events)
        : accept({ type: 'question-closed' });
    case 'bin-empty':
      return answerBinEmpty(state, question, choice, facts);
    case 'short':
      if (state.round !== null) return answerPickShort(state, question, choice, facts);
      return ask(state, {
        kind: 'after-short',
        orderId: question.orderId,
        lineId: question.lineId,
        units: question.units,
        reason: choice as ShortReason, // choicesOf gave it
      });
    case 'after-short':
      return afterShort(state, question, choice, facts);
    case 'damaged': {
      const { orderId, lineId } = question;
      const reason = choice as DamageReason; // choicesOf gave it
      return ask(state, { kind: 'after-damage', orderId, lineId, reason });
    }
    case 'after-damage':
      return afterDamage(state, question, choice, facts);
    case 'hold':
      return accept(
        { type: 'question-closed' },
        { type: 'order-held', orderId: question.orderId, reason: choice as 'other' }, // choicesOf gave it
      );
    case 'approval':
      return refuse('answer-first');
    case 'approval-reason':
      return accept(
        {
          type: 'approval-given',
          about: question.about,
          by: question.by.id,
          reason: choice as 'checked', // choicesOf gave it
          orderId: state.work?.order.id ?? null,
        },
        ...question.events,
      );
    case 'take-over': {
      if (choice === 'no' || state.packer === null) return accept({ type: 'question-closed' });
      const { id, name, role } = question.person;
      return accept({ type: 'station-taken-over', personId: id, name, role, from: state.packer.id });
    }
    case 'which-box': {
      const { orderId, packNo } = question;
      return accept({ type: 'item-moved', orderId, packNo, toBox: Number(choice.slice('box-'.length)) });
    }
    case 'twice':
      return choice === 'yes'
        ? accept({ type: 'question-closed' }, ...question.events)
        : accept({ type: 'question-closed' });
    case 'reprint':
      return answerReprint(state, question, choice, facts);
    case 'which-printer':
      return choosePrinter(state, question, choice, facts);
    case 'conflict':
      return answerConflict(state, question, choice, facts);
    case 'drill':
      return answerDrill(state, choice, facts);
    case 'drill-over':
      return accept({ type: 'drill-seen' });
    case 'changed':
      return accept({ type: 'order-revised', orderId: question.orderId, order: question.order });
  }
}

/** CANCEL closes a question that can wait; one about the order itself cannot. */
export function cancelQuestion(question: Question): Decision {
  if (question.kind === 'changed') return refuse('answer-first');
  // A score that was put away has been seen.
  return accept({ type: question.kind === 'drill-over' ? 'drill-seen' : 'question-closed' });
}

function afterShort(
  state: State,
  question: Extract<Question, { kind: 'after-short' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  const { orderId, lineId, units, reason } = question;
  const closed: Event = { type: 'question-closed' };
  if (choice === 'elsewhere') return accept(closed, { type: 'line-skipped', orderId, lineId });
  const short: Event = { type: 'line-short', orderId, lineId, units, reason };
  const held: Event = { type: 'order-held', orderId, reason: 'missing' };
  const { missing } = facts.site.policy;
  if (choice === 'wait' || missing === 'hold') return accept(closed, short, held);
  return letShort(state, [short], units, facts);
}

/** Units that will not come, where the site and the packer's rights let an order leave without them. */
export function letShort(state: State, events: readonly Event[], units: number, facts: Facts): Decision {
  const { work } = foresee(state, events, facts.atMs);
  if (work !== null && isSettled(work) && totalPacked(work) === 0) return refuse('nothing-to-ship');
  const { missing, shortUnits } = facts.site.policy;
  const role = state.packer?.role ?? 'packer';
  const many = units > shortUnits && !hasRight(role, 'short-many');
  if (missing !== 'approve' && !many) return accept({ type: 'question-closed' }, ...events);
  return ask(state, { kind: 'approval', about: 'short', detail: { ordered: units }, events });
}

function afterDamage(
  state: State,
  question: Extract<Question, { kind: 'after-damage' }>,
  choice: Choice,
  facts: Facts,
): Decision {
  const { orderId, lineId, reason } = question;
  const damaged: Event = { type: 'item-damaged', orderId, lineId, units: 1, reason };
  if (choice === 'replace') return accept({ type: 'question-closed' }, damaged);
  const short: Event = { type: 'line-short', orderId, lineId, units: 1, reason: 'damaged' };
  if (choice === 'wait' || facts.site.policy.missing === 'hold') {
    return accept({ type: 'question-closed' }, damaged, short, { type: 'order-held', orderId, reason: 'goods' });
  }
  return letShort(state, [damaged, short], 1, facts);
}
