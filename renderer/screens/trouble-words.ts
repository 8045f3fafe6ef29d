import type { PrinterCondition } from '../../src/core/print.ts';
import type { JobView } from '../../src/core/screen-view.ts';
import type { Catalogue, TroubleWords } from '../words/catalogue.ts';

/** What a person can mend comes before what they cannot, and what explains the rest comes first. */
const URGENCY: readonly PrinterCondition[] = [
  'no_reply',
  'cover_open',
  'paper_out',
  'ribbon_out',
  'jam',
  'cutter',
  'paused',
  'head_hot',
  'needs_service',
  'buffer_full',
  'paper_low',
];

export function worstOf(conditions: readonly PrinterCondition[]): PrinterCondition | undefined {
  return URGENCY.find((condition) => conditions.includes(condition));
}

/** The one thing to say about a label that does not come out. */
export function troubleOf(words: Catalogue, job: JobView): TroubleWords {
  const { printing } = words;
  if (job.state === 'unknown') return printing.unknown;
  if (job.state === 'failed') return printing.documents[job.fault ?? 'internal'];
  const worst = worstOf(job.conditions);
  if (worst !== undefined) return printing.conditions[worst];
  return job.code === null ? printing.faults.NOT_READY : printing.faults[job.code];
}

export interface PrinterSays {
  readonly part: string;
  readonly says: string;
  readonly well: boolean;
}

/** The printer's own words: what is wrong, then what it says is fine. A printer that is silent has said nothing. */
export function printerSays(words: Catalogue, job: JobView): readonly PrinterSays[] {
  const { conditions, fineParts, noAnswer } = words.printing;
  const bad = job.conditions.map((condition) => ({
    part: conditions[condition].part,
    says: conditions[condition].says,
    well: false,
  }));
  if (bad.length === 0) return [{ part: conditions.no_reply.part, says: noAnswer, well: false }];
  if (job.conditions.includes('no_reply')) return bad;
  const fine = fineParts
    .filter((part) => !part.unless.some((condition) => job.conditions.includes(condition)))
    .map(({ part, says }) => ({ part, says, well: true }));
  return [...bad, ...fine].slice(0, 4);
}
