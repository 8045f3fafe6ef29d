import type { DeviceView, PrinterView } from '../../src/core/view.ts';

export interface ShownPrinter {
  /** The usual printer of a role, or one that stands by. */
  readonly as: 'label' | 'slip' | 'neighbour';
  /** Null: no printer is set up for labels. */
  readonly printer: PrinterView | null;
}

/** So many printers have a place in the strip. */
const MOST = 4;

const BADNESS = { lost: 0, degraded: 1, unknown: 2, well: 3, off: 4 } as const satisfies Record<
  DeviceView['state'],
  number
>;

/** Worst first; printers that are equally well stay as they were set up. */
export function worstFirst(printers: readonly PrinterView[]): readonly PrinterView[] {
  return printers.toSorted((a, b) => BADNESS[a.state] - BADNESS[b.state]);
}

/** The usual ones first, then the neighbours; where these are too many, the last place is for the worst of the rest. */
export function shownPrinters(printers: readonly PrinterView[]): readonly ShownPrinter[] {
  const label = printers.find(({ roles }) => roles.includes('label')) ?? null;
  const slip = printers.find(({ roles }) => roles.includes('slip')) ?? null;
  const usual: readonly ShownPrinter[] = [
    { as: 'label', printer: label },
    ...(slip === null || slip === label || slip.state === 'off' ? [] : [{ as: 'slip', printer: slip } as const]),
  ];
  const others = printers.filter((each) => each !== label && each !== slip && each.state !== 'off');
  const room = MOST - usual.length;
  const kept = others.length <= room ? others : others.slice(0, room - 1);
  const [worst] = worstFirst(others.slice(kept.length));
  return [...usual, ...[...kept, ...(worst === undefined ? [] : [worst])].map((printer) => neighbour(printer))];
}

function neighbour(printer: PrinterView): ShownPrinter {
  return { as: 'neighbour', printer };
}
