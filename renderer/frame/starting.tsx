import { Mark } from '../parts/sign.tsx';
import { useNow } from '../state/station-clock.ts';
import { useWords } from '../words/use-words.ts';

const PATIENCE_MS = 400;

/** Before the first view: nothing at first, because nothing is usually all there is time for; then a sentence. */
export function Starting() {
  const words = useWords();
  const sinceMs = useNow(200);
  if (sinceMs < PATIENCE_MS) return null;
  return (
    <section className="starting" role="status" data-screen="starting">
      <Mark />
      <p className="say">{words.screens.starting(Math.floor(sinceMs / 1000))}</p>
    </section>
  );
}
