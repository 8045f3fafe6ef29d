import * as z from 'zod';
import type { HubRoute } from './hub-api.ts';
import {
  FinishedOutboundSchema,
  FinishOutboundSchema,
  LeasedOutboundSchema,
  LeaseOutboundSchema,
  OutboundListSchema,
  OutboundQuerySchema,
} from './hub-outbound.ts';

/** The part of the contract that tells shops what left. */
export const OUTBOUND_ROUTES = {
  outbound: {
    method: 'GET',
    path: '/v1/outbound',
    roles: ['supervisor', 'office', 'connector'],
    summary: 'Shipments that shops have been told of, or not yet',
    query: OutboundQuerySchema,
    answer: OutboundListSchema,
    problems: [],
  },
  leaseOutbound: {
    method: 'POST',
    path: '/v1/outbound/lease',
    roles: ['connector'],
    summary: 'Shipments to be told to the shop, one worker a row; a lease that runs out is taken by another',
    body: LeaseOutboundSchema,
    answer: LeasedOutboundSchema,
    problems: [],
  },
  finishOutbound: {
    method: 'POST',
    path: '/v1/outbound/{id}/finish',
    roles: ['connector'],
    summary: 'How telling the shop went; refused when the lease has gone to another worker',
    params: z.object({ id: z.uuid() }),
    body: FinishOutboundSchema,
    answer: FinishedOutboundSchema,
    problems: ['not_found', 'stale_lock'],
  },
} as const satisfies Record<string, HubRoute>;
