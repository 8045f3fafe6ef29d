import type { Unit } from './check-unit.ts';
import type { Share } from './choose-line.ts';
import type { Event } from './event.ts';
import type { ScanEvidence } from './scan-evidence.ts';
import type { Work } from './state.ts';

/** The fact that units went into the box in hand, with all that is known of them. */
export function packEvents(
  work: Work,
  shares: readonly Share[],
  unit: Pick<Unit, 'facts' | 'swap' | 'manual' | 'item'>,
  scan: ScanEvidence,
): readonly Event[] {
  const orderId = work.order.id;
  return shares.map(({ line, units }) => ({
    type: 'item-packed',
    orderId,
    lineId: line.id,
    units,
    scan,
    ...unit.facts,
    ...(work.boxNo === 1 ? {} : { boxNo: work.boxNo }),
    ...(unit.swap ? { swap: unit.item.sku } : {}),
    ...(unit.manual ? { manual: true } : {}),
  }));
}
