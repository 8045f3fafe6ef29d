import type { State } from '../core/state.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './stores.ts';

/** As long as a hub may have lost what it acknowledged, and be told again (sync.md 3.7). */
const KEPT_MS = 14 * 86_400_000;
const FIRST_MS = 60_000;
const DAILY_MS = 86_400_000;
/** Between two slices: scans go first. */
const BREATH_MS = 20;

/** Lets go of what nobody can ask for any more, a slice at a time, a minute after the start and then once a day. @returns what stops it */
export function forgetHistory(options: {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly state: () => State;
  readonly onBug: (bug: unknown) => void;
}): () => void {
  const { journal, clock } = options;
  let cancel = clock.after(FIRST_MS, slice);

  function slice(): void {
    let isDone = true;
    try {
      const { entries, papers } = journal.forget(clock.nowMs() - KEPT_MS, options.state());
      isDone = entries === 0 && papers === 0;
    } catch (bug) {
      options.onBug(bug);
    }
    cancel = clock.after(isDone ? DAILY_MS : BREATH_MS, slice);
  }

  return () => cancel();
}
