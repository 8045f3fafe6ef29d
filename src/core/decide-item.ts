import { checkUnit, type Unit } from './check-unit.ts';
import { rankLines, spread } from './choose-line.ts';
import { accept, type Decision, type Facts, type Found, type FoundItem, refuse } from './command.ts';
import { decideMove, decideRemove } from './decide-mode.ts';
import type { Offer, RefusalDetail } from './event.ts';
import { unitFactsOf } from './gs1-unit.ts';
import type { Item, OrderLine } from './order.ts';
import { packEvents } from './pack-events.ts';
import { hasRight } from './rights.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { isOpen, openUnits, packedOf, type State, todoOf, type Work } from './state.ts';
import type { RefusalCode } from './verdict.ts';

/** A scan while an order is packed: the checks of the scanning design, section 11.4, in its order. */
export function decideItem(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('no-order-open');
  const { text } = scan.payload;
  const content = scan.payload.t === 'gs1' ? scan.payload.facts.content : undefined;
  if (content !== undefined && !facts.site.policy.contentScans) return refuse('content-off', { text });

  const known = knownItem(work, scan, found, facts);
  if ('refusal' in known) return known.refusal;
  const { match } = known;

  if (work.mode?.t === 'remove') return decideRemove(work, match.item, scan);
  if (work.mode?.t === 'move') return decideMove(work, match.item, scan);

  const each = scan.payload.t === 'gs1' ? (scan.payload.facts.count ?? 1) : 1;
  const times = work.mode?.t === 'quantity' ? work.mode.units : 1;
  const units = match.factor * each * (content?.count ?? 1) * times;
  const barred = barredBy(state, work, match.item, units, scan, found, facts);
  if (barred !== null) return barred;
  if (times > 1 && match.item.track?.serial === true) return refuse('serial-case', { text, factor: times });
  return decideUnits(work, match.item, units, scan, found, facts, []);
}

/** M5 to M18 for an item that belongs here; `waived` holds what somebody has agreed to. */
export function decideUnits(
  work: Work,
  item: Item,
  units: number,
  scan: Scan,
  found: Found,
  facts: Facts,
  waived: readonly RefusalCode[],
): Decision {
  const { text } = scan.payload;
  const own = work.lines.filter((line) => line.sku === item.sku);
  const swap = own.every((line) => !isOpen(work, line));
  const swapped = work.lines.filter((line) => line.swaps?.some(({ sku }) => sku === item.sku));
  const candidates = swap && swapped.length > 0 ? swapped : own;
  const ordered = candidates.reduce((sum, line) => sum + line.quantity, 0);
  const packed = candidates.reduce((sum, line) => sum + packedOf(work, line.id), 0);
  const detail = { ...aboutItem(work, item, text), ordered, packed, factor: units };
  const open = candidates.filter((line) => isOpen(work, line));
  if (open.length === 0) return refuse('too-many', detail);

  const unitFacts =
    scan.payload.t === 'gs1' ? unitFactsOf(scan.payload.facts, facts.site.policy.bestBeforeIsExpiry) : {};
  const shares = spread(work, rankLines(work, open, unitFacts), units);
  const [first] = shares ?? [];
  if (shares === null || first === undefined) {
    const left = open.reduce((sum, line) => sum + openUnits(work, line), 0);
    return refuse(units > 1 ? 'case-too-big' : 'too-many', { ...detail, ordered: packed + left });
  }
  const isSwap = !own.includes(first.line);
  const unit: Unit = {
    line: first.line,
    item: isSwap ? (first.line.swaps?.find(({ sku }) => sku === item.sku) ?? item) : first.line,
    units,
    swap: isSwap,
    manual: scan.kind === 'manual',
    facts: unitFacts,
    waived,
  };
  return decideUnit(work, unit, scan, found, facts, (whole) =>
    packEvents(work, shares, { ...unit, facts: whole }, evidenceOf(scan)),
  );
}

