import type { HubRoute } from './hub-api.ts';
import { StockAnswerSchema, StockMovesAnswerSchema, StockMovesSchema, StockQuerySchema } from './hub-stock.ts';

/** The part of the contract that is about goods on shelves; `putStock` stands in `hub-api.ts`. */
export const STOCK_ROUTES = {
  stock: {
    method: 'GET',
    path: '/v1/stock',
    roles: ['supervisor', 'office', 'connector'],
    summary: 'What lies where, what is reserved and what is free',
    query: StockQuerySchema,
    answer: StockAnswerSchema,
    problems: [],
  },
  moveStock: {
    method: 'POST',
    path: '/v1/stock/moves',
    roles: ['supervisor', 'office', 'connector'],
    summary: 'Receives, moves, counts and writes off; on hand is always the sum of its moves',
    body: StockMovesSchema,
    answer: StockMovesAnswerSchema,
    problems: ['not_found', 'not_enough'],
  },
} as const satisfies Record<string, HubRoute>;
