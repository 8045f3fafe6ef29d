import { accept, type Command, type Decision, type Facts, refuse } from './command.ts';
import type { Event } from './event.ts';
import type { Person } from './order.ts';
import type { Question } from './question.ts';
import { hasRight } from './rights.ts';
import { phaseBeneath, phaseOf, type State } from './state.ts';
import { SUPERVISOR_CLEARS } from './verdict.ts';

const PIN_TRIES = 5;
const PIN_PAUSE_MS = 30_000;

/** A badge: signs in, brings a paused bench back, or lets a supervisor speak. */
export function decideBadge(state: State, person: Person | null): Decision {
  const phase = phaseOf(state);
  const { question, stop } = state;
  if (question?.kind === 'approval') {
    const { about, detail, events } = question;
    return decideApproval(state, person, { about, detail, events });
  }
  if (phase === 'stopped' && stop !== null) {
    if (stop.offer?.by !== 'supervisor' && !SUPERVISOR_CLEARS.includes(stop.code)) return refuse('stopped');
    const { code, detail, offer } = stop;
    const about = code === 'order-taken' ? 'take-over-order' : code;
    return decideApproval(state, person, { about, detail, events: offer?.events ?? [] });
  }
  if (phase === 'signed-out') return person === null ? refuse('badge-unknown') : accept(signedIn(person));
  if (phase === 'locked') return person === null ? refuse('badge-unknown') : unlock(state, person);
  // Between two orders a colleague may take the place without a word.
  if (phase === 'ready' || phase === 'done') {
    if (person === null) return refuse('badge-unknown');
    if (person.id === state.packer?.id) return refuse('already-done', { person: person.name });
    return accept({ type: 'packer-signed-out' }, signedIn(person));
  }
  return refuse('not-now');
}

/** A supervisor says yes; why, is asked next. */
function decideApproval(
  state: State,
  person: Person | null,
  approved: Pick<Extract<Question, { kind: 'approval' }>, 'about' | 'detail' | 'events'>,
): Decision {
  if (person === null) return refuse('badge-unknown');
  const { about } = approved;
  const right = about === 'settle-conflict' ? 'settle-conflict' : 'approve';
  if (!hasRight(person.role, right)) return refuse('not-a-supervisor', { person: person.name });
  const orderId = state.work?.order.id ?? null;
  const events = approved.events.map((event) => signed(event, person));
  // Nobody has to say why a person learns, or why a bench does.
  if (about === 'train' || about === 'leave-training' || about === 'drill') {
    return accept({ type: 'approval-given', about, by: person.id, reason: 'checked', orderId }, ...events);
  }
  const question = { kind: 'approval-reason', ...approved, events, by: person } as const;
  return accept({ type: 'question-asked', orderId, question });
}

/** What names the person who answers for it names the one whose badge was read. */
function signed(event: Event, { id }: Person): Event {
  return event.type === 'order-take-over-asked' || event.type === 'drill-begun' ? { ...event, by: id } : event;
}

export function decidePin(state: State, command: Extract<Command, { type: 'enter-pin' }>, facts: Facts): Decision {
  const phase = phaseBeneath(state);
  if (phase !== 'signed-out' && phase !== 'locked') return refuse('not-now');
  const { count, lastAtMs } = state.wrongPins;
  if (count >= PIN_TRIES && facts.atMs - lastAtMs < PIN_PAUSE_MS) return refuse('pin-blocked');
  if (command.right) return phase === 'locked' ? unlock(state, command.person) : accept(signedIn(command.person));
  const scan = { scanId: `pin:${facts.atMs}`, source: 'pin', text: null };
  const refused: Event = { type: 'scan-refused', orderId: null, code: 'pin-wrong', detail: {}, scan };
  return { ok: false, code: 'pin-wrong', detail: {}, offer: null, events: [refused] };
}

/** The paused packer comes back to the very same screen; anybody else is asked whether they go on with it. */
function unlock(state: State, person: Person): Decision {
  const { packer, work, round } = state;
  if (packer === null || person.id === packer.id) return accept({ type: 'station-unlocked' });
  if (work === null && round === null) return accept({ type: 'packer-signed-out' }, signedIn(person));
  const orderId = work?.order.id ?? null;
  return accept({
    type: 'question-asked',
    orderId,
    question: { kind: 'take-over', person, from: packer.name },
  });
}

function signedIn(person: Person): Event {
  return { type: 'packer-signed-in', personId: person.id, name: person.name, role: person.role };
}