/** One unit through its checks: packed, asked about, or refused with what would let it pass. */
export function decideUnit(
  work: Work,
  unit: Unit,
  scan: Scan,
  found: Found,
  facts: Facts,
  pack: (whole: Unit['facts']) => ReturnType<typeof packEvents>,
): Decision {
  const orderId = work.order.id;
  const check = checkUnit(work, unit, found, facts);
  if (check.t === 'ok') return accept(...pack(check.facts));
  if (check.t === 'ask') {
    const evidence = evidenceOf(scan);
    if (work.capture !== null) {
      return accept({ type: 'capture-filled', orderId, facts: check.facts, ask: check.ask, scan: evidence });
    }
    const capture = {
      lineId: unit.line.id,
      item: unit.item,
      units: unit.units,
      swap: unit.swap,
      manual: unit.manual,
      facts: check.facts,
      ask: check.ask,
      waived: unit.waived,
    };
    return accept({ type: 'capture-begun', orderId, capture, scan: evidence });
  }
  const text = scan.payload.text;
  const detail = { text, ...check.detail };
  if (check.remedy === null) return refuse(check.code, detail);
  // What would be true if somebody agreed: the same unit again, without this objection.
  const agreed = decideUnit(work, { ...unit, waived: [...unit.waived, check.code] }, scan, found, facts, pack);
  const offer: Offer | null = agreed.ok ? { by: check.remedy, events: agreed.events } : null;
  return refuse(check.code, detail, offer);
}

type Known = { readonly match: FoundItem } | { readonly refusal: Decision };

/** M2 and M3 */
function knownItem(work: Work, scan: Scan, found: Found, facts: Facts): Known {
  const { text } = scan.payload;
  const [order] = found.orders;
  if (found.items.length === 0) {
    if (order !== undefined) {
      const { number } = order.order;
      const same = order.order.id === work.order.id;
      return { refusal: refuse(same ? 'already-counted' : 'other-order', { text, number }) };
    }
    if (scan.payload.t === 'parcel') return { refusal: refuse('label-not-here', { text }) };
    if (found.caseOf !== null) return { refusal: refuse('case-unknown', aboutItem(work, found.caseOf, text)) };
    const gtin14 = gtinOf(scan);
    const detail = gtin14 === undefined ? { text } : { text, gtin14 };
    return { refusal: refuse(facts.site.policy.unknownStops ? 'unknown-code' : 'unknown-quiet', detail) };
  }
  const onOrder = found.items.filter(({ item }) => isWanted(work, item));
  // A code that fits several items is decided by the order; if that does not tell, nobody may guess.
  if (onOrder.length > 1) return { refusal: refuse('ambiguous-code', { text }) };
  const [match] = onOrder;
  if (match !== undefined) return { match };
  const scanned = found.items[0]?.item;
  const kit = work.lines.find((line) => line.kit !== undefined && line.kit.sku === scanned?.sku)?.kit;
  if (kit !== undefined)
    return { refusal: refuse('kit-in-parts', { text, scanned: { name: kit.name, sku: kit.sku } }) };
  return { refusal: refuse('wrong-item', aboutItem(work, scanned, text)) };
}

function isWanted(work: Work, item: Item): boolean {
  return work.lines.some((line) => line.sku === item.sku || line.swaps?.some(({ sku }) => sku === item.sku) === true);
}

/** M4: nothing of a recalled or held item passes by itself, and dangerous goods need a person who may handle them. */
function barredBy(
  state: State,
  work: Work,
  item: Item,
  units: number,
  scan: Scan,
  found: Found,
  facts: Facts,
): Decision | null {
  const line = work.lines.find(({ sku }) => sku === item.sku);
  const block = item.blocked ?? line?.blocked;
  const detail = aboutItem(work, item, scan.payload.text);
  if (block !== undefined) return refuse('item-blocked', { ...detail, block }, { by: 'supervisor', events: [] });
  const role = state.packer?.role ?? 'packer';
  if (item.hazard !== true || hasRight(role, 'hazard')) return null;
  const allowed = decideUnits(work, item, units, scan, found, facts, []);
  const offer: Offer | null = allowed.ok ? { by: 'supervisor', events: allowed.events } : null;
  return refuse('hazard-right', { ...detail, block: 'hazard' }, offer);
}

function gtinOf({ payload }: Scan): string | undefined {
  if (payload.t === 'gtin') return payload.gtin14;
  return payload.t === 'gs1' ? payload.facts.gtin14 : undefined;
}

export function aboutItem(work: Work, scanned: Item | undefined, text: string): RefusalDetail {
  const wanted = todoOf(work)[0];
  return { text, scanned: scanned && nameOf(scanned), wanted: wanted && nameOf(wanted) };
}

export function nameOf(item: Item | OrderLine): NonNullable<RefusalDetail['scanned']> {
  return { name: item.name, variant: item.variant, sku: item.sku, picture: item.picture };
}
