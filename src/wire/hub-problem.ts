import * as z from 'zod';

/** RFC 9457. `code` is stable and for programs, `detail` says to a person what to do. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request does not fit the contract' },
  unauthenticated: { status: 401, title: 'A valid key is needed' },
  station_revoked: { status: 401, title: 'This station has been shut out' },
  session_over: { status: 401, title: 'This session is over' },
  wrong_role: { status: 403, title: 'This key may not do that' },
  station_forked: { status: 403, title: 'Two copies of this station are in use' },
  wrong_badge: { status: 403, title: 'Badge and PIN do not fit together' },
  not_found: { status: 404, title: 'There is no such thing here' },
  unknown_code: { status: 404, title: 'There is no such enrolment code, or it was used' },
  unknown_mapping: { status: 404, title: 'There is no such mapping' },
  code_expired: { status: 410, title: 'The enrolment code is too old' },
  name_taken: { status: 409, title: 'The name is in use' },
  seq_gap: { status: 409, title: 'Events are missing before these' },
  seq_fork: { status: 409, title: 'Another event is stored under this number' },
  wrong_epoch: { status: 409, title: 'The station was enrolled anew' },
  request_id_reused: { status: 409, title: 'This request id was used for another request' },
  wrong_state: { status: 409, title: 'The order is not in a state that allows this' },
  label_not_voided: { status: 409, title: 'A label that still holds is in the way' },
  document_voided: { status: 409, title: 'This document was voided' },
  tracking_in_use: { status: 409, title: 'Another label has this tracking number' },
  still_held: { status: 409, title: 'The order still has reasons to be held' },
  conflict_closed: { status: 409, title: 'Somebody decided this already' },
  stale_lock: { status: 409, title: 'The lease of this row is over' },
  not_enough: { status: 409, title: 'There are not as many there' },
  must_refetch: { status: 410, title: 'The cursor is too old or of another feed' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media: { status: 415, title: 'This content type is not understood' },
  wrong_answer: { status: 422, title: 'This is no answer to that kind of conflict' },
  bad_signature: { status: 422, title: 'The file was changed, or is not from that station' },
  not_packable: { status: 422, title: 'The order could not be packed like that' },
  wrong_format: { status: 422, title: 'The bytes are not in the format that was named' },
  missing_columns: { status: 422, title: 'The file lacks columns that the mapping names' },
  wrong_encoding: { status: 422, title: 'The file is not in the encoding that the mapping names' },
  upgrade_required: { status: 426, title: 'This program is too old or too new for the hub' },
  too_many: { status: 429, title: 'Too many tries' },
  internal: { status: 500, title: 'The hub failed' },
  busy: { status: 503, title: 'The hub is busy or stopping' },
  recovering: { status: 503, title: 'The hub was restored from a backup and waits for its stations' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;
const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

export const PROBLEM_TYPE = 'application/problem+json';

export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string(),
    expected: z.int().optional().describe('seq_gap: the seq to go on from; wrong_epoch: the epoch in force'),
    reasons: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof ProblemSchema>;

export function problemOf(
  code: ProblemCode,
  detail: string,
  extra: Partial<Pick<Problem, 'expected' | 'reasons'>> = {},
): Problem {
  return {
    type: `urn:packhouse:problem:${code}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    code,
    detail,
    ...extra,
  };
}
