import type { FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEM_TYPE, type Problem, problemOf } from '../../wire/hub-problem.ts';
import type { LogEntry } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';

/** Turns whatever went wrong into a problem document. What the hub does not expect is logged and never shown. */
export function problemFor(error: unknown, log: (entry: LogEntry) => void): Problem {
  if (error instanceof HubRefusal) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation
      .slice(0, 3)
      .map((issue) => `${issue.instancePath.slice(1).replaceAll('/', '.') || 'the request'}: ${issue.message}`);
    return problemOf('invalid_request', `${issues.join('; ')}. /openapi.json says what fits.`);
  }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problemOf('too_large', 'The body is too large. Send fewer at a time.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return problemOf('unsupported_media', 'Send JSON as application/json, and files for import as text/csv.');
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
  if (problem.status === 503) reply.header('retry-after', '5');
  // Serialised here: a problem must be told whatever the route's own schemas say.
  return reply.code(problem.status).header('content-type', PROBLEM_TYPE).serializer(JSON.stringify).send(problem);
}
