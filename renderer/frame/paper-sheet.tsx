import { useBridge } from '../bridge.ts';
import { Icon } from '../parts/icon.tsx';
import { JOB_SIGNS } from '../parts/job-signs.ts';
import { Sign } from '../parts/sign.tsx';
import { usePreview } from '../parts/use-preview.ts';
import type { Paper } from '../state/open-paper.ts';
import { clockSeconds } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly paper: Paper;
  /** Papers of the same parcel, this one among them. */
  readonly siblings: readonly Paper[];
  readonly open: (jobId: string) => void;
  readonly close: () => void;
}

/** One paper as the printer is given it, dot for dot, as large as the window allows. */
export function PaperSheet({ paper, siblings, open, close }: Props) {
  const bridge = useBridge();
  const words = useWords();
  const text = words.screens.paper;
  const { job, kind, number, parcelCode } = paper;
  const url = usePreview(job.jobId, job.hasPreview);
  const support = [job.code, job.detail].filter((part) => part !== null).join(' ');
  return (
    <section className="help paper-sheet" role="dialog" aria-label={text.kinds[kind]} data-paper={job.jobId}>
      {url === null ? (
        <p className="say q paper-sheet__none">{text.noPicture}</p>
      ) : (
        <img className="paper-sheet__picture" src={url} alt="" />
      )}
      <div className="paper-sheet__say">
        <h2 className="verb">{text.kinds[kind]}</h2>
        <p className="where">
          <bdi>{words.screens.stop.labelOf(number)}</bdi>
          {job.copy > 1 && <b>{words.screens.label.copy(job.copy)}</b>}
        </p>
        <p className="code q">{parcelCode}</p>
        <p className="paper-sheet__state" data-job={job.state}>
          <Sign name={JOB_SIGNS[job.state]} />
          <span>
            <b>{words.screens.printers.states[job.state]}</b>
            <span className="small">{clockSeconds(words, job.changedAtMs)}</span>
          </span>
        </p>
        {job.fault !== null && <p className="small">{words.printing.documents[job.fault].what(job.printer)}</p>}
        {job.printer !== '' && (
          <p className="small q">
            {text.printer}: <bdi>{job.printer}</bdi>
          </p>
        )}
        {support !== '' && (
          <p className="small q">
            {text.code}: <bdi className="code">{support.slice(0, 80)}</bdi>
          </p>
        )}
        {url !== null && <p className="small q">{text.exact}</p>}
        {siblings.length > 1 && (
          <div className="keys">
            {siblings.map(({ job: { jobId, copy }, kind: other }) => (
              <button
                key={jobId}
                type="button"
                className={`key${jobId === job.jobId ? ' key--on' : ''}`}
                aria-pressed={jobId === job.jobId}
                onClick={() => open(jobId)}
              >
                {text.kinds[other]}
                {copy > 1 && ` ${copy}`}
              </button>
            ))}
          </div>
        )}
        {paper.droppable === true && (
          <button
            type="button"
            className="key"
            onClick={() => void bridge.dispatch({ kind: 'drop-job', jobId: job.jobId })}
          >
            <Icon name="check" />
            {text.settled}
          </button>
        )}
        <button type="button" className="key key--go" onClick={close}>
          <Icon name="cross" />
          {text.close}
        </button>
      </div>
    </section>
  );
}
