import * as z from 'zod';
import type { HubRoute } from './hub-api.ts';
import {
  DocumentRowSchema,
  DocumentsSchema,
  PutDocumentAnswerSchema,
  PutDocumentSchema,
  Sha256Schema,
  VoidDocumentSchema,
} from './hub-documents.ts';
import { OrderIdSchema } from './hub-order.ts';
import { PrintAttemptsQuerySchema, PrintAttemptsSchema } from './hub-print.ts';

const OrderParams = z.object({ id: OrderIdSchema });

/** The part of the contract that is about paper: what carriers send to be printed, and what became of it. */
export const PAPER_ROUTES = {
  documents: {
    method: 'GET',
    path: '/v1/orders/{id}/documents',
    roles: ['office', 'connector'],
    summary: "Carriers' documents of an order, voided ones too",
    params: OrderParams,
    answer: DocumentsSchema,
    problems: ['not_found'],
  },
  putDocument: {
    method: 'PUT',
    path: '/v1/orders/{id}/documents',
    roles: ['office', 'connector'],
    summary: "Gives an order a carrier's document; the same one again changes nothing",
    params: OrderParams,
    body: PutDocumentSchema,
    answer: PutDocumentAnswerSchema,
    status: 201,
    mayRepeat: true,
    problems: ['not_found', 'wrong_state', 'label_not_voided', 'document_voided', 'tracking_in_use', 'wrong_format'],
  },
  voidDocument: {
    method: 'POST',
    path: '/v1/orders/{id}/documents/{sha256}/void',
    roles: ['office', 'connector'],
    summary: 'Says that the carrier cancelled a document; it stays listed, and is not printed again',
    params: OrderParams.extend({ sha256: Sha256Schema }),
    body: VoidDocumentSchema,
    answer: DocumentRowSchema,
    problems: ['not_found', 'wrong_state'],
  },
  document: {
    method: 'GET',
    path: '/v1/documents/{sha256}',
    roles: ['station', 'office', 'connector'],
    summary: "The bytes of a carrier's document, as they came; a station sees those of its own warehouse",
    params: z.object({ sha256: Sha256Schema }),
    answer: 'bytes',
    problems: ['not_found'],
  },
  printAttempts: {
    method: 'GET',
    path: '/v1/print-attempts',
    roles: ['supervisor', 'office'],
    summary:
      'Every attempt to print something for an order or a tracking number: who, when, where, why, and what came of it',
    query: PrintAttemptsQuerySchema,
    answer: PrintAttemptsSchema,
    problems: [],
  },
} as const satisfies Record<string, HubRoute>;
