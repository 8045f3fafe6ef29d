import type { OrderId } from '../core/ids.ts';
import { wireEventOf } from '../wire/hub-events.ts';
import { endsTalk, foundOut, isAboutContent, waitAfter } from './hub-faults.ts';
import type { HubFault } from './hub-port.ts';
import { batchOf } from './push-batch.ts';
import { createPoison, rawOf } from './push-poison.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { SyncOptions } from './sync-options.ts';

/** Hands the journal over to the hub, one batch at a time, and never out of order. */
export interface Push {
  poke(now: boolean): void;
  /** Why the events that the hub wants next cannot be had; null: they can. */
  check(): HubFault | null;
  /** Sends everything before anything else is said. @returns why it could not */
  sendNow(): Promise<HubFault | null>;
  stop(): void;
}

/** Scans travel together: well under the second in which the hub should know, and few enough not to compete with the next scan. */
const TOGETHER_MS = 600;

export interface PushSurroundings {
  readonly budget: RetryBudget;
  readonly maySend: () => boolean;
  /** How often the hub has answered as it should: a failure counts against an event only when the hub was well meanwhile. */
  readonly answers: () => number;
  /** The hub has taken something. */
  readonly onSent: () => void;
  /** What went wrong, for whoever knows how the network is. */
  readonly onFault: (fault: HubFault) => void;
}

export function createPush(options: SyncOptions, by: PushSurroundings): Push {
  const { hub, journal, replica, clock, chance } = options;
  const poison = createPoison();
  let sending: Promise<HubFault | null> | null = null;
  let isStopped = false;
  let tries = 0;
  let cancel: (() => void) | null = null;
  let answersBefore = -1;
  let tooLarge: { readonly seq: number; readonly fault: HubFault } | null = null;

  /** One request. @returns `sent`: the next one may follow at once */
  async function sendNext(): Promise<'sent' | HubFault> {
    const identity = replica.identity();
    if (identity === null) return { kind: 'hub-garbled', detail: 'the hub has never said who this station is' };
    const acknowledged = journal.acknowledgedSeq();
    const revs = createRevs();
    const batch = batchOf(
      journal.after(acknowledged),
      (entry) => wireEventOf(entry, revs(entry.orderId)),
      poison.limit(acknowledged + 1),
    );
    const [first] = batch;
    if (first?.seq !== acknowledged + 1) return historyGone(acknowledged + 1, first?.seq);
    const isAlone = poison.isFound(first.seq);
    const raw = isAlone ? rawOf(first) : null;
    if (isAlone && raw === null) {
      const fault = foundOut('event_too_large', `Event ${first.seq} (${first.type}) is larger than the hub takes.`);
      tooLarge = { seq: first.seq, fault };
      return fault;
    }
    const { epoch } = identity.station;
    by.budget.asked();
    const answer = await (raw === null
      ? hub.push({ epoch, events: batch })
      : hub.pushRaw({ epoch, seq: first.seq, id: first.id, bytes: raw }));
    if (isStopped) return { kind: 'hub-unreachable', detail: 'the bench is closing' };
    if (!answer.ok) return judged(answer.error, first.seq, batch.length);
    poison.passed(answer.value.ack_seq);
    journal.acknowledge(answer.value.ack_seq);
    by.onSent();
    options.onChange('acknowledged');
    if (journal.acknowledgedSeq() > acknowledged) return 'sent';
    // It would be asked without end.
    return { kind: 'hub-garbled', detail: `the hub takes events and stays at ${answer.value.ack_seq}` };
  }

  function judged(fault: HubFault, firstSeq: number, size: number): 'sent' | HubFault {
    if (fault.kind === 'hub-refused' && fault.code === 'seq_gap' && fault.expected !== null) {
      // It only ever wants older ones. Going forward would skip what nobody has.
      if (fault.expected >= firstSeq) return fault;
      journal.rewind(fault.expected - 1);
      return 'sent';
    }
    if (isAboutContent(fault) || (fault.kind === 'hub-garbled' && by.answers() > answersBefore)) {
      answersBefore = by.answers();
      poison.failed(firstSeq, size);
    }
    return fault;
  }

  /** Sends as long as it may and there is something. @returns why it stopped before the end */
  async function sendAll(may: () => boolean): Promise<HubFault | null> {
    while (!isStopped && may() && journal.lastSeq() > journal.acknowledgedSeq()) {
      const outcome = await sendNext();
      if (outcome !== 'sent') return outcome;
      tries = 0;
    }
    return null;
  }

  /** One at a time: whoever comes while another is sending waits for its end. */
  async function inTurn(may: () => boolean): Promise<HubFault | null> {
    while (sending !== null) await sending;
    sending = sendAll(may).finally(() => {
      sending = null;
    });
    return sending;
  }

  async function run(): Promise<void> {
    if (sending !== null) return;
    const fault = await inTurn(by.maySend);
    if (fault === null || isStopped) return;
    by.onFault(fault);
    if (endsTalk(fault)) return;
    later(waitAfter(fault, tries, { budget: by.budget, chance, capMs: options.backOffCapMs }));
    tries += 1;
  }

  function later(delayMs: number): void {
    cancel?.();
    cancel = clock.after(delayMs, () => {
      cancel = null;
      run().catch(options.onBug);
    });
  }

  function check(): HubFault | null {
    const wanted = journal.acknowledgedSeq() + 1;
    if (tooLarge?.seq === wanted) return tooLarge.fault;
    if (wanted > journal.lastSeq()) return null;
    const [first] = batchOf(journal.after(wanted - 1), (entry) => wireEventOf(entry, null), 1);
    return first?.seq === wanted ? null : historyGone(wanted, first?.seq);
  }

  /** Of many entries of one order the replica is asked once. */
  function createRevs(): (orderId: OrderId | null) => number | null {
    const known = new Map<OrderId, number | null>();
    return (orderId) => {
      if (orderId === null) return null;
      const rev = known.get(orderId) ?? replica.order(orderId)?.order.rev ?? null;
      known.set(orderId, rev);
      return rev;
    };
  }

  return {
    poke(now) {
      if (isStopped || !by.maySend() || (cancel !== null && !now)) return;
      later(now ? 0 : TOGETHER_MS);
    },
    check,
    sendNow: () => inTurn(() => true),
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}

/** What the hub has lost is older than what is kept here: nothing may be skipped, so nothing can be sent. */
function historyGone(wanted: number, oldest: number | undefined): HubFault {
  const kept =
    oldest === undefined ? 'nothing from there on is kept here' : `the oldest that is kept here is ${oldest}`;
  return foundOut('history_gone', `The hub asks for event ${wanted}; ${kept}.`);
}
