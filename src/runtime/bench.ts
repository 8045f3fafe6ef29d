import type { Command } from '../core/command.ts';
import type { JournalEntry } from '../core/event.ts';
import type { OrderId } from '../core/ids.ts';
import { carrierLabelOf } from '../core/parcel-label.ts';
import type { PrinterRole } from '../core/print.ts';
import { DEFAULT_SITE } from '../core/site.ts';
import { boxOf, type State } from '../core/state.ts';
import type { PrinterView, View } from '../core/view.ts';
import { toned } from '../core/view-of.ts';
import type { Chance, Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import { createCutHub } from './cut-hub.ts';
import { createDocuments } from './documents.ts';
import { type BenchPrinter, createEffects } from './effects.ts';
import { forgetHistory } from './forget-history.ts';
import { whyRefused } from './hub-faults.ts';
import { newsFor } from './hub-news.ts';
import type { HubFault, HubPort } from './hub-port.ts';
import { joinScanners } from './join-scanners.ts';
import type { LabelMaker, StopSignal } from './ports.ts';
import { type PrinterWatch, unknownPrinter, watchPrinter } from './printer-watch.ts';
import type { Scale } from './scale-port.ts';
import type { Scanner, ScannerDiag } from './scanner-port.ts';
import { openStation, type Reading, type Station } from './station.ts';
import type { Artefacts, Journal, JournalFault, Replica } from './stores.ts';
import { createAround } from './surroundings.ts';
import { createSync } from './sync.ts';
import type { Sync } from './sync-options.ts';
import { createWeigher } from './weigher.ts';

export interface BenchParts {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly artefacts: Artefacts;
  readonly hub: HubPort;
  readonly scanners: readonly Scanner[];
  readonly scale: Scale | null;
  /** How a device's codes are to be read. */
  readonly readingOf?: (source: string) => Reading;
  /** A supervisor begins or ends training; absent where there is none to begin. */
  readonly onTraining?: (begin: boolean) => void;
  readonly onDiag?: (diag: ScannerDiag) => void;
  readonly printers: readonly BenchPrinter[];
  readonly labels: LabelMaker;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly signal: StopSignal;
  readonly name: string;
  readonly mode: View['mode'];
  readonly bootId: string;
  readonly endOfDayMs: (nowMs: number) => number;
  readonly backOffCapMs: number;
  readonly waitSeconds: number;
  /** False: the hub's stream is not listened to, and long polls alone bring news. */
  readonly pokes?: boolean;
  readonly onFault: (fault: JournalFault | HubFault) => void;
  readonly onBug: (bug: unknown) => void;
}

export interface Bench {
  readonly station: Station;
  readonly sync: Sync;
  close(): Promise<void>;
}

/** One packing bench, put together from ports alone: the app, the tests and the simulations all run this. */
export async function openBench(parts: BenchParts): Promise<Bench> {
  const { journal, replica, artefacts, clock, chance, onBug } = parts;
  const around = createAround({
    journal,
    replica,
    clock,
    endOfDayMs: parts.endOfDayMs,
    mode: parts.mode,
    station: replica.identity()?.station.name ?? parts.name,
    printers: parts.printers.map((each) => unknownPrinter(each, clock.nowMs())),
    hasScale: parts.scale !== null,
  });
  const hub = createCutHub(parts.hub, clock, () => void submit({ type: 'end-drill' }).catch(onBug));
  const sync = createSync({
    hub: hub.port,
    journal,
    replica,
    clock,
    chance,
    backOffCapMs: parts.backOffCapMs,
    waitSeconds: parts.waitSeconds,
    ...(parts.pokes === undefined ? {} : { pokes: parts.pokes }),
    atWork: () => orderInHand(station.state()),
    onNetwork(state, fault) {
      if (fault !== null) parts.onFault(fault);
      const why = state === 'refused' && fault !== null ? whyRefused(fault) : null;
      const { network } = around.volatile();
      if (network.state === state && network.why === why) return;
      around.set({ network: { state, why, sinceMs: clock.nowMs() } });
      station.refresh();
    },
    onHubTime: around.heardTime,
    onChange(what) {
      if (what !== 'acknowledged') {
        const name = replica.identity()?.station.name;
        if (name !== undefined) around.set({ station: name });
        around.stale();
        tellNews(what === 'replica');
        tellDocuments();
      }
      station.refresh();
    },
    onBug,
  });
  const runEffect = createEffects({
    sync,
    replica,
    artefacts,
    printers: parts.printers,
    makeDocument: createDocuments({
      labels: parts.labels,
      artefacts,
      replica,
      clock,
      site: () => replica.identity()?.site ?? DEFAULT_SITE,
      station: () => replica.identity()?.station.name ?? parts.name,
    }),
    signal: parts.signal,
    state: () => station.state(),
    submit,
    cartons: () => replica.identity()?.site.cartons ?? [],
    pause: () => new Promise((resolve) => void clock.after(0, resolve)),
    weighAgain: () => weigher?.again(),
    onTraining: parts.onTraining ?? (() => undefined),
    cutNetwork: hub.cut,
    onBug,
  });
  const weigher =
    parts.scale === null
      ? null
      : createWeigher({
          scale: parts.scale,
          state: () => station.state(),
          submit,
          onChange(change) {
            around.set(change);
            station.refresh();
          },
          onBug,
        });
  const station: Station = await openStation({
    journal,
    replica,
    credentials: parts.credentials,
    clock,
    chance,
    around,
    bootId: parts.bootId,
    readingOf: parts.readingOf ?? (() => ({ aim: 'auto' })),
    training: parts.mode === 'training',
    // Effects of the very first turns wait until there is a station to report to; a drill must not let anything through meanwhile.
    runEffect: (effect) => {
      if (effect.type === 'cut-network') runEffect(effect);
      else clock.after(0, () => runEffect(effect));
    },
    onFault: parts.onFault,
    onBug,
  });

  const releasing = new Set<OrderId>();

  function submit(command: Command): Promise<void> {
    return station.submit({ kind: 'command', command });
  }

  function watch(of: BenchPrinter): PrinterWatch {
    const isUsual = (role: PrinterRole) => parts.printers.find(({ roles }) => roles.includes(role)) === of;
    const onPrinter = (view: PrinterView) => {
      around.set({ printers: around.volatile().printers.map((each) => (each.id === view.id ? view : each)) });
      station.refresh();
    };
    return watchPrinter({ of, isUsual, clock, state: station.state, submit, onPrinter, onBug });
  }

  /** The carrier's label that the open order waits for has come. */
  function tellDocuments(): void {
    const { work } = station.state();
    const label = work === null ? null : boxOf(work).label;
    if (work === null || label === null || label.state !== 'awaited') return;
    const document = carrierLabelOf(work, boxOf(work));
    if (document === null || replica.document(document.sha256) === null) return;
    submit({ type: 'documents-here', jobId: label.jobId }).catch(onBug);
  }

  /**
   * The hub's newer word on what is in hand here; what cannot be said while something else is asked is said again afterwards. Only
   * right after a pull is the replica whole: later it may be thrown away and fetched anew, and what is missing then means nothing.
   */
  function tellNews(isWhole: boolean): void {
    if (parts.mode === 'training') return;
    const mayHarden = around.volatile().network.state === 'online' && sync.mayHarden();
    for (const command of newsFor(station.state(), replica, { mayHarden, isWhole })) tell(command).catch(onBug);
  }

  async function tell(command: Command): Promise<void> {
    const { question } = station.state();
    const number = question?.kind === 'conflict' ? question.conflict.number : undefined;
    if (command.type !== 'release-order') await submit(command);
    else {
      const { id } = command.found.order;
      // Until the stores know of it the next pull would give it back once more.
      if (releasing.has(id)) return;
      releasing.add(id);
      await submit(command).finally(() => releasing.delete(id));
    }
    if (command.type !== 'close-conflict' || station.state().question !== null) return;
    around.set({ flash: toned('conflict-gone', { number, atMs: clock.nowMs() }) });
    station.refresh();
  }

  const watches = parts.printers.map(watch);
  station.onEntries((entries) => {
    if (entries.some(({ event }) => WANTS_PRINTER.includes(event.type))) for (const each of watches) each.hurry();
  });
  station.onEntries((entries) => sync.poke(entries.some(({ event }) => event.type === 'order-shipped')));
  station.onEntries((entries) => {
    if (entries.some(({ event }) => OPENS_AGAIN.includes(event.type))) tellNews(false);
    if (entries.some(({ event }) => WANTS_DOCUMENTS.includes(event.type))) tellDocuments();
  });
  const scanners = joinScanners({ scanners: parts.scanners, station, around, onDiag: parts.onDiag, onBug });
  weigher?.start();
  sync.start();
  const stopForgetting = forgetHistory({ journal, clock, state: station.state, onBug });

  return {
    station,
    sync,
    async close() {
      stopForgetting();
      for (const each of watches) each.stop();
      await Promise.all([scanners.stop(), weigher?.stop()]);
      await sync.stop();
      hub.cut(null);
      await station.idle();
      station.close();
    },
  };
}

/** Whose lease must not end: of the open order, or of a parked one that is packed and waits for the hub. */
function orderInHand({ work, parked }: State): OrderId | null {
  const open = work === null || work.stage === 'done' ? null : work;
  return (open ?? parked.find(({ hardening }) => hardening !== null))?.order.id ?? null;
}

/** After these the bench is free to hear what the shop changed. */
const OPENS_AGAIN: readonly JournalEntry['event']['type'][] = [
  'order-opened',
  'order-resumed',
  'question-closed',
  'stop-acknowledged',
  'stop-confirmed',
  'approval-given',
];

/** After these somebody waits for a printer to be ready. */
const WANTS_PRINTER: readonly JournalEntry['event']['type'][] = [
  'print-not-confirmed',
  'print-troubled',
  'order-resumed',
];

/** After these a carrier's label may be awaited that is here already. */
const WANTS_DOCUMENTS: readonly JournalEntry['event']['type'][] = ['documents-changed', 'order-resumed'];
