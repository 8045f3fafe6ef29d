import { accept, type Decision, type Facts, type Found, refuse } from './command.ts';
import { decideItem } from './decide-item.ts';
import { foresee } from './evolve.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { phaseBeneath, type State, todoOf } from './state.ts';

/** A scan while a stop waits: the same one again confirms what may be confirmed; nothing else counts. */
export function decideStopped(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { stop, work } = state;
  if (stop === null) return refuse('not-now');
  if (stop.offer?.by === 'again' && stop.detail.text === scan.payload.text) {
    const { code, offer } = stop;
    return accept({ type: 'stop-confirmed', code, scan: evidenceOf(scan) }, ...offer.events);
  }
  if (facts.site.policy.autoClear && stop.code === 'wrong-item' && work !== null && phaseBeneath(state) === 'packing') {
    const wanted = todoOf(work)[0]?.sku;
    if (found.items.some(({ item }) => item.sku === wanted)) {
      const seen = { type: 'stop-acknowledged' } as const;
      const decision = decideItem(foresee(state, [seen], facts.atMs), scan, found, facts);
      if (decision.ok) return accept(seen, ...decision.events);
    }
  }
  return refuse('stopped', { text: scan.payload.text });
}
