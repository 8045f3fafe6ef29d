import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HUB_ROUTES, type HubRoute } from '../../src/wire/hub-api.ts';
import { callerOf, openTestHub, type TestHub } from './hub-fixture.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object>; securitySchemes: object };
}

const BODIES = { csv: 'text/csv', bytes: 'application/octet-stream', lines: 'application/x-ndjson' };
const ANSWERS = { bytes: 'application/octet-stream', pokes: 'text/event-stream' };

describe('openapi.json', () => {
  let it: TestHub;
  let document: Document;
  beforeAll(async () => {
    it = await openTestHub();
    const reply = await callerOf(it.hub, null)('GET', '/openapi.json');
    expect(reply.status).toBe(200);
    document = reply.body;
  });
  afterAll(() => it.close());

  test('is OpenAPI 3.1 and lists every route of the contract, and no other', () => {
    expect(document.openapi).toBe('3.1.0');
    const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(
      Object.values(HUB_ROUTES)
        .map((route) => `${route.method} ${route.path}`)
        .sort(),
    );
  });

  test.each(Object.entries(HUB_ROUTES) as [string, HubRoute][])(
    '%s: parameters, body, answers and who may call',
    (name, route) => {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      if (operation === undefined) throw new Error('missing');
      expect(operation.operationId).toBe(name);
      expect(operation.security).toEqual(route.roles.map((role) => ({ [role]: [] })));
      for (const role of route.roles) expect(document.components.securitySchemes).toHaveProperty(role);
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(
        (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name),
      ).toEqual(inPath);
      expect(Object.keys(operation.requestBody?.content ?? {})).toEqual(
        route.body === undefined ? [] : [typeof route.body === 'string' ? BODIES[route.body] : 'application/json'],
      );
      const type = typeof route.answer === 'string' ? ANSWERS[route.answer] : 'application/json';
      for (const status of [route.status ?? 200, ...(route.mayRepeat === true ? [200] : [])]) {
        expect(operation.responses[status]?.content?.[type]?.schema).toBeDefined();
      }
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.description, `${status}`).not.toBe('');
        if (Number(status) >= 400) expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json']);
      }
      if (route.mayBeEmpty === true) expect(operation.responses['204']).toMatchObject({ description: 'Nothing new' });
    },
  );

  test('is valid by the schema of OpenAPI itself', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as object as Record<string, unknown>);
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
    const broken = { ...document, paths: { '/x': { get: { responses: { 200: 7 } } } } };
    expect(await new Validator().validate(broken as object as Record<string, unknown>)).toMatchObject({ valid: false });
  });

  test('every reference leads somewhere and no identifier is left over', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(20);
    for (const reference of new Set(references)) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect(found, reference).toBeDefined();
    }
    expect(JSON.stringify(document)).not.toContain('PLACEHOLDER');
    expect(document.components.schemas).toHaveProperty('Order');
  });
});
