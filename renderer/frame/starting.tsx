import { useEffect, useState } from 'react';
import { useBridge } from '../bridge.ts';
import { Mark, Sign } from '../parts/sign.tsx';
import { useNow } from '../state/station-clock.ts';
import { useWords } from '../words/use-words.ts';

const PATIENCE_MS = 400;

/** Before the first view: nothing at first, because nothing is usually all there is time for; then a sentence. */
export function Starting() {
  return useNow(200) < PATIENCE_MS ? null : <Waiting />;
}

function Waiting() {
  const words = useWords();
  const sinceMs = useNow(200);
  const fault = useStartFault();
  if (fault !== null) return <NotStarted fault={fault} />;
  return (
    <section className="starting" role="status" data-screen="starting">
      <Mark />
      <p className="say">{words.screens.starting(Math.floor(sinceMs / 1000))}</p>
    </section>
  );
}

/** Main answers `code: sentence` when the bench cannot open; until it opens or gives up it does not answer at all. */
function useStartFault(): string | null {
  const bridge = useBridge();
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    bridge.subscribe().then((answer) => setFault(answer.ok ? null : answer.error.detail));
  }, [bridge]);
  return fault;
}

function NotStarted({ fault }: { readonly fault: string }) {
  const words = useWords();
  const [, code, sentence] = /^([a-z-]+): (.+)$/s.exec(fault) ?? [null, 'not-ready', fault];
  return (
    <section className="broken" role="alert" data-screen="not-started">
      <Sign name="error" className="band__sign" />
      <div>
        <p className="say" dir="auto">
          {sentence}
        </p>
        <p className="small q">
          {words.screens.broken.support}: <bdi className="code">{code}</bdi>
        </p>
      </div>
    </section>
  );
}
