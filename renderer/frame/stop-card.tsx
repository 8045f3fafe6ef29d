import type { Action } from '../../src/core/phase.ts';
import type { KeyView, StopView } from '../../src/core/view.ts';
import { CodeCard } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { Steps } from '../parts/steps.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Key, keyOf } from './key.tsx';

/** What else a stop may offer: the first that does something here. The others stand on the help sheet. */
const OTHERS = ['wrong-bin', 'learn', 'hold'] as const satisfies readonly Action[];

interface Props {
  readonly stop: Pick<StopView, 'code' | 'detail' | 'remedy'>;
  readonly keys: readonly KeyView[];
}

/** What to do, and the code that lets you go on, in scan brackets. */
export function StopCard({ stop, keys }: Props) {
  const words = useWords();
  const { compact } = useBenchSize();
  const says = words.verdicts.refusals[stop.code];
  const steps = 'steps' in says ? says.steps(stop.detail) : [];
  const seen = keyOf(keys, 'acknowledge');
  const help = keyOf(keys, 'help');
  const others = OTHERS.map((action) => keyOf(keys, action)).filter((key) => key?.enabled === true);
  const other = others[0] ?? null;
  return (
    <div className="card stop-card" data-remedy={stop.remedy ?? undefined}>
      <Steps steps={steps} />
      <Remedy remedy={stop.remedy} code={stop.code} />
      {seen?.enabled === true && <CodeCard code={seen.code} word={words.keys.acknowledge} height={compact ? 48 : 84} />}
      <div className="keys">
        {seen !== null && <Key view={seen} look="go" />}
        {other !== null && <Key view={other} look="plain" />}
        {help !== null && <Key view={help} look="plain" />}
      </div>
      {stop.remedy === null && <p className="small q">{words.screens.stop.nothingCounts}</p>}
    </div>
  );
}

/** The other way out: the same scan again, or somebody who may say so. */
function Remedy({ remedy, code }: Pick<StopView, 'remedy' | 'code'>) {
  const text = useWords().screens.stop;
  if (remedy === null) return null;
  const passes = code === 'order-taken' ? text.supervisorTakes : text.supervisorSays;
  const supervisorSays = remedy === 'clears' ? text.supervisorClears : passes;
  return (
    <p className="remedy" data-remedy={remedy}>
      <Icon name={remedy === 'again' ? 'refresh' : 'badge'} />
      <span>
        {remedy === 'again' ? (
          text.again
        ) : (
          <>
            <b>{text.supervisor}</b>
            <small>{supervisorSays}</small>
          </>
        )}
      </span>
    </p>
  );
}
