import type { Command, Facts } from '../core/command.ts';
import { decide } from '../core/decide.ts';
import { decode } from '../core/decode.ts';
import { EVENT_VERSION, type JournalEntry } from '../core/event.ts';
import { evolve, fold } from '../core/evolve.ts';
import type { JobId, OrderId, PersonId } from '../core/ids.ts';
import type { Action } from '../core/phase.ts';
import { type Effect, orderOf, react, resume } from '../core/react.ts';
import type { Frame } from '../core/scan.ts';
import { INITIAL_STATE, type State } from '../core/state.ts';
import { isRefusal, NOTES, REFUSALS, type Sound } from '../core/verdict.ts';
import type { Notice, View } from '../core/view.ts';
import { toned, viewOf } from '../core/view-of.ts';
import type { Chance, Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import { find } from './find.ts';
import type { Journal, JournalDraft, JournalFault, Replica } from './stores.ts';
import type { Around } from './surroundings.ts';
import { createTurns } from './turns.ts';

/** What comes in from scanners, keys and effects; the station adds time, ids and what the stores know. */
export type Input =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'do'; readonly action: Action }
  | { readonly kind: 'open-order'; readonly orderId: OrderId }
  | { readonly kind: 'pin'; readonly personId: PersonId; readonly pin: string }
  | { readonly kind: 'command'; readonly command: Command };

/** A PIN is checked before its turn, because hashing takes longer than a scan may wait. */
type TurnInput = Exclude<Input, { kind: 'pin' }>;

/** When the parts of one turn were done, on the monotonic clock. Only for measuring. */
export interface Trace {
  readonly source: string;
  readonly frameMonoMs: number;
  readonly durableMonoMs: number;
  readonly viewNo: number;
  readonly accepted: boolean;
}

export interface StationOptions {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly around: Around;
  readonly bootId: string;
  readonly printers: { readonly label: string; readonly slip: string | null };
  readonly runEffect: (effect: Effect) => void;
  readonly onFault: (fault: JournalFault) => void;
  readonly onBug: (bug: unknown) => void;
}

export interface Station {
  submit(input: Input): Promise<void>;
  view(): View;
  state(): State;
  onView(listener: (view: View) => void): () => void;
  onNotice(listener: (notice: Notice) => void): () => void;
  onTrace(listener: (trace: Trace) => void): () => void;
  onEntries(listener: (entries: readonly JournalEntry[]) => void): () => void;
  /** Publishes the view again because something around the bench changed. */
  refresh(): void;
  idle(): Promise<void>;
}

const SNAPSHOT_EVERY = 500;
const SENDING_SHOWN_MS = 1600;

/**
 * The bench, running. Every input becomes one turn: decide, append, evolve, show, hand effects off. A turn awaits the journal and
 * nothing else, so neither a printer nor the network can hold up a scan.
 */
