import type { View } from '../../src/core/view.ts';
import { AT_MS, HEAD, sampleLine, WARM } from './sample-parts.ts';
import { band, verify } from './sample-views.ts';

/** An order as real wholesalers write them: capitals, no pictures, many lines. */
export function longOrder(lines: number): View {
  const all = Array.from({ length: lines }, (_, at) =>
    sampleLine(
      `${22000 + at}`,
      at % 3 === 0
        ? 'KNITTED UNION FLAG HOT WATER BOTTLE'
        : at % 3 === 1
          ? 'SET/6 RED SPOTTY PAPER PLATES'
          : 'JUMBO BAG STRAWBERRY',
      {
        ordered: 1 + (at % 7),
        place: `A-${at}`,
        packed: at < 3 ? 1 + (at % 7) : 0,
      },
    ),
  );
  const todo = [WARM, ...all.slice(3)];
  return verify({
    screen: {
      name: 'verify',
      head: {
        ...HEAD,
        number: '536365',
        carrier: 'Royal Mail Tracked 48',
        marks: ['gift', 'fragile'],
        units: { packed: 31, ordered: 200 },
        note: 'Please wrap the glass ones twice and put the gift card on top of everything else.',
      },
      current: WARM,
      lookAlike: null,
      todo,
      done: all.slice(0, 3),
      capture: null,
      mode: null,
      boxes: [],
    },
    band: band('accepted', { name: WARM.name, n: 4, of: 12, raw: '22866', atMs: AT_MS }),
  });
}

export const LONG_SAMPLES = {
  'verify-long': longOrder(64),
  'verify-400': longOrder(400),
} satisfies Record<string, View>;
