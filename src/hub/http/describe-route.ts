import type { FastifySchema } from 'fastify';
import type { HubRoute } from '../../wire/hub-api.ts';
import {
  BytesAnswerSchema,
  CsvBodySchema,
  EmptyAnswerSchema,
  LinesBodySchema,
  PokesAnswerSchema,
} from '../../wire/hub-api.ts';
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode, ProblemSchema } from '../../wire/hub-problem.ts';
import { BODY_TYPES } from './read-body.ts';

/** Fastify's and OpenAPI's view of a route of the contract; nothing is written twice. */
export function describeRoute(name: string, route: HubRoute): FastifySchema {
  const body = typeof route.body === 'string' ? BODIES[route.body].schema : route.body;
  return {
    operationId: name,
    summary: route.summary,
    tags: [...route.roles],
    security: route.roles.map((role) => ({ [role]: [] })),
    ...(typeof route.body === 'string' ? { consumes: [BODIES[route.body].type] } : {}),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(body === undefined ? {} : { body }),
    response: {
      [route.status ?? 200]: { description: 'Done', content: contentOf(route.answer) },
      ...(route.mayRepeat === true
        ? { 200: { description: 'It was there already', content: contentOf(route.answer) } }
        : {}),
      ...(route.answer === 'bytes' || route.mayBeUnchanged === true
        ? { 304: EmptyAnswerSchema.describe('What the ETag in If-None-Match names') }
        : {}),
      ...(route.mayBeEmpty === true ? { 204: EmptyAnswerSchema } : {}),
      ...problemResponses(problemsOf(route)),
    },
  };
}

const BODIES = {
  csv: { type: BODY_TYPES.csv, schema: CsvBodySchema },
  bytes: { type: BODY_TYPES.bytes, schema: BytesAnswerSchema },
  lines: { type: BODY_TYPES.lines, schema: LinesBodySchema },
} as const;

function contentOf(answer: HubRoute['answer']) {
  if (answer === 'bytes') return { 'application/octet-stream': { schema: BytesAnswerSchema } };
  if (answer === 'pokes') return { 'text/event-stream': { schema: PokesAnswerSchema } };
  return { 'application/json': { schema: answer } };
}

export function problemsOf(route: HubRoute): readonly ProblemCode[] {
  const always: readonly ProblemCode[] = ['internal'];
  const authorised: readonly ProblemCode[] = route.roles.length === 0 ? [] : ['unauthenticated', 'wrong_role'];
  const station: readonly ProblemCode[] = route.roles.includes('station') ? ['station_revoked', 'station_forked'] : [];
  const person: readonly ProblemCode[] = route.roles.some((role) => role === 'packer' || role === 'supervisor')
    ? ['session_over']
    : [];
  const intent: readonly ProblemCode[] = route.intent === true ? ['upgrade_required'] : [];
  const read: readonly ProblemCode[] =
    route.body !== undefined || route.query !== undefined || route.params !== undefined ? ['invalid_request'] : [];
  const withBody: readonly ProblemCode[] = route.body === undefined ? [] : ['too_large', 'unsupported_media'];
  return [
    ...new Set([...read, ...authorised, ...station, ...person, ...intent, ...route.problems, ...withBody, ...always]),
  ];
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
