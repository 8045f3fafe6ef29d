import * as z from 'zod';
import type { HubRoute } from './hub-api.ts';
import {
  ImportQuerySchema,
  ImportReportSchema,
  OrderAnswerSchema,
  OrderRowSchema,
  OrdersAnswerSchema,
  OrdersQuerySchema,
} from './hub-office.ts';
import { OrderIdSchema } from './hub-order.ts';
import { OrderChangeSchema, SalesOrderSchema } from './hub-sales.ts';

const OrderParams = z.object({ id: OrderIdSchema });

/** The part of the contract that is about orders as shops and offices see them. */
export const ORDER_ROUTES = {
  importOrders: {
    method: 'POST',
    path: '/v1/orders/import',
    roles: ['office', 'connector'],
    summary: 'Imports a CSV file of order lines; answers with a report per row and order',
    query: ImportQuerySchema,
    body: 'csv',
    answer: ImportReportSchema,
    problems: ['unknown_mapping', 'missing_columns', 'wrong_encoding', 'too_large', 'unsupported_media'],
  },
  addOrder: {
    method: 'POST',
    path: '/v1/orders',
    roles: ['office', 'connector'],
    summary: 'Takes in one sales order; the same one again changes nothing',
    body: SalesOrderSchema,
    answer: OrderAnswerSchema,
    problems: [],
  },
  orders: {
    method: 'GET',
    path: '/v1/orders',
    roles: ['packer', 'supervisor', 'office', 'connector'],
    summary: 'Orders with the reasons why some are held',
    query: OrdersQuerySchema,
    answer: OrdersAnswerSchema,
    problems: [],
  },
  changeOrder: {
    method: 'PATCH',
    path: '/v1/orders/{id}',
    roles: ['office', 'connector'],
    summary: 'Changes an order that has not left yet; the station that holds it is told through the feed',
    params: OrderParams,
    body: OrderChangeSchema,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state', 'not_packable', 'label_not_voided'],
  },
  cancelOrder: {
    method: 'POST',
    path: '/v1/orders/{id}/cancel',
    roles: ['office', 'connector'],
    summary: "Cancels an order; one that a station holds waits for the station's answer (cancel_pending)",
    params: OrderParams,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state'],
  },
  releaseHold: {
    method: 'POST',
    path: '/v1/orders/{id}/release-hold',
    roles: ['supervisor', 'office'],
    summary: 'Verifies a held order again and lets it go when nothing is in the way',
    params: OrderParams,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state', 'still_held'],
  },
} as const satisfies Record<string, HubRoute>;
