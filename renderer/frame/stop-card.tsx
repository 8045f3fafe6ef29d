import type { KeyView } from '../../src/core/view.ts';
import { CodeCard } from '../parts/barcode.tsx';
import { Steps } from '../parts/steps.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Key, keyOf } from './key.tsx';

/** What to do, and the code that lets you go on, in scan brackets. */
export function StopCard({ steps, keys }: { readonly steps: readonly string[]; readonly keys: readonly KeyView[] }) {
  const words = useWords();
  const { compact } = useBenchSize();
  const seen = keyOf(keys, 'acknowledge');
  const help = keyOf(keys, 'help');
  return (
    <div className="card stop-card">
      <Steps steps={steps} />
      {seen !== null && <CodeCard code={seen.code} word={words.keys.acknowledge} height={compact ? 56 : 92} />}
      <div className="keys">
        {seen !== null && <Key view={seen} look="go" />}
        {help !== null && <Key view={help} look="plain" />}
      </div>
      <p className="small q">{words.screens.stop.nothingCounts}</p>
    </div>
  );
}
