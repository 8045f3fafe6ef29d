import type { View } from '../../src/core/view.ts';
import { weighScreen } from './sample-boxes.ts';
import { AT_MS, HONEY, sampleLine } from './sample-parts.ts';
import { BLACK, BLUE, READY, stopped, VERIFY } from './sample-views.ts';

/** Stops with values to compare, and with another way out than SEEN. */

const SERUM = sampleLine('VX-20', 'Vitamin serum 30 ml', { asks: ['lot', 'expiry'], ordered: 3, packed: 1 });
const NAMED = { name: SERUM.name, sku: SERUM.sku };
const CAPTURING = {
  ...VERIFY,
  current: SERUM,
  todo: [SERUM, HONEY],
  capture: { line: SERUM, ask: 'lot' as const, units: 1, facts: {}, expected: ['A-1177'] },
};

export const STOP_SAMPLES = {
  'stop-wrong-lot': stopped(
    'wrong-lot',
    { scanned: NAMED, expected: 'A-1177', got: 'B-2031', text: 'B-2031' },
    CAPTURING,
    'again',
  ),
  'stop-expired': stopped('expired', { scanned: NAMED, got: '2026-02-28', expected: '2026-03-11' }, CAPTURING),
  'stop-shelf-life': stopped(
    'shelf-life',
    { scanned: NAMED, got: '2026-04-30', expected: '2026-06-09' },
    CAPTURING,
    'supervisor',
  ),
  'stop-wrong-serial': stopped(
    'wrong-serial',
    { scanned: NAMED, got: 'SN-2026-000-88199', expected: 'SN-2026-000-88123' },
    CAPTURING,
    'supervisor',
  ),
  'stop-serial-shipped': stopped('serial-shipped', { scanned: NAMED, got: 'SN-88123', number: '10311' }, CAPTURING),
  'stop-weight-low': stopped(
    'weight-low',
    { grams: 1502, expectedGrams: 1820, toleranceGrams: 40 },
    weighScreen({
      live: { grams: 1502, stable: true },
      verdict: 'low',
      likely: { name: HONEY.name, variant: null, units: 1 },
    }),
    'supervisor',
  ),
  'stop-weight-range': stopped(
    'weight-range',
    { scanned: NAMED, grams: 412, expectedGrams: 500, toleranceGrams: 50 },
    CAPTURING,
    'again',
  ),
  'stop-wrong-tote': stopped('wrong-tote', { expected: 'T-0412', got: 'T-0398', number: '10483' }, VERIFY),
  'stop-taken': stopped(
    'order-taken',
    { number: '10483', person: 'Jonas Friedrichsen', station: 'Station 12', sinceMs: AT_MS - 25 * 60_000 },
    READY,
    'supervisor',
  ),
  'stop-lost': stopped('order-lost', { number: '10482', station: 'Station 12', reprint: true }, READY),
  'stop-stale': stopped('order-stale', { number: '10482', sinceMs: 0 }, VERIFY, 'again'),
  'stop-blocked': stopped('item-blocked', { scanned: BLACK, block: 'recall' }, VERIFY),
  'stop-hazard': stopped('hazard-right', { scanned: BLUE, block: 'hazard' }, VERIFY, 'supervisor'),
  'stop-unreadable': stopped('unreadable-code', { text: '40063813' }, VERIFY),
} satisfies Record<string, View>;
