import { createContext, useContext, useState } from 'react';
import { isRefusal } from '../../src/core/note.ts';
import type { PaperKind } from '../../src/core/print.ts';
import type { JobView } from '../../src/core/screen-view.ts';
import type { View } from '../../src/core/view.ts';

/** A paper that can be looked at, with what it belongs to. */
export interface Paper {
  readonly job: JobView;
  readonly kind: PaperKind;
  readonly number: string;
  readonly parcelCode: string;
  readonly droppable?: boolean | undefined;
}

/** Shows the paper of this job large; the window alone knows which one is open. */
export const OpenPaperContext = createContext<(jobId: string) => void>(() => {});

export function useOpenPaper(): (jobId: string) => void {
  return useContext(OpenPaperContext);
}

/** Which paper is shown large, as long as nothing else must be seen. */
export function useOpenedPaper(view: View): {
  readonly paper: Paper | null;
  /** All of the same parcel that can be looked at, the open one among them. */
  readonly siblings: readonly Paper[];
  readonly open: (jobId: string) => void;
  readonly close: () => void;
} {
  const [opened, setOpened] = useState<{ readonly jobId: string; readonly said: SaidThen } | null>(null);
  const over = opened !== null && givesWay(opened.said, view);
  if (over) setOpened(null);
  const papers = opened === null || over ? [] : papersOf(view);
  const paper = papers.find(({ job }) => job.jobId === opened?.jobId) ?? null;
  return {
    paper,
    siblings: papers.filter(
      ({ job, number, parcelCode }) => job.hasPreview && number === paper?.number && parcelCode === paper.parcelCode,
    ),
    open: (jobId) => setOpened({ jobId, said: view }),
    close: () => setOpened(null),
  };
}

/** What was said when a paper was opened. */
export type SaidThen = Pick<View, 'phase' | 'band' | 'sheet'>;

/** A picture gives way to the work: to the next step, to a sheet, and to every refusal, which must be seen. */
export function givesWay(then: SaidThen, now: SaidThen): boolean {
  if (then.phase !== now.phase || then.sheet !== now.sheet) return true;
  return then.band !== now.band && isRefusal(now.band.code);
}

/** Every paper that the view has: on the sheet of the printers while it is open, else on the screen. */
export function papersOf({ screen, queue }: Pick<View, 'screen' | 'queue'>): readonly Paper[] {
  if (queue !== null) {
    return queue.jobs.map((job) => {
      const { paper: kind, number, parcelCode, droppable } = job;
      return { job, kind, number, parcelCode, droppable };
    });
  }
  if (screen.name !== 'label' && screen.name !== 'prove') return [];
  const { label, slip, papers, parcelCode, head } = screen;
  const about = { number: head.number, parcelCode };
  return [
    { job: label, kind: 'label', ...about },
    ...(slip === null ? [] : [{ job: slip, kind: 'slip', ...about } as const]),
    ...papers.map((job) => ({ job, kind: job.paper, ...about })),
  ];
}
