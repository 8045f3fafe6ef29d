import type { JobView } from '../../src/core/screen-view.ts';
import { BlankLabel } from './parcel-drawing.tsx';
import { usePreview } from './use-preview.ts';

/** What the printer is given, dot for dot; an empty form until it has been made. */
export function LabelPreview({ job }: { readonly job: JobView }) {
  const url = usePreview(job.jobId, job.hasPreview);
  if (url !== null) return <img className="label-preview" src={url} alt="" />;
  return (
    <svg className="label-preview label-preview--blank" viewBox="-3 -3 406 566" aria-hidden="true">
      <rect width="400" height="560" rx="6" fill="#fff" stroke="#12181D" strokeWidth="4" />
      <g opacity=".25">
        <BlankLabel />
      </g>
    </svg>
  );
}
