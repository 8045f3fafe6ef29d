import type { FastifySchema } from 'fastify';
import type { HubRole, HubRoute } from '../../wire/hub-api.ts';
import { BytesAnswerSchema, CsvBodySchema, EmptyAnswerSchema } from '../../wire/hub-api.ts';
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode, ProblemSchema } from '../../wire/hub-problem.ts';

/** Fastify's and OpenAPI's view of a route of the contract; nothing is written twice. */
export function describeRoute(name: string, route: HubRoute): FastifySchema {
  const csv = route.body === 'csv';
  const body = csv ? CsvBodySchema : route.body;
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.role],
    security: securityOf(route.role),
    ...(csv ? { consumes: ['text/csv'] } : {}),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(body === undefined ? {} : { body }),
    response: {
      [route.status ?? 200]: { description: 'Done', content: contentOf(route.answer) },
      ...(route.mayRepeat === true
        ? { 200: { description: 'It was there already', content: contentOf(route.answer) } }
        : {}),
      ...(route.answer === 'bytes' ? { 304: EmptyAnswerSchema.describe('What the ETag in If-None-Match names') } : {}),
      ...(route.mayBeEmpty === true ? { 204: EmptyAnswerSchema } : {}),
      ...problemResponses(problemsOf(route)),
    },
  };
}

function contentOf(answer: HubRoute['answer']) {
  return answer === 'bytes'
    ? { 'application/octet-stream': { schema: BytesAnswerSchema } }
    : { 'application/json': { schema: answer } };
}

/** A list of alternatives: any one of them will do. */
function securityOf(role: HubRole): readonly Record<string, readonly []>[] {
  switch (role) {
    case 'anyone':
      return [];
    case 'member':
      return [{ station: [] }, { office: [] }];
    default:
      return [{ [role]: [] }];
  }
}

export function problemsOf(route: HubRoute): readonly ProblemCode[] {
  const always: readonly ProblemCode[] = ['internal'];
  const authorised: readonly ProblemCode[] =
    route.role === 'anyone' ? [] : route.role === 'member' ? ['unauthenticated'] : ['unauthenticated', 'wrong_role'];
  const station: readonly ProblemCode[] =
    route.role === 'station' || route.role === 'member' ? ['station_revoked'] : [];
  const read: readonly ProblemCode[] =
    route.body !== undefined || route.query !== undefined || route.params !== undefined ? ['invalid_request'] : [];
  const withBody: readonly ProblemCode[] = route.body === undefined ? [] : ['too_large', 'unsupported_media'];
  return [...new Set([...read, ...authorised, ...station, ...route.problems, ...withBody, ...always])];
}

function problemResponses(codes: readonly ProblemCode[]): Record<number, unknown> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `${code}: ${PROBLEMS[code].title}`).join('; '),
        content: { [PROBLEM_TYPE]: { schema: ProblemSchema } },
      },
    ]),
  );
}