export async function openStation(options: StationOptions): Promise<Station> {
  const { journal, replica, clock, around } = options;
  const snapshot = journal.loadSnapshot();
  let state = fold(journal.after(snapshot?.seq ?? 0), snapshot?.state ?? INITIAL_STATE);
  let savedSeq = snapshot?.seq ?? 0;
  let view: View = viewOf(state, around.get(state));
  const turns = createTurns(options.onBug);
  const views = createListeners<View>();
  const notices = createListeners<Notice>();
  const traces = createListeners<Trace>();
  const appended = createListeners<readonly JournalEntry[]>();

  async function turn(input: TurnInput): Promise<void> {
    const decision = decide(state, commandOf(input), factsNow());
    const drafts = decision.events.map((event): JournalDraft => {
      const orderId = orderOf(state, event);
      return {
        id: options.chance.id(),
        version: EVENT_VERSION,
        atMs: clock.nowMs(),
        bootId: options.bootId,
        monoMs: clock.monoMs(),
        personId: state.packer?.id ?? null,
        orderId,
        fence: orderId !== null && orderId === state.work?.order.id ? state.work.order.fence : null,
        event,
      };
    });
    if (drafts.length > 0) {
      const written = await journal.append(drafts);
      // Not on disk means not accepted: nothing is counted, and the packer hears and sees that at once.
      if (!written.ok) {
        options.onFault(written.error);
        around.set({ flash: toned('not-saved', { atMs: clock.nowMs() }) });
        return finish(input, false, REFUSALS['not-saved'].sound);
      }
      for (const entry of written.value) state = evolve(state, entry);
      around.set({ flash: null });
      if (written.value.some(({ event }) => settles(event.type))) around.stale();
      finish(input, decision.ok, soundAfter(decision.ok));
      appended.tell(written.value);
      for (const { event } of written.value) for (const effect of react(event)) options.runEffect(effect);
      if (written.value.some(({ event }) => event.type === 'order-shipped')) clock.after(SENDING_SHOWN_MS, publish);
      saveNowAndThen(written.value.at(-1)?.seq ?? savedSeq);
    } else if (!decision.ok) {
      around.set({ flash: toned(decision.code, { ...decision.detail, atMs: clock.nowMs() }) });
      finish(input, false, REFUSALS[decision.code].sound);
    }
  }

  /** The tone goes out before the picture: it must not wait for a frame. */
  function finish(input: TurnInput, accepted: boolean, sound: Sound): void {
    const durableMonoMs = clock.monoMs();
    notices.tell({ sound, viewNo: view.no + 1 });
    publish();
    if (input.kind !== 'frame') return;
    const { source, monoMs } = input.frame;
    traces.tell({ source, frameMonoMs: monoMs, durableMonoMs, viewNo: view.no, accepted });
  }

  function soundAfter(accepted: boolean): Sound {
    const { code } = state.band;
    if (isRefusal(code)) return REFUSALS[code].sound;
    return accepted ? NOTES[code].sound : 'none';
  }

  function publish(): void {
    view = viewOf(state, around.get(state));
    views.tell(view);
  }

  function commandOf(input: TurnInput): Command {
    switch (input.kind) {
      case 'command':
        return input.command;
      case 'do':
        return { type: 'do', action: input.action };
      case 'open-order':
        return { type: 'open-order', found: replica.order(input.orderId) };
      case 'frame': {
        const { frame } = input;
        const payload = decode(frame.text);
        const id = `${frame.source}:${options.bootId}:${frame.no}`;
        const scan = { id, source: frame.source, kind: frame.kind, atMs: clock.nowMs(), payload };
        return { type: 'scan', scan, found: find(payload, replica, journal, options.credentials) };
      }
    }
  }

  async function checked(input: Extract<Input, { kind: 'pin' }>): Promise<TurnInput> {
    const person = replica.person(input.personId);
    const right = person?.pinHash != null && (await options.credentials.pinMatches(person.pinHash, input.pin));
    const { id, name, role } = person ?? { id: input.personId, name: '', role: 'packer' };
    return { kind: 'command', command: { type: 'enter-pin', person: { id, name, role }, right } };
  }

  function factsNow(): Facts {
    const identity = replica.identity();
    return {
      atMs: clock.nowMs(),
      jobIds: [options.chance.id() as JobId, options.chance.id() as JobId],
      station: { no: identity?.station.no ?? 0, epoch: identity?.station.epoch ?? 0 },
      online: around.volatile().network.state === 'online',
      next: around.next(),
      hasSlipPrinter: options.printers.slip !== null,
      printers: { label: options.printers.label, slip: options.printers.slip ?? '' },
    };
  }

  function saveNowAndThen(seq: number): void {
    if (seq - savedSeq < SNAPSHOT_EVERY) return;
    savedSeq = seq;
    journal.saveSnapshot(seq, state);
  }

  const station: Station = {
    async submit(input) {
      const ready = input.kind === 'pin' ? await checked(input) : input;
      return turns.take(() => turn(ready));
    },
    view: () => view,
    state: () => state,
    onView: views.add,
    onNotice: notices.add,
    onTrace: traces.add,
    onEntries: appended.add,
    refresh: publish,
    idle: turns.idle,
  };
  await station.submit({ kind: 'command', command: { type: 'recover' } });
  for (const effect of resume(state)) options.runEffect(effect);
  return station;
}

function settles(type: JournalEntry['event']['type']): boolean {
  return type === 'order-shipped' || type === 'order-held' || type === 'order-put-back' || type === 'packer-signed-in';
}

function createListeners<Told>(): { add(listener: (told: Told) => void): () => void; tell(told: Told): void } {
  const listeners = new Set<(told: Told) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told) {
      for (const listener of listeners) listener(told);
    },
  };
}
