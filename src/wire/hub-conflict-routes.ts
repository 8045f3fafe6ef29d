import * as z from 'zod';
import type { HubRoute } from './hub-api.ts';
import {
  ConflictRowSchema,
  ConflictsAnswerSchema,
  ConflictsQuerySchema,
  QuarantineAnswerSchema,
  QuarantineQuerySchema,
  ReplayAnswerSchema,
  ReplaySchema,
  ResolveConflictSchema,
} from './hub-conflict.ts';

/** The part of the contract that is about facts which do not fit: parcels that contradict each other, and events nobody could read. */
export const CONFLICT_ROUTES = {
  conflicts: {
    method: 'GET',
    path: '/v1/conflicts',
    roles: ['supervisor', 'office'],
    summary: 'Parcels that contradict what the hub knows, with both sides and what may be answered',
    query: ConflictsQuerySchema,
    answer: ConflictsAnswerSchema,
    problems: [],
  },
  resolveConflict: {
    method: 'POST',
    path: '/v1/conflicts/{id}/resolve',
    roles: ['supervisor', 'office'],
    summary: 'Decides a conflict; a bench may do the same by its own event',
    params: z.object({ id: z.uuid() }),
    body: ResolveConflictSchema,
    answer: ConflictRowSchema,
    problems: ['not_found', 'conflict_closed', 'wrong_answer', 'wrong_state'],
  },
  quarantine: {
    method: 'GET',
    path: '/v1/quarantine',
    roles: ['supervisor', 'office'],
    summary: 'Events that were kept and could not be understood',
    query: QuarantineQuerySchema,
    answer: QuarantineAnswerSchema,
    problems: [],
  },
  replayQuarantine: {
    method: 'POST',
    path: '/v1/quarantine/replay',
    roles: ['office'],
    summary:
      'Reads quarantined events once more, under their own ids: after an update of the hub, or when what they name has come',
    body: ReplaySchema,
    answer: ReplayAnswerSchema,
    problems: [],
  },
} as const satisfies Record<string, HubRoute>;
