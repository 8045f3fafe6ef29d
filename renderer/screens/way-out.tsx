import type { Action } from '../../src/core/phase.ts';
import type { JobView } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { Key, keyOf, WayKey } from '../frame/key.tsx';
import { Steps } from '../parts/steps.tsx';
import type { Catalogue } from '../words/catalogue.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly steps: readonly string[];
  readonly label: JobView;
  readonly keys: readonly KeyView[];
}

/** What else helps while paper is the trouble; pausing and the like stand on the help sheet. */
const OTHERS: readonly Action[] = ['other-printer', 'park', 'clear-printer', 'hold', 'help'];

const MOST_STEPS = 3;

/** What to do, the code that goes on in scan brackets, and the other ways: the neighbour, later, not at all. */
export function WayOut({ steps, label, keys }: Props) {
  const words = useWords();
  const enabled = (action: Action) => {
    const key = keyOf(keys, action);
    return key?.enabled === true ? key : null;
  };
  // Of a label that may be out only the packer knows; of one that went nowhere RETRY is the way on.
  const way = enabled(label.state === 'unknown' ? 'no-label' : 'retry');
  const rest = OTHERS.map(enabled).filter((key) => key !== null);
  const last = keyStep(words, label, way?.action === 'retry', enabled('other-printer') !== null);
  const own = last === null ? [] : [last];
  const mend = steps.slice(0, MOST_STEPS - own.length);
  return (
    <div className="card pcard">
      {/* What could not be made is tried again before anybody is called; a printer is mended first. */}
      <Steps steps={label.state === 'failed' ? [...own, ...mend] : [...mend, ...own]} />
      {way !== null && <WayKey view={way} />}
      <div className="keys" data-count={rest.length}>
        {rest.map((key) => (
          <Key key={key.action} view={key} look="plain" />
        ))}
      </div>
    </div>
  );
}

/** The way on, named by its keys; the neighbour only where no paper can come out twice. */
function keyStep(
  { printing, keys }: Catalogue,
  { state }: JobView,
  canRetry: boolean,
  hasOther: boolean,
): string | null {
  if (state === 'attention') return printing.goesOnByItself;
  if (!canRetry) return null;
  if (state === 'not_sent') {
    return hasOther ? printing.waitOrEither(keys.retry, keys['other-printer']) : printing.waitOrScan(keys.retry);
  }
  return hasOther ? printing.scanEither(keys.retry, keys['other-printer']) : printing.scanKey(keys.retry);
}
