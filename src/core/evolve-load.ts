import { setAside } from './evolve-job.ts';
import type { NoteCode } from './note.ts';
import type { PickEvent } from './pick-event.ts';
import type { State } from './state.ts';
import type { BandDetail } from './view.ts';

type LoadEvent = Extract<
  PickEvent,
  { readonly type: 'loading-begun' | 'parcel-loaded' | 'parcel-unloaded' | 'loading-ended' }
>;

/** The hand-over to the carrier. */
export function evolveLoad(state: State, event: LoadEvent, atMs: number): State {
  const now = (loading: State['loading'], code: NoteCode, detail: BandDetail): State => ({
    ...state,
    loading,
    stop: null,
    question: null,
    sheet: null,
    band: { code, detail },
  });
  // The order packed last is done with: what comes after the hand-over is the next one.
  if (event.type === 'loading-begun') {
    const begun = now({ loaded: [] }, 'loading', { n: 0, of: state.waiting.length });
    return { ...begun, work: null, aside: state.work === null ? state.aside : setAside(state, state.work) };
  }
  if (event.type === 'loading-ended') {
    const waiting = state.waiting.filter(({ parcelCode }) => !event.loaded.includes(parcelCode));
    const code = event.loaded.length > 0 ? 'hand-over-done' : 'ready';
    return { ...now(null, code, { n: event.loaded.length, of: state.waiting.length, atMs }), waiting };
  }
  const { loading } = state;
  if (loading === null) return state;
  const { parcelCode } = event;
  const others = loading.loaded.filter((code) => code !== parcelCode);
  const loaded = event.type === 'parcel-loaded' ? [...others, parcelCode] : others;
  const parcel = state.waiting.find((each) => each.parcelCode === parcelCode);
  return now({ loaded }, event.type === 'parcel-loaded' ? 'loaded' : 'undone', {
    number: parcel?.number,
    name: parcel?.carrier,
    text: parcelCode,
    n: loaded.length,
    of: state.waiting.length,
    atMs,
  });
}
