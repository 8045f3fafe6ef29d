import { goodsIn } from '../core/box-goods.ts';
import { type Carton, MOST_SUGGESTIONS, smallestFirst, suggestCartons, suggestSplit } from '../core/carton.ts';
import type { Command } from '../core/command.ts';
import type { JobId, OrderId, PersonId } from '../core/ids.ts';
import { boxOfJob, findJob, type Job, workOfJob } from '../core/job.ts';
import type { PrinterRole } from '../core/print.ts';
import type { Effect } from '../core/react.ts';
import { failure, type Result, unreachable } from '../core/result.ts';
import type { State } from '../core/state.ts';
import { type ClaimAnswer, notGrantedOf } from '../wire/hub-claims.ts';
import type { MakeDocument } from './documents.ts';
import type { HubFault } from './hub-port.ts';
import type { Printer, StopSignal } from './ports.ts';
import type { Artefacts, Replica } from './stores.ts';
import type { Sync } from './sync-options.ts';

export interface BenchPrinter {
  readonly printer: Printer;
  /** The first printer with a role is the usual one, the others are its neighbours. */
  readonly roles: readonly PrinterRole[];
}

export interface EffectsOptions {
  readonly sync: Sync;
  readonly replica: Replica;
  readonly artefacts: Artefacts;
  readonly printers: readonly BenchPrinter[];
  readonly makeDocument: MakeDocument;
  readonly signal: StopSignal;
  readonly state: () => State;
  readonly submit: (command: Command) => Promise<void>;
  readonly cartons: () => readonly Carton[];
  /** Lets whatever waits go first. */
  readonly pause: () => Promise<void>;
  readonly weighAgain: () => void;
  /** True: a supervisor began training; false: ended it. */
  readonly onTraining: (begin: boolean) => void;
  readonly cutNetwork: (forMs: number | null) => void;
  readonly onBug: (bug: unknown) => void;
}

