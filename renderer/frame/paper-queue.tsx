import type { JobRow, ParkedRow } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { JOB_SIGNS } from '../parts/job-signs.ts';
import { Sign } from '../parts/sign.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useOpenPaper } from '../state/open-paper.ts';
import { useNow } from '../state/station-clock.ts';
import { ageText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** So many papers are listed; the rest is counted. */
const JOBS = 10;
const PARKED = { roomy: 4, compact: 3 };

export function JobList({ jobs }: { readonly jobs: readonly JobRow[] }) {
  const text = useWords().screens.printers;
  if (jobs.length === 0) return <p className="q">{text.noPapers}</p>;
  return (
    <ul className="printers__jobs">
      {jobs.slice(0, JOBS).map((job) => (
        <li key={job.jobId}>
          <JobKey job={job} />
        </li>
      ))}
      {jobs.length > JOBS && <li className="printers__more q">{text.more(jobs.length - JOBS)}</li>}
    </ul>
  );
}

/** Touched, it shows the paper itself. */
function JobKey({ job }: { readonly job: JobRow }) {
  const words = useWords();
  const { printers, paper, label } = words.screens;
  const open = useOpenPaper();
  const nowMs = useNow(1000);
  const reason = job.code ?? job.fault;
  return (
    <button
      type="button"
      className="printers__job"
      data-job={job.state}
      data-where={job.where}
      onClick={() => open(job.jobId)}
    >
      <Sign name={JOB_SIGNS[job.state]} />
      <b>
        <bdi>{job.number}</bdi>
      </b>
      <span className="printers__kind">
        <bdi>{paper.kinds[job.paper]}</bdi>
        {job.copy > 1 && <span className="printers__copy">{label.copy(job.copy)}</span>}
      </span>
      <span className="printers__state">
        <b>{printers.states[job.state]}</b>
        {reason !== null && <bdi className="code">{reason}</bdi>}
      </span>
      <bdi className="printers__age">{ageText(words, nowMs - job.queuedAtMs)}</bdi>
      <bdi className="printers__at">{job.printer}</bdi>
    </button>
  );
}

/** Boxes that stand on the shelf until their label can be printed. */
export function ParkedList({ parked }: { readonly parked: readonly ParkedRow[] }) {
  const words = useWords();
  const text = words.screens.printers;
  const { compact } = useBenchSize();
  const nowMs = useNow(60_000);
  if (parked.length === 0) return null;
  const room = compact ? PARKED.compact : PARKED.roomy;
  const shown = parked.slice(0, parked.length > room ? room - 1 : room);
  return (
    <div className="printers__parked">
      <h3>
        <Icon name="park" />
        <span>{text.parked}</span>
      </h3>
      <ul>
        {shown.map(({ number, boxes, sinceMs }) => (
          <li key={number}>
            <b>
              <bdi>{number}</bdi>
            </b>
            <bdi>{text.boxes(boxes)}</bdi>
            <bdi className="q">{ageText(words, nowMs - sinceMs)}</bdi>
          </li>
        ))}
        {parked.length > shown.length && <li className="q">{text.more(parked.length - shown.length)}</li>}
      </ul>
    </div>
  );
}
