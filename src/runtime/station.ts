import type { Command, Facts } from '../core/command.ts';
import { decide } from '../core/decide.ts';
import { conflictsHere } from '../core/decide-conflict.ts';
import { decode } from '../core/decode.ts';
import { EVENT_VERSION, type JournalEntry } from '../core/event.ts';
import { evolve, fold, foresee } from '../core/evolve.ts';
import type { JobId, OrderId, PersonId } from '../core/ids.ts';
import { isRefusal, NOTES } from '../core/note.ts';
import type { Action, Choice } from '../core/phase.ts';
import { type Effect, fenceOf, orderOf, react, resume } from '../core/react.ts';
import type { DecodeOptions, Frame } from '../core/scan.ts';
import { DEFAULT_SITE } from '../core/site.ts';
import { INITIAL_STATE, type State } from '../core/state.ts';
import { REFUSALS, type Sound } from '../core/verdict.ts';
import type { Notice, View } from '../core/view.ts';
import { toned, viewOf } from '../core/view-of.ts';
import type { Chance, Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import { createListeners } from './listeners.ts';
import { localDateOf } from './local-date.ts';
import { momentOf } from './lookup.ts';
import { isKnown, resolve } from './resolve.ts';
import { meantPayload } from './resolve-percent.ts';
import type { Journal, JournalDraft, JournalFault, Replica } from './stores.ts';
import type { Around } from './surroundings.ts';
import { createTurns } from './turns.ts';

/** What comes in from scanners, keys and effects; the station adds time, ids and what the stores know. */
export type Input =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'do'; readonly action: Action }
  | { readonly kind: 'choose'; readonly choice: Choice }
  /** A weight typed on the number pad. */
  | { readonly kind: 'weight'; readonly grams: number }
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
  /** How a device's codes are to be read; by default identifiers are taken when they are there. */
  readonly readingOf: (source: string) => Reading;
  readonly training: boolean;
  readonly runEffect: (effect: Effect) => void;
  readonly onFault: (fault: JournalFault) => void;
  readonly onBug: (bug: unknown) => void;
}

export type Reading = Pick<DecodeOptions, 'aim' | 'stripPrefix' | 'gsSubstitute'>;

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
  /** Takes nothing and publishes nothing any more: the stores may be closed next. */
  close(): void;
}

