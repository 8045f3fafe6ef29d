import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { HUB_ROLES, type HubRole } from '../../wire/hub-api.ts';
import { PROTOCOL } from '../../wire/hub-feed.ts';
import { sendJson } from './send-json.ts';

const KEYS: Readonly<Record<HubRole, string>> = {
  station: 'The key of a station, psk_…',
  packer: "A person's session, pps_…, from POST /v1/sessions; a lead is a packer here",
  supervisor: "A supervisor's session, pps_…, from POST /v1/sessions",
  office: 'A key of the office, pho_…',
  connector: 'The key of a shop or a carrier, pco_…',
};

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
        securitySchemes: Object.fromEntries(
          HUB_ROLES.map((role) => [role, { type: 'http' as const, scheme: 'bearer', description: KEYS[role] }]),
        ),
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  server.get('/openapi.json', { schema: { hide: true } as object }, (request, reply) =>
    sendJson(reply, JSON.stringify(server.swagger()), request.headers['accept-encoding']),
  );
}
