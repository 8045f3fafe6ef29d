import type { FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEM_TYPE, type Problem, problemOf } from '../../wire/hub-problem.ts';
import type { LogEntry } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

/** Seconds after which asking again has a chance. */
const RETRY_AFTER: Readonly<Record<number, string>> = { 429: '60', 503: '5' };

/** PostgreSQL, appendix A: character_not_in_repertoire, untranslatable_character. */
const NOT_STORABLE: ReadonlySet<string> = new Set(['22021', '22P05']);

/** Turns whatever went wrong into a problem document. What the hub does not expect is logged and never shown. */
export function problemFor(error: unknown, log: (entry: LogEntry) => void): Problem {
  if (error instanceof HubRefusal) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation
      .slice(0, 3)
      .map((issue) => `${issue.instancePath.slice(1).replaceAll('/', '.') || 'the request'}: ${issue.message}`);
    return problemOf('invalid_request', `${issues.join('; ').slice(0, 600)}. /openapi.json says what fits.`);
  }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problemOf('too_large', 'The body is too large. Send fewer at a time.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return problemOf(
      'unsupported_media',
      'Name the type of the body: application/json, unless the route says another.',
    );
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return problemOf('invalid_request', 'The address cannot be read. /openapi.json lists what there is.');
  if (NOT_STORABLE.has(String(code)))
    return problemOf(
      'invalid_request',
      'There is a text in this request that no database can hold, such as one with %00.',
    );
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return problemOf('invalid_request', 'The body cannot be read: it is empty, cut off or not valid JSON.');
  }
  log({
    level: 'error',
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
  });
  return problemOf(
    'internal',
    'The hub failed at this; nothing was changed. Try again; if it stays, look into the log of the hub.',
  );
}

export function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  const retryAfter = RETRY_AFTER[problem.status];
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  // What is still to come of the body would be read as the next request.
  if (problem.code === 'too_large') reply.header('connection', 'close');
  // Serialised here: a problem must be told whatever the route's own schemas say.
  return reply.code(problem.status).header('content-type', PROBLEM_TYPE).serializer(JSON.stringify).send(problem);
}
