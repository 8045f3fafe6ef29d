import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse } from './command.ts';
import type { Event } from './event.ts';
import type { Choice } from './phase.ts';
import { DRILL_MINUTES } from './question.ts';
import { hasRight } from './rights.ts';
import { phaseOf, type State } from './state.ts';

/** The network is cut in software to see how the bench does alone; the same key lets it through again, at any time. */
export function decideDrill(state: State, facts: Facts): Decision {
  if (state.drill !== null) return endDrill(state, facts);
  // Without a network there is nothing to cut: the drill is real.
  return facts.training || !facts.online ? refuse('not-now') : ask(state, { kind: 'drill' });
}

export function answerDrill(state: State, choice: Choice, facts: Facts): Decision {
  const { packer } = state;
  if (packer === null) return refuse('not-now');
  const minutes = DRILL_MINUTES[choice as keyof typeof DRILL_MINUTES]; // choicesOf gave it
  const begun: Event = { type: 'drill-begun', minutes, by: packer.id, claimed: facts.claimed };
  if (hasRight(packer.role, 'drill')) return accept({ type: 'question-closed' }, begun);
  return ask(state, { kind: 'approval', about: 'drill', detail: {}, events: [begun] });
}

export function endDrill(state: State, facts: Facts): Decision {
  const { drill } = state;
  if (drill === null) return accept();
  const { begunAtMs, shipped, refused, scans, claimedBefore, dryAtMs } = drill;
  const score = {
    // A clock that was set back must not make a drill that never was.
    lastedMs: Math.max(0, facts.atMs - begunAtMs),
    shipped,
    refused,
    scans,
    claimedBefore,
    claimedAfter: facts.claimed,
    dryAfterMs: dryAtMs === null ? null : Math.max(0, dryAtMs - begunAtMs),
  };
  return accept({ type: 'drill-ended', score });
}

/** The score is shown as soon as nobody has anything in hand. */
export function tellScore(state: State): readonly Event[] {
  const { score } = state;
  const phase = phaseOf(state);
  if (score === null || (phase !== 'ready' && phase !== 'done')) return [];
  return [{ type: 'question-asked', orderId: null, question: { kind: 'drill-over', score } }];
}
