import type { JobView } from '../../src/core/screen-view.ts';
import { useOpenPaper } from '../state/open-paper.ts';
import { useWords } from '../words/use-words.ts';
import { BlankLabel } from './parcel-drawing.tsx';
import { usePreview } from './use-preview.ts';

/** What the printer is given, dot for dot; an empty form until it has been made. Touched, it is shown large. */
export function LabelPreview({ job }: { readonly job: JobView }) {
  const text = useWords().screens.paper;
  const open = useOpenPaper();
  const url = usePreview(job.jobId, job.hasPreview);
  if (url !== null) {
    return (
      <button type="button" className="label-open" aria-label={text.show.label} onClick={() => open(job.jobId)}>
        <img className="label-preview" src={url} alt="" />
      </button>
    );
  }
  return (
    <svg className="label-preview label-preview--blank" viewBox="-3 -3 406 566" aria-hidden="true">
      <rect width="400" height="560" rx="6" fill="#fff" stroke="#12181D" strokeWidth="4" />
      <g opacity=".25">
        <BlankLabel />
      </g>
    </svg>
  );
}
