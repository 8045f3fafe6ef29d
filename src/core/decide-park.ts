import { accept, type Decision, refuse } from './command.ts';
import type { State, Work } from './state.ts';

/** A box that waits for its label comes back to the bench; its label is printed then, and not before, so that none lies about. */
export function resumeParked(state: State, work: Work | null): Decision {
  if (work === null) return refuse('nothing-parked');
  const { stage } = state.work ?? { stage: 'done' };
  if (stage !== 'done' || state.round !== null || state.loading !== null) return refuse('not-now');
  return accept({ type: 'order-resumed', orderId: work.order.id });
}
