import type { Fault } from './fault.ts';
import type { Button, VirtualPrinter } from './virtual-printer.ts';

/** What a visitor can do to a printer; the same names in the demo's panel and on the printers' page. */
export const FAULTS = {
  'paper-out': { kind: 'paperOut' },
  'near-end': { kind: 'nearEnd' },
  'cover-open': { kind: 'coverOpen' },
  jam: { kind: 'jam' },
  'ribbon-out': { kind: 'ribbonOut' },
  'head-hot': { kind: 'headHot' },
  cutter: { kind: 'cutter' },
  paused: { kind: 'paused' },
  offline: { kind: 'offline' },
  silent: { kind: 'silent' },
  'drop-line': { kind: 'rst', atByte: 200 },
  'paper-out-mid-sheet': { kind: 'paperOut', midSheet: true },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;
export type ActionName = FaultName | 'mend' | 'power-cycle' | `press-${Button}`;

/** In the order of the page. */
export const ACTIONS: readonly { readonly name: ActionName; readonly label: string }[] = [
  { name: 'mend', label: 'Mend everything' },
  { name: 'paper-out', label: 'Paper out' },
  { name: 'paper-out-mid-sheet', label: 'Paper out in mid sheet' },
  { name: 'near-end', label: 'Paper near its end' },
  { name: 'cover-open', label: 'Lid open' },
  { name: 'jam', label: 'Jam' },
  { name: 'ribbon-out', label: 'Ribbon out' },
  { name: 'head-hot', label: 'Head hot' },
  { name: 'cutter', label: 'Cutter stuck' },
  { name: 'offline', label: 'Unplug' },
  { name: 'silent', label: 'No answers' },
  { name: 'drop-line', label: 'Cut the line in mid job' },
  { name: 'power-cycle', label: 'Off and on' },
  { name: 'press-feed', label: 'Feed' },
  { name: 'press-pause', label: 'Pause' },
  { name: 'press-cancel', label: 'Cancel' },
];

const KNOWN: ReadonlyMap<string, ActionName> = new Map(ACTIONS.map(({ name }) => [name, name]));

export function actionOf(name: string): ActionName | null {
  return KNOWN.get(name) ?? null;
}

export async function act(printer: VirtualPrinter, name: ActionName): Promise<void> {
  if (name === 'mend') await printer.fix();
  else if (name === 'power-cycle') printer.powerCycle();
  else if (name === 'press-feed') printer.press('feed');
  else if (name === 'press-pause') printer.press('pause');
  else if (name === 'press-cancel') printer.press('cancel');
  else await printer.set(FAULTS[name]);
}
