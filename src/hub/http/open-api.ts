import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { PROTOCOL } from '../../wire/hub-feed.ts';

/** OpenAPI 3.1 at /openapi.json, from the same schemas that the station imports. */
export async function serveOpenApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Packhouse hub',
        version: String(PROTOCOL.max),
        description:
          'The sync API between packing stations and the office. Errors are RFC 9457 problem documents with a stable code.',
      },
      components: {
        securitySchemes: {
          station: { type: 'http', scheme: 'bearer', description: 'A station key, psk_…' },
          office: { type: 'http', scheme: 'bearer', description: 'An office key, pho_…' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  server.get('/openapi.json', { schema: { hide: true } as object }, () => server.swagger());
}
