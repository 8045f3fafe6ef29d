import type { Gs1Element, Gs1Facts } from '../scan.ts';
import { calendarDateOf } from './date.ts';
import type { Gs1Fault } from './element-string.ts';

export interface FactsRead {
  readonly fault?: undefined;
  readonly facts: Gs1Facts;
  /** A date had day 00: it was taken as the last day of its month. */
  readonly dayZero: boolean;
}

/** Identifiers with a date that packing looks at. */
const DATES = ['11', '13', '15', '17'];

/** What the elements say to packing. Counts of zero are legal to print and useless to count by: refused. */
export function factsOf(elements: readonly Gs1Element[], thisYear: number): FactsRead | Gs1Fault {
  const values = new Map(elements.map(({ ai, value }) => [ai, value]));
  const of = (ai: string) => values.get(ai);
  for (const ai of ['30', '37']) {
    if (/^0+$/.test(of(ai) ?? '')) return { fault: 'bad-value', ai, detail: `AI ${ai}: a count of zero` };
  }
  const dateOf = (ai: string): string | undefined => {
    const value = of(ai);
    return value === undefined ? undefined : calendarDateOf(value, thisYear);
  };
  const [contentGtin, contentCount, gln, count] = [of('02'), of('37'), of('414'), of('30')];
  const facts = {
    gtin14: of('01'),
    sscc: of('00'),
    content:
      contentGtin === undefined || contentCount === undefined
        ? undefined
        : { gtin14: contentGtin, count: Number(contentCount) },
    lot: of('10'),
    serial: of('21'),
    expiry: dateOf('17'),
    bestBefore: dateOf('15'),
    production: dateOf('11') ?? dateOf('13'),
    productionAt: momentOf(of('8008'), thisYear),
    count: count === undefined ? undefined : Number(count),
    netWeight: netWeightOf(elements),
    orderNumber: of('400'),
    shipTo: of('410'),
    place: gln === undefined ? undefined : withoutGaps({ gln, extension: of('254') }),
    asset: of('8003') ?? of('8004'),
    gsrn: of('8017') ?? of('8018'),
  };
  return { facts: withoutGaps(facts), dayZero: DATES.some((ai) => of(ai)?.endsWith('00')) };
}

/** AI 8008: `YYMMDDHH`, then minutes and seconds where known. */
function momentOf(value: string | undefined, thisYear: number): string | undefined {
  if (value === undefined) return undefined;
  const time = [6, 8, 10].map((at) => value.slice(at, at + 2)).filter((part) => part !== '');
  return `${calendarDateOf(value.slice(0, 6), thisYear)}T${time.join(':')}`;
}

/** AI 310n in kilograms, 320n in pounds; n is the number of decimals. */
function netWeightOf(elements: readonly Gs1Element[]): Gs1Facts['netWeight'] {
  for (const { ai, value } of elements) {
    const unit = ai.startsWith('310') ? 'kg' : ai.startsWith('320') ? 'lb' : null;
    if (unit !== null) return { value, scale: Number(ai.slice(3)), unit };
  }
  return undefined;
}

/** Facts that are not there are left out, so that facts can be compared and written as JSON. */
function withoutGaps<Shape extends object>(shape: Shape): Shape {
  const filled: Partial<Shape> = {};
  for (const key in shape) if (shape[key] !== undefined) filled[key] = shape[key];
  return filled as Shape;
}
