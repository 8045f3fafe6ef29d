import type { VerdictWords } from '../catalogue.ts';
import { notes } from './notes.ts';
import { refusals as codes } from './refusals-codes.ts';
import { refusals as items } from './refusals-items.ts';
import { refusals as orders } from './refusals-orders.ts';
import { refusals as places } from './refusals-places.ts';

/** A code that none of the themes has does not compile. */
export const verdicts: VerdictWords = { refusals: { ...codes, ...items, ...places, ...orders }, notes };
