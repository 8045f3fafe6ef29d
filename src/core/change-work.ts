import type { NoteCode } from './note.ts';
import type { State, Work } from './state.ts';
import type { BandDetail } from './view.ts';

/** Gives the state after something happened to the open order: what changed in it, and what the band says of that. */
export function changeWork(
  state: State,
  work: Work,
): (change: Partial<Work>, code: NoteCode, detail?: BandDetail) => State {
  return (change, code, detail = {}) => ({
    ...state,
    work: { ...work, ...change },
    question: null,
    sheet: null,
    band: { code, detail },
  });
}