/** A view decides nothing, so it needs no new ids. */
const NO_IDS: Facts['jobIds'] = ['' as JobId, '' as JobId];
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
  let closed = false;
  let view: View = viewOf(
    state,
    around.get(state, () => factsNow(NO_IDS)),
  );
  let cancelSending: (() => void) | null = null;
  const turns = createTurns(options.onBug);
  const views = createListeners<View>();
  const notices = createListeners<Notice>();
  const traces = createListeners<Trace>();
  const appended = createListeners<readonly JournalEntry[]>();

  async function turn(input: TurnInput): Promise<void> {
    const ids: Facts['jobIds'] = [options.chance.id() as JobId, options.chance.id() as JobId];
    const decision = decide(state, commandOf(input), factsNow(ids));
    // Each event is told as of the one before it: an order that is opened and held in one turn is held under its own claim.
    let at = state;
    const drafts = decision.events.map((event): JournalDraft => {
      const [orderId, fence] = [orderOf(at, event), fenceOf(at, event)];
      at = foresee(at, [event], clock.nowMs());
      return {
        id: options.chance.id(),
        version: EVENT_VERSION,
        atMs: clock.nowMs(),
        bootId: options.bootId,
        monoMs: clock.monoMs(),
        personId: state.packer?.id ?? null,
        orderId,
        fence,
        event,
      };
    });
    if (drafts.length > 0) {
      const written = await journal.append(drafts);
      // Not on disk means not accepted: nothing is counted, and the packer hears and sees that at once.
      if (!written.ok) {
        options.onFault(written.error);
        around.keeps(written.error.kind === 'disk-full' ? 'full' : 'unwritable');
        around.set({ flash: toned('not-saved', { atMs: clock.nowMs() }) });
        return finish(input, false, REFUSALS['not-saved'].sound);
      }
      for (const entry of written.value) state = evolve(state, entry);
      around.keeps(null);
      around.set({ flash: null });
      if (written.value.some(({ event }) => settles(event.type))) around.stale();
      finish(input, decision.ok, soundAfter(decision.ok));
      appended.tell(written.value);
      for (const { event } of written.value) for (const effect of react(event)) options.runEffect(effect);
      if (written.value.some(({ event }) => event.type === 'order-shipped')) {
        cancelSending?.();
        cancelSending = clock.after(SENDING_SHOWN_MS, publish);
      }
      saveNowAndThen(written.value.at(-1)?.seq ?? savedSeq);
    } else if (decision.ok) {
      // REPEAT, or an outcome that changes nothing: the last answer is heard again only when somebody asked.
      if (input.kind === 'do') finish(input, true, soundAfter(true));
    } else {
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
    view = viewOf(
      state,
      around.get(state, () => factsNow(NO_IDS)),
    );
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
      case 'choose':
        return { type: 'choose', choice: input.choice };
      case 'weight':
        return { type: 'take-weight', grams: input.grams, stable: true, by: 'typed' };
      case 'frame':
        return scanOf(input.frame);
    }
  }

  function scanOf(frame: Frame): Command {
    const atMs = clock.nowMs();
    const moment = momentOf(state, around.volatile().network.state === 'online');
    const resolver = { replica, journal, credentials: options.credentials };
    const decoded = decode(frame, {
      ...options.readingOf(frame.source),
      today: localDateOf(atMs),
      isKnown: (text) => isKnown(text, resolver, moment),
    });
    const id = `${frame.source}:${options.bootId}:${frame.no}`;
    const { aim, warnings } = decoded;
    const payload = meantPayload({ payload: decoded.payload, aim, atMs }, resolver, moment);
    const scan = { id, source: frame.source, kind: frame.kind, atMs, aim, payload, warnings };
    const found = resolve(scan, resolver, moment);
    return { type: 'scan', scan, found, frame };
  }

  async function checked(input: Extract<Input, { kind: 'pin' }>): Promise<TurnInput> {
    const person = replica.person(input.personId);
    const right = person?.pinHash != null && (await options.credentials.pinMatches(person.pinHash, input.pin));
    const { id, name, role } = person ?? { id: input.personId, name: '', role: 'packer' };
    return { kind: 'command', command: { type: 'enter-pin', person: { id, name, role }, right } };
  }

  function factsNow(jobIds: Facts['jobIds']): Facts {
    const identity = replica.identity();
    const atMs = clock.nowMs();
    const { network, scale, printers } = around.volatile();
    return {
      atMs,
      today: localDateOf(atMs),
      jobIds,
      station: { no: identity?.station.no ?? 0, epoch: identity?.station.epoch ?? 0 },
      site: identity?.site ?? DEFAULT_SITE,
      online: network.state === 'online',
      lastPullAtMs: around.lastPullAtMs(),
      next: around.next(),
      picks: around.picks(),
      conflicts: conflictsHere(state, around.conflicts()),
      claimed: around.claimed(),
      hasScale: scale.state === 'well' || scale.state === 'degraded',
      // No camera is supported yet, so every photo follows the site's rule for benches without one.
      hasCamera: false,
      training: options.training,
      printers: printers.map(({ id, name, roles, state }) => ({
        id,
        name,
        roles,
        ready: state === 'unknown' ? null : state === 'well',
      })),
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
      // What an effect brings after the end is as if the power had gone: the next start takes it up from the journal.
      if (closed) return;
      return turns.take(() => turn(ready));
    },
    view: () => view,
    state: () => state,
    onView: views.add,
    onNotice: notices.add,
    onTrace: traces.add,
    onEntries: appended.add,
    refresh: () => void (closed || publish()),
    idle: turns.idle,
    close() {
      closed = true;
      cancelSending?.();
    },
  };
  await station.submit({ kind: 'command', command: { type: 'recover' } });
  for (const effect of resume(state, clock.nowMs())) options.runEffect(effect);
  return station;
}

const SETTLING: readonly JournalEntry['event']['type'][] = [
  'order-shipped',
  'order-held',
  'order-put-back',
  'order-dropped',
  'order-parked',
  'order-resumed',
  'order-released',
  'order-lost',
  'packer-signed-in',
];

function settles(type: JournalEntry['event']['type']): boolean {
  return SETTLING.includes(type);
}
