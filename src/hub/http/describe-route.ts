import type { FastifySchema } from 'fastify';
import type { HubRoute } from '../../wire/hub-api.ts';
import { CsvBodySchema, EmptyAnswerSchema } from '../../wire/hub-api.ts';
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode, ProblemSchema } from '../../wire/hub-problem.ts';

/** Fastify's and OpenAPI's view of a route of the contract; nothing is written twice. */
export function describeRoute(name: string, route: HubRoute): FastifySchema {
  const csv = route.body === 'csv';
  const body = csv ? CsvBodySchema : route.body;
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.role],
    security: route.role === 'anyone' ? [] : [{ [route.role]: [] }],
    ...(csv ? { consumes: ['text/csv'] } : {}),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(body === undefined ? {} : { body }),
    response: {
      [route.status ?? 200]: { description: 'Done', content: { 'application/json': { schema: route.answer } } },
      ...(route.mayBeEmpty === true ? { 204: EmptyAnswerSchema } : {}),
      ...problemResponses(problemsOf(route)),
    },
  };
}

export function problemsOf(route: HubRoute): readonly ProblemCode[] {
  const always: readonly ProblemCode[] = ['internal'];
  const authorised: readonly ProblemCode[] = route.role === 'anyone' ? [] : ['unauthenticated', 'wrong_role'];
  const station: readonly ProblemCode[] = route.role === 'station' ? ['station_revoked'] : [];
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
