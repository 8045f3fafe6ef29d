import { commandCodeOf } from '../../src/core/command-code.ts';
import type { Barcode } from '../../src/core/order.ts';
import type { Action } from '../../src/core/phase.ts';
import { todoOf } from '../../src/core/state.ts';
import type { View } from '../../src/core/view.ts';
import type { Station } from '../../src/runtime/station.ts';
import type { DemoPanel } from '../../src/wire/ipc-contract.ts';
import type { Latencies } from './latencies.ts';

export interface ShiftTools {
  readonly station: Station;
  /** Reads a code with the virtual scanner. */
  readonly scan: (text: string) => Promise<void>;
  readonly latencies: Latencies;
  /** Codes that came out on paper for this parcel, read from the printed sheet. */
  readonly readSheet: (parcelCode: string) => Promise<readonly string[]>;
  /** Puts a load on the virtual scale; 0 takes it off. */
  readonly putOnScale: (grams: number) => void;
  readonly picture: (name: string) => Promise<void>;
  readonly badge: string;
  readonly panel: () => DemoPanel;
  readonly stopHub: () => Promise<void>;
  readonly startHub: () => Promise<void>;
  readonly say: (line: string) => void;
}

export interface PackedOrder {
  readonly number: string;
  readonly lines: number;
  readonly units: number;
  /** What the done screen said. */
  readonly screen: 'shipped' | 'saved';
  readonly label: { readonly decoded: readonly string[] };
}

/** A packer that never tires: does with scans alone what a person would, and sees only what the window shows. */
export async function playShift(
  tools: ShiftTools,
  options: { readonly orders: number; readonly outage: boolean },
): Promise<PackedOrder[]> {
  const { station } = tools;
  const packed: PackedOrder[] = [];
  await until(station, 'people to sign in', (view) => view.strip.network.state === 'online', 60_000);
  await tools.picture('sign-in');
  if (station.view().strip.person === null) await tools.scan(tools.badge);
  await until(station, 'the ready screen', ({ phase }) => phase !== 'signed-out');
  await until(
    station,
    'orders on this station',
    (view) => view.strip.autonomyOrders >= Math.min(options.orders, 30),
    30_000,
  );
  await tools.picture('ready');

  for (let count = 0; count < options.orders; count += 1) {
    if (options.outage && count === 1) {
      await tools.stopHub();
      await until(station, 'the strip to say offline', (view) => view.strip.network.state === 'offline');
    }
    packed.push(await packOne(tools, count));
  }

  if (options.outage) {
    await tools.startHub();
    await until(station, 'the hub to come back', (view) => view.strip.network.state === 'online', 60_000);
  }
  await until(station, 'everything to be sent', (view) => view.strip.unsent === 0, 60_000);
  return packed;
}

async function packOne(tools: ShiftTools, count: number): Promise<PackedOrder> {
  const { station, picture } = tools;
  await act(tools, 'next');
  const opened = await until(station, 'an order to open', ({ screen }) => screen.name === 'verify');
  const head = opened.screen.name === 'verify' ? opened.screen.head : null;
  const lines = station.state().work?.order.doc.lines.length ?? 0;
  const units = head?.units.ordered ?? 0;
  tools.say(`Order ${head?.number}: ${lines} lines, ${units} units`);

  for (let scans = 0; station.view().screen.name === 'verify'; scans += 1) {
    const work = station.state().work;
    const line = work === null ? undefined : todoOf(work)[0];
    const code = line?.barcodes.find(({ factor }) => factor === 1);
    if (code === undefined) throw new Error(`Order ${head?.number} has a line without a barcode`);
    await tools.latencies.measured(() => tools.scan(printed(code)));
    if (scans === Math.floor(units / 2) && count < 2) await picture(`verify-${count + 1}`);
  }

  await closeBox(tools);
  await until(station, 'a label', ({ screen }) => screen.name === 'prove' || screen.name === 'label');
  if (count < 2) await picture(`label-${count + 1}`);
  const { screen: prove } = await until(station, 'the printer to confirm', ({ screen }) => screen.name === 'prove');
  if (count < 2) await picture(`prove-${count + 1}`);
  const decoded = await tools.readSheet(prove.name === 'prove' ? (prove.tracking ?? prove.parcelCode) : '');
  const [code] = decoded;
  if (code === undefined) throw new Error(`No code could be read from the label of order ${head?.number}`);
  await tools.scan(code);
  const done = await until(
    station,
    'the done screen',
    ({ screen }) => screen.name === 'done' && screen.state !== 'sending',
  );
  const screen = done.screen.name === 'done' && done.screen.state === 'shipped' ? 'shipped' : 'saved';
  if (count < 2) await picture(`done-${screen}`);
  return { number: head?.number ?? '', lines, units, screen, label: { decoded } };
}

/** What stands between the last unit and the label: the carton, the scale, the papers. */
export async function closeBox(tools: Pick<ShiftTools, 'station' | 'scan' | 'putOnScale' | 'picture'>): Promise<void> {
  const { station } = tools;
  for (;;) {
    const { screen, no } = station.view();
    if (screen.name === 'box') {
      const ready = await until(station, 'a carton to be suggested', suggested);
      await tools.picture('box');
      const [carton] = ready.screen.name === 'box' ? ready.screen.cartons : [];
      const known = station.state().work?.order.doc.carrier;
      if (carton === undefined) throw new Error(`No carton for ${known} is known to this site`);
      await tools.scan(carton.code);
    } else if (screen.name === 'weigh') {
      tools.putOnScale(screen.expected.grams);
    } else if (screen.name === 'papers') {
      await act(tools, 'confirm');
    } else {
      tools.putOnScale(0);
      return;
    }
    await until(
      station,
      'the next step',
      (view) => view.screen.name !== screen.name || (view.no > no && changed(view, screen)),
    );
  }
}

function suggested({ screen }: View): boolean {
  return screen.name !== 'box' || screen.cartons.length > 0;
}

function changed({ screen }: View, before: View['screen']): boolean {
  return screen.name === 'papers' && before.name === 'papers' && screen.todo.length < before.todo.length;
}

export async function act(tools: Pick<ShiftTools, 'scan'>, action: Action): Promise<void> {
  await tools.scan(commandCodeOf(action));
}

/** What stands on the thing itself: a GTIN is printed without the zeros that fill it up to 14 digits. */
export function printed(code: Barcode): string {
  return code.kind === 'gtin' && code.value.startsWith('0') ? code.value.slice(1) : code.value;
}

/** Waits for the window's own state, never for time alone. */
export function until(
  station: Pick<Station, 'view' | 'onView'>,
  what: string,
  is: (view: View) => boolean,
  withinMs = 20_000,
): Promise<View> {
  if (is(station.view())) return Promise.resolve(station.view());
  return new Promise((resolve, reject) => {
    const stop = station.onView((view) => {
      if (!is(view)) return;
      stop();
      clearTimeout(timer);
      resolve(view);
    });
    const timer = setTimeout(() => {
      stop();
      const { screen, band, strip } = station.view();
      reject(
        new Error(
          `Waited ${withinMs / 1000} s for ${what}; the screen is ${screen.name}, ${band.code}, ${strip.network.state}`,
        ),
      );
    }, withinMs);
  });
}
