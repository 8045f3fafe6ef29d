import * as z from 'zod';
import type { OrderId } from '../../core/ids.ts';
import type { PrintAttempt } from '../../wire/hub-print.ts';

/** A stored event about printing, in the order in which its bench wrote it. */
export interface PrintFact {
  readonly type: string;
  readonly at: Date;
  readonly payload: unknown;
  readonly order_id: string | null;
  readonly number: string | null;
  readonly station: string;
  readonly person: string | null;
}

const Text = z.string().nullable().catch(null);
const Number1 = z.int().positive().nullable().catch(null);

/** Events are stored as they came, of every version: what is not there, or is of another kind, is null and never a failure. */
const PayloadSchema = z.object({
  jobId: z.string(),
  role: Text,
  parcelCode: Text,
  copy: Number1,
  reason: Text,
  sha256: Text,
  source: Text,
  attempt: Number1,
  printer: Text,
  by: Text,
  state: Text,
  code: Text,
  fault: Text,
  evidence: z.record(z.string(), z.unknown()).nullable().catch(null),
});
type Payload = z.infer<typeof PayloadSchema>;

/** A row per attempt; a job that never began has one without. */
export function foldPrintJobs(facts: readonly PrintFact[]): PrintAttempt[] {
  const jobs = new Map<string, PrintAttempt[]>();
  for (const fact of facts) {
    const payload = PayloadSchema.safeParse(fact.payload).data;
    if (payload === undefined) continue;
    jobs.set(payload.jobId, after(jobs.get(payload.jobId) ?? [blank(fact, payload.jobId)], fact, payload));
  }
  return [...jobs.values()].flat().sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
}

function after(rows: readonly PrintAttempt[], fact: PrintFact, payload: Payload): PrintAttempt[] {
  const [last] = rows.slice(-1);
  if (last === undefined) throw new Error('a job has a row from its first event on');
  const at = fact.at.toISOString();
  const set = (fields: Partial<PrintAttempt>) => [...rows.slice(0, -1), { ...last, ...fields }];
  const end = (state: PrintAttempt['state'], fields: Partial<PrintAttempt> = {}) =>
    set({ state, ended_at: at, ended_by: fact.person, evidence: payload.evidence ?? last.evidence, ...fields });
  switch (fact.type) {
    case 'print-wanted': {
      const { role, parcelCode: parcel, copy, reason } = payload;
      const { order_id, number, person } = fact;
      return set({
        ...{ order_id: order_id as OrderId | null, number, role, parcel, copy, reason },
        ...{ wanted_by: person, wanted_at: at },
      });
    }
    case 'document-made':
      return set({ sha256: payload.sha256, source: payload.source });
    case 'document-failed':
      return end('failed', { code: payload.fault });
    case 'print-started': {
      const { attempt, printer } = payload;
      const begun = { attempt, printer, started_at: at, started_by: fact.person, state: 'sending' } as const;
      return last.started_at === null ? set(begun) : [...rows, { ...last, ...NOT_ENDED, ...begun }];
    }
    case 'print-troubled':
      return set({ state: 'attention', code: payload.code });
    case 'print-confirmed':
      return end('printed', { by: payload.by });
    case 'print-not-confirmed':
      return end(payload.state === 'not_sent' ? 'not_sent' : 'unknown', { code: payload.code });
    case 'job-dropped':
      return last.state === 'printed' ? [...rows] : end('dropped');
    case 'label-proved':
      return set({ proved_at: at });
    default:
      return [...rows];
  }
}

const NOT_ENDED = { by: null, code: null, evidence: null, ended_by: null, ended_at: null, proved_at: null } as const;

function blank(fact: PrintFact, jobId: string): PrintAttempt {
  return {
    ...{ order_id: null, number: null, station: fact.station, job_id: jobId, role: null, parcel: null, copy: null },
    ...{ reason: null, wanted_by: null, wanted_at: null, sha256: null, source: null },
    ...{ attempt: null, printer: null, started_by: null, started_at: null, state: 'wanted', ...NOT_ENDED },
  };
}

function timeOf(row: PrintAttempt): string {
  return row.started_at ?? row.wanted_at ?? '';
}
