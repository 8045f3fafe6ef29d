import * as z from 'zod';
import type { HubRoute } from './hub-api.ts';
import {
  AssertAnswerSchema,
  AssertRequestSchema,
  ClaimAnswerSchema,
  HardenRequestSchema,
  OverrideSchema,
  RenewRequestSchema,
  TakeOverSchema,
} from './hub-claims.ts';
import { OrderRowSchema } from './hub-office.ts';
import { OrderIdSchema } from './hub-order.ts';

/** The part of the contract that is about who may work on an order (`claims` itself stands in `hub-api.ts`). */
export const CLAIM_ROUTES = {
  harden: {
    method: 'POST',
    path: '/v1/claims/harden',
    roles: ['station'],
    summary:
      'Makes soft leases hard before the first thing that cannot be undone; the fence must still be the one that was given',
    body: HardenRequestSchema,
    answer: ClaimAnswerSchema,
    intent: true,
    problems: ['request_id_reused', 'recovering'],
  },
  renewClaims: {
    method: 'POST',
    path: '/v1/claims/renew',
    roles: ['station'],
    summary: 'Soft leases for ten minutes more; hard claims need none',
    body: RenewRequestSchema,
    answer: ClaimAnswerSchema,
    intent: true,
    problems: [],
  },
  takeOver: {
    method: 'POST',
    path: '/v1/claims/take-over',
    roles: ['station'],
    summary: "An order that another station holds becomes this one's; a supervisor at this bench has said so",
    body: TakeOverSchema,
    answer: ClaimAnswerSchema,
    intent: true,
    problems: ['request_id_reused', 'wrong_role', 'recovering'],
  },
  assertClaims: {
    method: 'POST',
    path: '/v1/claims/assert',
    roles: ['station'],
    summary:
      'After the hub was restored from a backup: the hard claims that this station still holds. Until every station has said them, no work is lent',
    body: AssertRequestSchema,
    answer: AssertAnswerSchema,
    problems: ['wrong_epoch', 'seq_gap'],
  },
  overrideClaim: {
    method: 'POST',
    path: '/v1/orders/{id}/override',
    roles: ['supervisor', 'office'],
    summary:
      'Takes an order away from a station that will not come back, and makes it ready; say only with the parcel or its goods at hand',
    params: z.object({ id: OrderIdSchema }),
    body: OverrideSchema,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state'],
  },
} as const satisfies Record<string, HubRoute>;