/** Carries effects out. Each ends in a command; a fault of the world is an outcome, a thrown error is a bug. */
export function createEffects(options: EffectsOptions): (effect: Effect) => void {
  const { submit } = options;

  async function run(effect: Effect): Promise<void> {
    switch (effect.type) {
      case 'push-now':
        return options.sync.poke(true);
      case 'claim-order':
        return tellClaim(effect.orderId, await options.sync.claim(effect.orderId));
      case 'take-over-order':
        return takeOver(effect.orderId, effect.by);
      case 'harden-order':
        return harden(effect.orderId);
      case 'cut-network':
        return options.cutNetwork(effect.forMs);
      case 'make-document':
        return make(effect.jobId);
      case 'print':
        return print(effect.jobId);
      case 'clear-printer':
        return clear(effect.printerId);
      case 'suggest-cartons':
        return suggest(effect.boxNo);
      case 'weigh-now':
        return options.weighAgain();
      case 'begin-training':
      case 'end-training':
        return options.onTraining(effect.type === 'begin-training');
      default:
        return unreachable(effect);
    }
  }

  function tellClaim(orderId: OrderId, answer: Result<ClaimAnswer, HubFault>): Promise<void> {
    if (!answer.ok) return submit({ type: 'answer-claim', orderId, order: null, code: 'hub-unreachable' });
    const refused = answer.value.refused.find(({ order_id }) => order_id === orderId);
    const order = refused === undefined ? (options.replica.order(orderId)?.order ?? null) : null;
    const code = refused === undefined ? null : notGrantedOf(refused.code);
    return submit({ type: 'answer-claim', orderId, order, code: order === null ? (code ?? 'unknown-order') : null });
  }

  async function takeOver(orderId: OrderId, by: PersonId): Promise<void> {
    const reason = options.state().asking?.takeOver?.reason ?? 'checked';
    return tellClaim(orderId, await options.sync.takeOver(orderId, by, reason));
  }

  /** A hub that cannot be reached is asked again later; any answer of its own but a fence means that the order is not ours. */
  async function harden(orderId: OrderId): Promise<void> {
    const { work, parked } = options.state();
    const order = [work, ...parked].find((each) => each?.order.id === orderId)?.order;
    if (order === undefined) return;
    const answer = await options.sync.harden(orderId, order.fence);
    const told = { type: 'answer-hardening', orderId } as const;
    if (!answer.ok) return submit({ ...told, fence: null, code: 'hub-unreachable', to: null });
    const granted = answer.value.granted.find(({ order_id }) => order_id === orderId);
    if (granted !== undefined) return submit({ ...told, fence: granted.fence, code: null, to: null });
    const refused = answer.value.refused.find(({ order_id }) => order_id === orderId);
    const code = refused === undefined ? 'unknown-order' : notGrantedOf(refused.code);
    return submit({ ...told, fence: null, code, to: refused?.holder?.station ?? null });
  }

  /** Laying goods into cartons takes longer than a scan may wait, so it is done beside the turn. */
  async function suggest(boxNo: number): Promise<void> {
    const { work } = options.state();
    if (work === null) return;
    const { carrier, limits = {} } = work.order.doc;
    const goods = goodsIn(work, boxNo);
    const all = options.cartons();
    const cartons: string[] = [];
    // One carton at a time, and whatever waits goes before the next: no scan waits for all of them.
    for (const carton of smallestFirst(all)) {
      if (cartons.length === MOST_SUGGESTIONS) break;
      if (suggestCartons(goods, [carton], carrier, limits).length > 0) cartons.push(carton.code);
      await options.pause();
    }
    const split = cartons.length > 0 ? null : (suggestSplit(goods, all, carrier, limits)?.length ?? null);
    return submit({ type: 'suggest-cartons', boxNo, cartons, split });
  }

  /** The one it was sent to, or the usual one of its role: also when that one was taken out of the settings since. */
  function printerFor({ printerId, role }: Job): Printer | null {
    const { printers } = options;
    const sentTo = printers.find(({ printer }) => printer.id === printerId);
    return (sentTo ?? printers.find(({ roles }) => roles.includes(role)))?.printer ?? null;
  }

  async function make(jobId: JobId): Promise<void> {
    const job = findJob(options.state(), jobId);
    if (job === null) return;
    const printer = printerFor(job);
    const made =
      printer === null
        ? failure({ code: 'no-printer', detail: job.printerId ?? job.role } as const)
        : await makeOrSay(job, printer);
    if (!made.ok || printer === null) {
      const { code, detail } = made.ok ? { code: 'no-printer' as const, detail: '' } : made.error;
      return submit({ type: 'refuse-document', jobId, fault: code, detail });
    }
    const { artefact, proof } = made.value;
    return submit({
      type: 'take-document',
      jobId,
      sha256: artefact.sha256,
      decoded: artefact.decoded.map(({ text }) => text),
      proof,
      source: artefact.source,
      printer: { id: printer.id, name: printer.name },
    });
  }

  /** A broken label maker is a bug, but the packer must not wait for a label that will never come: RETRY is the way out. */
  async function makeOrSay(job: Job, printer: Printer): ReturnType<MakeDocument> {
    const work = workOfJob(options.state(), job.jobId);
    const box = work === null ? null : boxOfJob(work, job.jobId);
    try {
      return await options.makeDocument(job, work === null || box === null ? null : { work, box }, printer.form);
    } catch (bug) {
      options.onBug(bug);
      return failure({ code: 'internal', detail: bug instanceof Error ? bug.message : String(bug) });
    }
  }

  async function print(jobId: JobId): Promise<void> {
    const job = findJob(options.state(), jobId);
    if (job === null) return;
    const printer = printerFor(job);
    const artefact = job.sha256 === null ? null : options.artefacts.bySha(job.sha256);
    if (printer === null || artefact === null) {
      throw new Error(`Job ${jobId} was started without a printer or a document`);
    }
    const outcome = await printer.print(artefact.bytes, {
      jobId,
      signal: options.signal,
      onTrouble: (trouble) => {
        submit({ type: 'note-trouble', jobId, outcome: trouble }).catch(options.onBug);
      },
    });
    return submit({ type: 'end-print', jobId, outcome });
  }

  /** What becomes of the job inside, its own outcome tells. */
  async function clear(printerId: string): Promise<void> {
    await options.printers.find(({ printer }) => printer.id === printerId)?.printer.clear();
  }

  return (effect) => {
    run(effect).catch(options.onBug);
  };
}
