import type { LabelScreen } from '../../src/core/screen-view.ts';
import { JobLife, PaperLines } from '../parts/job-life.tsx';
import { LabelPreview } from '../parts/label-preview.tsx';
import { PaperKeys } from '../parts/paper-key.tsx';
import { useWords } from '../words/use-words.ts';

/** The label is on its way and all is well. */
export function Label({ screen }: { readonly screen: LabelScreen }) {
  const text = useWords().screens.label;
  const { label, carriers } = screen;
  const queued = carriers ? text.checking : text.making;
  return (
    <main className="stage stage--span paper">
      <LabelPreview job={label} />
      <div className="task">
        <p className="do">{text.after}</p>
        <h1 className="verb">{label.state === 'queued' ? queued : text.printing}</h1>
        <p className="where q">
          <bdi className="code">{screen.parcelCode}</bdi>
          {label.copy > 1 && <span>{text.copy(label.copy)}</span>}
          {label.printer !== '' && <bdi>{label.printer}</bdi>}
        </p>
        <JobLife job={label} />
        <PaperLines slip={screen.slip} papers={screen.papers} />
        <PaperKeys label={label} slip={screen.slip} papers={screen.papers} />
      </div>
    </main>
  );
}
