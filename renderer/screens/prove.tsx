import type { ProveScreen } from '../../src/core/screen-view.ts';
import { PaperLines } from '../parts/job-life.tsx';
import { PaperKeys } from '../parts/paper-key.tsx';
import { ParcelDrawing } from '../parts/parcel-drawing.tsx';
import { Plate } from '../parts/plate.tsx';
import { usePreview } from '../parts/use-preview.ts';
import { inFours } from '../words/figures.ts';
import { useWords } from '../words/use-words.ts';

/** Only the scan of this label, off the box, ships the order. */
export function Prove({ screen }: { readonly screen: ProveScreen }) {
  const text = useWords().screens.prove;
  const { label, parcelCode, tracking } = screen;
  const code = tracking ?? parcelCode;
  const preview = usePreview(label.jobId, label.hasPreview);
  return (
    <main className="stage stage--span prove">
      <ParcelDrawing preview={preview} />
      <div className="task">
        <p className="do">{label.state === 'printed' ? text.stick : text.doubt}</p>
        <h1 className="verb">{text.verb}</h1>
        <p className="where q">{text.mustEndIn}</p>
        <p className="vari">
          <Plate text={code.slice(-4)} />
          <bdi className="code q">{tracking === null ? parcelCode : inFours(tracking)}</bdi>
        </p>
        <PaperLines slip={screen.slip} papers={screen.papers} />
        <PaperKeys label={label} slip={screen.slip} papers={screen.papers} />
      </div>
    </main>
  );
}
