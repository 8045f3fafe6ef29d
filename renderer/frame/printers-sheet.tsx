import type { KeyView, PrinterView, QueueView } from '../../src/core/view.ts';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { CloseKey } from './help-sheet.tsx';
import { keyOf } from './key.tsx';
import { JobList, ParkedList } from './paper-queue.tsx';
import { PrinterList } from './printer-list.tsx';

interface Props {
  readonly printers: readonly PrinterView[];
  readonly queue: QueueView;
  readonly keys: readonly KeyView[];
}

/** Every printer with what it can prove, and every paper that somebody may have to think of. Sent is never called printed. */
export function PrintersSheet({ printers, queue, keys }: Props) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.printers;
  const { allWell, needLook } = words.screens.status;
  const key = keyOf(keys, 'printers');
  const bad = printers.filter(({ state }) => state === 'degraded' || state === 'lost').length;
  return (
    <section className="help printers" role="dialog" aria-label={text.title} data-sheet="printers">
      <header>
        <h2 className="verb">{text.title}</h2>
        <p className="say q">{printers.length === 0 ? text.noPrinters : bad === 0 ? allWell : needLook(bad)}</p>
        {key !== null && <CloseKey view={key} word={text.close} />}
      </header>
      <PrinterList printers={printers} />
      <div className="printers__papers">
        <h3>
          <span>{text.onTheirWay}</span>
          {!compact && queue.jobs.length > 0 && <span className="printers__touch">{text.touch}</span>}
        </h3>
        <JobList jobs={queue.jobs} />
        <ParkedList parked={queue.parked} />
      </div>
    </section>
  );
}
