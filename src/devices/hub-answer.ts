import type { z } from 'zod';
import { failure, type Result, success } from '../core/result.ts';
import type { HubFault } from '../runtime/hub-port.ts';
import type { HubRoute } from '../wire/hub-api.ts';
import { ProblemSchema } from '../wire/hub-problem.ts';

/** What came back, before anybody has looked into it. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

export function readAnswer<Schema extends z.ZodType>(
  route: HubRoute & { readonly answer: Schema },
  answer: RawAnswer,
): Result<z.output<Schema>, HubFault> {
  if (answer.status < 200 || answer.status >= 300) return failure(faultOf(answer));
  const json = jsonOf(answer.text);
  if (json === undefined) return failure({ kind: 'hub-garbled', detail: notJson(answer) });
  const parsed = route.answer.safeParse(json);
  if (parsed.success) return success(parsed.data);
  return failure({
    kind: 'hub-garbled',
    detail: `${route.path}: ${parsed.error.issues[0]?.message ?? 'does not fit'}`,
  });
}

/** A hub that is busy says so by name and is well; any other failure of it may be anything. */
export function faultOf(answer: RawAnswer): HubFault {
  const json = jsonOf(answer.text);
  if (json === undefined) return { kind: 'hub-garbled', detail: notJson(answer) };
  const problem = ProblemSchema.safeParse(json);
  if (!problem.success || (answer.status >= 500 && answer.status !== 503))
    return { kind: 'hub-garbled', detail: `status ${answer.status}` };
  const { code, detail, expected } = problem.data;
  return {
    kind: 'hub-refused',
    status: answer.status,
    code,
    detail,
    expected: expected ?? null,
    retryAfterMs: millisecondsOf(answer.retryAfter),
  };
}

/** Seconds; a date, which our hub never gives, would need a clock that agrees with its. */
function millisecondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notJson({ status, text }: RawAnswer): string {
  return `status ${status}, not JSON: ${text.slice(0, 80)}`;
}
