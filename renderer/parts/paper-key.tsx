import type { JobView, LabelScreen } from '../../src/core/screen-view.ts';
import { useOpenPaper } from '../state/open-paper.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';

/** The papers of this box, to be looked at before and after they are printed; what is not made yet has no key. */
export function PaperKeys({ label, slip, papers }: Pick<LabelScreen, 'label' | 'slip' | 'papers'>) {
  const others = [...(slip === null ? [] : [slip]), ...papers];
  const shown = (['label', 'papers'] as const).flatMap((which) => {
    const job = (which === 'label' ? [label] : others).find(({ hasPreview }) => hasPreview);
    return job === undefined ? [] : [{ which, job }];
  });
  if (shown.length === 0) return null;
  return (
    <div className="paper-keys">
      {shown.map(({ which, job }) => (
        <PaperKey key={which} which={which} job={job} />
      ))}
    </div>
  );
}

function PaperKey({ which, job }: { readonly which: 'label' | 'papers'; readonly job: JobView }) {
  const text = useWords().screens.paper;
  const open = useOpenPaper();
  return (
    <button type="button" className="key paper-key" onClick={() => open(job.jobId)}>
      <Icon name={which === 'label' ? 'eye' : 'sheet'} />
      {text.show[which]}
    </button>
  );
}
