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
      const roles = route.role === 'member' ? ['station', 'office'] : route.role === 'anyone' ? [] : [route.role];
      expect(operation.security).toEqual(roles.map((role) => ({ [role]: [] })));
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(
        (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name),
      ).toEqual(inPath);
      expect(Object.keys(operation.requestBody?.content ?? {})).toEqual(
        route.body === undefined ? [] : route.body === 'csv' ? ['text/csv'] : ['application/json'],
      );
      const type = route.answer === 'bytes' ? 'application/octet-stream' : 'application/json';
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
