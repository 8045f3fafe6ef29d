import type { JobView, LabelScreen } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { lengthStep } from '../frame/band.tsx';
import { Icon } from '../parts/icon.tsx';
import { JobLife, PaperLines } from '../parts/job-life.tsx';
import { LabelPreview } from '../parts/label-preview.tsx';
import { PaperKeys } from '../parts/paper-key.tsx';
import { PrinterDrawing, spotOf } from '../parts/printer-drawing.tsx';
import { Sign } from '../parts/sign.tsx';
import { useWords } from '../words/use-words.ts';
import { printerSays, troubleOf, worstOf } from './trouble-words.ts';
import { WayOut } from './way-out.tsx';

interface Props {
  readonly screen: LabelScreen;
  readonly keys: readonly KeyView[];
  readonly bandCode: string;
}

/** The label does not come out, or nobody knows: what the printer says, where to look, what to do. */
export function PrinterTrouble({ screen, keys, bandCode }: Props) {
  const words = useWords();
  const { label } = screen;
  const says = troubleOf(words, label);
  const printer = label.printer === '' ? words.printing.noPrinter : label.printer;
  const unknown = label.state === 'unknown';
  return (
    <>
      <main className="stage stage--all ctx ctx--paper">
        <LabelPreview job={label} />
        <div className="ctx__text">
          <h1 className="name">{words.printing.notPrintedYet}</h1>
          <p className="where q">
            <bdi>{screen.head.carrier}</bdi>
            <bdi className="code">{screen.parcelCode}</bdi>
          </p>
          <PaperLines slip={screen.slip} papers={screen.papers} />
          <PaperKeys label={label} slip={screen.slip} papers={screen.papers} />
        </div>
        <JobLife job={label} />
      </main>
      <section
        className="band band--warn band--tall"
        data-band={bandCode}
        data-trouble={label.state}
        role="alert"
        aria-live="assertive"
      >
        <div className="two two--paper">
          <div className="two__say">
            <div className="band__top">
              <Sign name={unknown ? 'ask' : 'warn'} className="band__sign" />
              <div>
                <p className="band__word" data-long={lengthStep(says.word)}>
                  {says.word}
                </p>
                <p className="lead">{says.what(printer)}</p>
              </div>
            </div>
            {label.state === 'failed' ? (
              <Support job={label} />
            ) : (
              <div className="psay">
                <div className="psay__draw">
                  <PrinterDrawing
                    spot={unknown && label.conditions.length === 0 ? 'path' : spotOf(worstOf(label.conditions))}
                  />
                </div>
                <PrinterSaid job={label} />
              </div>
            )}
          </div>
          <WayOut steps={says.steps} label={label} keys={keys} />
        </div>
      </section>
    </>
  );
}

function PrinterSaid({ job }: { readonly job: JobView }) {
  const words = useWords();
  return (
    <div>
      <p className="psay__h">{words.printing.printerSays}</p>
      <ul className="facts">
        {printerSays(words, job).map(({ part, says, well }) => (
          <li key={part + says} className={well ? '' : 'x'}>
            <Icon name={well ? 'check' : 'cross'} />
            <b>{part}</b>
            <span>{says}</span>
          </li>
        ))}
      </ul>
      <Support job={job} />
    </div>
  );
}

/** Support's own words: small, in the code face, and only where something failed. */
function Support({ job }: { readonly job: JobView }) {
  const text = [job.code, job.detail].filter((part) => part !== null).join(' ');
  return text === '' ? null : <p className="code small">{text.slice(0, 80)}</p>;
}
