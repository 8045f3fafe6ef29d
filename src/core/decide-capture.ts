import { readDate } from './calendar.ts';
import { rankLines, spread } from './choose-line.ts';
import { accept, type Decision, type Facts, type Found, NOTHING_FOUND, refuse } from './command.ts';
import { decideUnit, nameOf } from './decide-item.ts';
import { unitFactsOf } from './gs1-unit.ts';
import { packEvents } from './pack-events.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { isOpen, lineOf, type State, type Work } from './state.ts';
import type { UnitFacts } from './unit-facts.ts';
import type { Capture } from './work-event.ts';

/** A unit lacks something: only that, for that unit, is taken now. */
export function decideCapture(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { work } = state;
  const capture = work?.capture ?? null;
  if (work === null || capture === null) return refuse('not-now');
  const told = tellOf(capture, lineOf(work, capture.lineId)?.bin ?? null, scan, found, facts);
  if (!('facts' in told)) return told;
  const manual = capture.manual || scan.kind === 'manual';
  return completeCapture(work, { ...capture, manual }, { ...capture.facts, ...told.facts }, scan, found, facts);
}

/** A weight for the unit in hand, from the scale or typed. */
export function decideCaptureWeight(state: State, grams: number, by: 'scale' | 'typed', facts: Facts): Decision {
  const { work } = state;
  const capture = work?.capture ?? null;
  if (work === null || capture === null || capture.ask !== 'weight') return refuse('not-now');
  const scan: Scan = {
    id: `weight:${facts.atMs}`,
    source: by,
    kind: by === 'typed' ? 'manual' : 'serial',
    atMs: facts.atMs,
    aim: null,
    payload: { t: 'text', text: `${grams} g` },
    warnings: [],
  };
  const unit = { ...capture, manual: capture.manual || by === 'typed' };
  return completeCapture(work, unit, { ...capture.facts, grams }, scan, NOTHING_FOUND, facts);
}

function completeCapture(
  work: Work,
  capture: Capture,
  unitFacts: UnitFacts,
  scan: Scan,
  found: Found,
  facts: Facts,
): Decision {
  const line = lineOf(work, capture.lineId);
  if (line === undefined) return accept({ type: 'capture-dropped', orderId: work.order.id });
  const same = work.lines.filter((each) => each.sku === line.sku && isOpen(work, each));
  const ranked = capture.swap ? [line] : rankLines(work, same, unitFacts);
  const shares = spread(work, ranked, capture.units);
  const [first] = shares ?? [];
  if (shares === null || first === undefined) return refuse('too-many', { text: scan.payload.text });
  const unit = { ...capture, line: first.line, facts: unitFacts };
  return decideUnit(work, unit, scan, found, facts, (whole) =>
    packEvents(work, shares, { ...unit, facts: whole }, evidenceOf(scan)),
  );
}

/** What this scan says of the unit in hand, or why it says nothing. */
function tellOf(
  capture: Capture,
  bin: string | null,
  scan: Scan,
  found: Found,
  facts: Facts,
): { readonly facts: UnitFacts } | Decision {
  const { payload } = scan;
  const { text } = payload;
  const about = { text, wanted: nameOf(capture.item), expected: capture.ask };
  if (payload.t === 'invalid') return refuse(payload.code, { text, fault: payload.fault, ai: payload.ai });
  const others = found.items.filter(({ item }) => item.sku !== capture.item.sku);
  const itself = found.items.length > others.length;
  if (others.length > 0 && !itself)
    return refuse('finish-first', { ...about, scanned: others[0] && nameOf(others[0].item) });

  if (capture.ask === 'place') {
    const place = found.bin ?? (payload.t === 'text' ? text : null);
    if (place === null) return refuse('not-that', about);
    return bin === null || place === bin
      ? { facts: { place } }
      : refuse('wrong-place', { text, expected: bin, got: place });
  }
  if (payload.t === 'gs1') {
    const { gtin14 } = payload.facts;
    if (gtin14 !== undefined && !itself) return refuse('finish-first', about);
    const told = unitFactsOf(payload.facts, facts.site.policy.bestBeforeIsExpiry);
    return Object.keys(told).length > 0 ? { facts: told } : refuse('not-that', about);
  }
  if (itself || found.orders.length > 0 || found.bin !== null || payload.t === 'parcel' || payload.t === 'badge') {
    return refuse('not-that', about);
  }
  switch (capture.ask) {
    case 'lot':
      return isPlain(text) ? { facts: { lot: text } } : refuse('not-that', about);
    case 'serial':
      return isPlain(text) ? { facts: { serial: text } } : refuse('not-that', about);
    case 'expiry': {
      const expiry = readDate(text);
      return expiry === null ? refuse('not-that', about) : { facts: { expiry } };
    }
    case 'weight':
      // Keyed in, in whole grams; a scan without GS1 says no weight.
      return scan.kind === 'manual' && /^[1-9]\d{0,5}$/.test(text)
        ? { facts: { grams: Number(text) } }
        : refuse('not-that', about);
  }
}

/** GS1's limit for lots and serials (AI 10 and 21: up to 20 characters), a little wider for houses with longer ones of their own. */
function isPlain(text: string): boolean {
  return text.length > 0 && text.length <= 40;
}
