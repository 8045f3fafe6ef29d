import type { OrderLine } from './order.ts';
import { openUnits, packedOf, type Work } from './state.ts';
import type { UnitFacts } from './unit-facts.ts';

/**
 * Which of several lines of one item a unit is for: exact serial, exact lot and expiry, exact lot, a line begun, the earliest expiry
 * set aside, the lowest number (scanning design, 11.4). Best first.
 */
export function rankLines(work: Work, lines: readonly OrderLine[], facts: UnitFacts): readonly OrderLine[] {
  return lines.toSorted((a, b) => {
    for (const rank of [serial, lotAndExpiry, lot, begun]) {
      const order = rank(b) - rank(a);
      if (order !== 0) return order;
    }
    const [first, second] = [earliest(a), earliest(b)];
    return first === second ? a.no - b.no : first < second ? -1 : 1;
  });

  function serial(line: OrderLine): number {
    return facts.serial !== undefined && line.serials?.includes(facts.serial) === true ? 1 : 0;
  }
  function lotAndExpiry(line: OrderLine): number {
    return line.lots?.some((each) => each.lot === facts.lot && each.expiry === facts.expiry) === true ? 1 : 0;
  }
  function lot(line: OrderLine): number {
    return line.lots?.some((each) => each.lot === facts.lot) === true ? 1 : 0;
  }
  function begun(line: OrderLine): number {
    return packedOf(work, line.id) > 0 ? 1 : 0;
  }
}

export interface Share {
  readonly line: OrderLine;
  readonly units: number;
}

/** A unit never spreads; a case may, over lines that ask for the same lots. */
export function spread(work: Work, ranked: readonly OrderLine[], units: number): readonly Share[] | null {
  const [first] = ranked;
  if (first === undefined) return null;
  const shares: Share[] = [];
  let left = units;
  for (const line of ranked) {
    if (left === 0) break;
    if (line !== first && (units === 1 || lotsOf(line) !== lotsOf(first))) continue;
    const share = Math.min(left, openUnits(work, line));
    if (share > 0) shares.push({ line, units: share });
    left -= share;
  }
  return left === 0 ? shares : null;
}

function lotsOf(line: OrderLine): string {
  return (line.lots ?? []).map(({ lot }) => lot).join('\n');
}

/** Lines without a date come last. */
function earliest(line: OrderLine): string {
  const dates = (line.lots ?? []).flatMap(({ expiry }) => (expiry === undefined ? [] : [expiry]));
  return dates.toSorted()[0] ?? '9999-12-31';
}
