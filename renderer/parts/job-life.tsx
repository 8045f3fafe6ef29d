import { memo } from 'react';
import type { JobState } from '../../src/core/print.ts';
import type { JobView, PaperView } from '../../src/core/screen-view.ts';
import { useNow } from '../state/station-clock.ts';
import { clockSeconds, tookText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';
import { Sign } from './sign.tsx';

/** A label's life so far, with times. "Sent to printer" never becomes "Printed" by itself. */
export const JobLife = memo(function JobLife({ job }: { readonly job: JobView }) {
  const words = useWords();
  const nowMs = useNow(1000);
  const states = words.printing.jobStates;
  const troubled = isTrouble(job.state);
  const waiting = words.printing.waiting(tookText(words, nowMs - (job.sentAtMs ?? job.queuedAtMs)));
  return (
    <ol className="job">
      <li className={job.state === 'queued' ? 'now' : 'on'}>
        <Icon name={job.state === 'queued' ? 'more' : 'check'} />
        <b>{states.queued}</b>
        <span>{job.state === 'queued' ? waiting : clockSeconds(words, job.queuedAtMs)}</span>
      </li>
      {/* Of a job that is not sent no byte left the station, whenever it was tried. */}
      {job.sentAtMs !== null && job.state !== 'not_sent' && (
        <li className={job.state === 'sending' ? 'now' : 'on'}>
          <Icon name={job.state === 'sending' ? 'more' : 'check'} />
          <b>{states.sending}</b>
          <span>{job.state === 'sending' ? waiting : clockSeconds(words, job.sentAtMs)}</span>
        </li>
      )}
      {job.state === 'printed' && (
        <li className="on">
          <Icon name="check" />
          <b>{states.printed}</b>
          <span>{clockSeconds(words, job.changedAtMs)}</span>
        </li>
      )}
      {troubled && (
        <li className="now">
          <Sign name="warn" />
          <b>{states[job.state]}</b>
          <span>{waiting}</span>
        </li>
      )}
    </ol>
  );
});

export function isTrouble(state: JobState): boolean {
  return state === 'attention' || state === 'unknown' || state === 'not_sent' || state === 'failed';
}

interface PaperLinesProps {
  readonly slip: JobView | null;
  readonly papers: readonly PaperView[];
}

/** The other papers: printed beside the label, they stop nobody. Those that are alike share a line; each trouble has its own. */
export const PaperLines = memo(function PaperLines({ slip, papers }: PaperLinesProps) {
  const words = useWords();
  const all = [...(slip === null ? [] : [{ ...slip, paper: 'slip' } as const]), ...papers];
  const lines = new Map<string, PaperView[]>();
  for (const paper of all) {
    const key = isTrouble(paper.state) ? paper.jobId : paper.state;
    lines.set(key, [...(lines.get(key) ?? []), paper]);
  }
  return [...lines].map(([key, [first, ...more]]) => {
    if (first === undefined) return null;
    const names = [first, ...more].map(({ paper }) => words.screens.paper.kinds[paper]).join(', ');
    const [condition] = first.conditions;
    const troubled = isTrouble(first.state);
    const says = troubled && condition !== undefined ? `, ${words.printing.conditions[condition].says}` : '';
    return (
      <p key={key} className={`slip${troubled ? ' slip--mind' : ''}`} data-slip={first.state}>
        {troubled ? <Sign name="warn" /> : <Icon name={first.state === 'printed' ? 'check' : 'sheet'} />}
        <span>
          {names}: {words.printing.jobStates[first.state]}
          {says}
        </span>
      </p>
    );
  });
});
