import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { JobId } from '../../src/core/ids.ts';
import type { PrintOutcome, PrintTrouble } from '../../src/core/print.ts';
import type { Effect } from '../../src/core/react.ts';
import { failure, type Result, success } from '../../src/core/result.ts';
import { settled } from '../../src/fakes/turned-clock.ts';
import type { MakeDocument } from '../../src/runtime/documents.ts';
import { createEffects } from '../../src/runtime/effects.ts';
import type { HubFault } from '../../src/runtime/hub-port.ts';
import type { Printer } from '../../src/runtime/ports.ts';
import type { Artefact } from '../../src/runtime/stores.ts';
import type { ClaimAnswer, ClaimRefusal } from '../../src/wire/hub-claims.ts';
import { FOUND, labelOf, makeLabel, ORDER, opened, packed, signedIn, type TestBench, THEA } from '../core/bench.ts';
import { obedientPrinter } from './paper-at-once.ts';

const TROUBLE: PrintTrouble = {
  state: 'attention',
  code: 'FAULT_AFTER_SEND',
  bytesWritten: 9,
  conditions: ['paper_out'],
};
const LABEL: Artefact = {
  parcelCode: 'PH1',
  paper: 'label',
  form: 'zpl-203-832-run-length',
  source: null,
  sha256: 'ab',
  decoded: [{ symbology: 'code128', aim: ']C0', text: 'PH1' }],
  bytes: Uint8Array.of(1, 2, 3),
  png: null,
  atMs: 0,
};

interface Worlds {
  /** What the hub says to a claim, to a take-over and to hardening. */
  claim?: Result<ClaimAnswer, HubFault>;
  inReplica?: boolean;
  printer?: Printer | null;
  makeDocument?: MakeDocument;
  kept?: Artefact | null;
}

function printer(
  outcome: PrintOutcome,
  trouble: PrintTrouble | null = null,
): Printer & { readonly sent: Uint8Array[] } {
  const sent: Uint8Array[] = [];
  const port = obedientPrinter({
    id: 'zebra-5',
    name: 'Zebra 5',
    status: () => Promise.reject(new Error('nobody asks here')),
    print(bytes, { onTrouble }) {
      sent.push(bytes);
      if (trouble !== null) onTrouble(trouble);
      return Promise.resolve(outcome);
    },
  });
  return { ...port, sent };
}

/** Runs one effect in a world of doubles; gives back what it told the bench. */
async function run(core: TestBench, effect: Effect, world: Worlds = {}) {
  const told: Command[] = [];
  const bugs: unknown[] = [];
  const pokes: boolean[] = [];
  const read: string[] = [];
  const never = () => {
    throw new Error('this effect needs nothing of that');
  };
  const asked: unknown[] = [];
  const cuts: (number | null)[] = [];
  const answer = () => Promise.resolve(world.claim ?? failure({ kind: 'hub-unreachable', detail: 'offline' } as const));
  const used = world.printer ?? printer({ state: 'printed', by: 'odometer' });
  const runEffect = createEffects({
    sync: {
      start: never,
      stop: never,
      poke: (now) => void pokes.push(now),
      claim: answer,
      mayHarden: never,
      takeOver(...of) {
        asked.push(of);
        return answer();
      },
      harden(...of) {
        asked.push(of);
        return answer();
      },
    },
    replica: { order: () => (world.inReplica === true ? FOUND : null) } as never,
    artefacts: {
      put: never,
      get: never,
      latest: never,
      bySha(sha256) {
        read.push(sha256);
        return world.kept ?? null;
      },
    },
    printers: world.printer === null ? [] : [{ printer: used, roles: ['label'] }],
    makeDocument: world.makeDocument ?? (() => Promise.resolve(success({ artefact: LABEL, proof: ['PH1'] }))),
    signal: new AbortController().signal,
    state: () => core.state,
    submit(command) {
      told.push(command);
      return Promise.resolve();
    },
    cartons: () => [],
    pause: () => Promise.resolve(),
    weighAgain: never,
    onTraining: never,
    cutNetwork: (forMs) => cuts.push(forMs),
    onBug: (bug) => bugs.push(bug),
  });
  runEffect(effect);
  await settled();
  return { told, bugs, pokes, read, asked, cuts };
}

const CLAIM: Effect = { type: 'claim-order', orderId: ORDER.id };
const refused = (code: ClaimRefusal): Result<ClaimAnswer, HubFault> =>
  success({ granted: [], refused: [{ order_id: ORDER.id, code, state: null }] });
const GRANTED: Result<ClaimAnswer, HubFault> = success({
  granted: [{ order_id: ORDER.id, fence: 2, class: 'hard', rev: 2, expires_at: null }],
  refused: [],
});

function jobOf(core: TestBench): JobId {
  const jobId = labelOf(core)?.jobId;
  if (jobId === undefined) throw new Error('no label job');
  return jobId;
}

describe('asking the hub for an order', () => {
  it.each([
    ['taken', 'taken'],
    ['not-ready', 'not-ready'],
    ['unknown-order', 'unknown-order'],
    ['buffer-full', 'not-ready'],
  ] as const)('that it refuses as %s is answered with %s', async (said, code) => {
    const { told } = await run(signedIn(), CLAIM, { claim: refused(said), inReplica: true });
    expect(told).toEqual([{ type: 'answer-claim', orderId: ORDER.id, order: null, code }]);
  });

  it('without a network is answered with hub-unreachable', async () => {
    const { told } = await run(signedIn(), CLAIM);
    expect(told).toEqual([{ type: 'answer-claim', orderId: ORDER.id, order: null, code: 'hub-unreachable' }]);
  });

  it('that it grants is answered with the order', async () => {
    const { told } = await run(signedIn(), CLAIM, { claim: GRANTED, inReplica: true });
    expect(told).toEqual([{ type: 'answer-claim', orderId: ORDER.id, order: ORDER, code: null }]);
  });

  it('that it grants but that never came here is answered with unknown-order', async () => {
    const { told } = await run(signedIn(), CLAIM, { claim: GRANTED });
    expect(told).toEqual([{ type: 'answer-claim', orderId: ORDER.id, order: null, code: 'unknown-order' }]);
  });
});

describe('taking an order over', () => {
  it('tells the hub who answers for it and why, and brings the order', async () => {
    const core = signedIn();
    core.tell(
      { type: 'approval-given', about: 'take-over-order', by: THEA.id, reason: 'customer-agrees', orderId: null },
      { type: 'order-take-over-asked', orderId: ORDER.id, number: ORDER.number, by: THEA.id },
    );
    const effect: Effect = { type: 'take-over-order', orderId: ORDER.id, by: THEA.id };
    const { asked, told } = await run(core, effect, { claim: GRANTED, inReplica: true });
    expect(asked).toEqual([[ORDER.id, THEA.id, 'customer-agrees']]);
    expect(told).toEqual([{ type: 'answer-claim', orderId: ORDER.id, order: ORDER, code: null }]);
  });
});

describe('making a lease a hard claim', () => {
  const HARDEN: Effect = { type: 'harden-order', orderId: ORDER.id };
  const answered = { type: 'answer-hardening', orderId: ORDER.id };

  it('brings the fence that the hub gives it, asked for under the one it has', async () => {
    const { asked, told } = await run(opened(), HARDEN, { claim: GRANTED });
    expect(asked).toEqual([[ORDER.id, 1]]);
    expect(told).toEqual([{ ...answered, fence: 2, code: null, to: null }]);
  });

  it('without a network waits', async () => {
    const { told } = await run(opened(), HARDEN);
    expect(told).toEqual([{ ...answered, fence: null, code: 'hub-unreachable', to: null }]);
  });

  it('that somebody else has it is told with who', async () => {
    const holder = { station: 'Station 9', person: null, since: '2026-11-23T12:00:00Z' };
    const claim: Result<ClaimAnswer, HubFault> = success({
      granted: [],
      refused: [{ order_id: ORDER.id, code: 'stale-fence', state: 'claimed', holder }],
    });
    const { told } = await run(opened(), HARDEN, { claim });
    expect(told).toEqual([{ ...answered, fence: null, code: 'taken', to: 'Station 9' }]);
  });

  it('of an order that is not here any more asks nothing', async () => {
    const { asked, told } = await run(signedIn(), HARDEN, { claim: GRANTED });
    expect([asked, told]).toEqual([[], []]);
  });
});

it('the network is cut and let through again', async () => {
  expect((await run(signedIn(), { type: 'cut-network', forMs: 300_000 })).cuts).toEqual([300_000]);
  expect((await run(signedIn(), { type: 'cut-network', forMs: null })).cuts).toEqual([null]);
});

describe('making a document', () => {
  it('tells what was made, what proves it, and for which printer', async () => {
    const core = packed();
    const { told } = await run(core, { type: 'make-document', jobId: jobOf(core) });
    expect(told).toEqual([
      {
        type: 'take-document',
        jobId: jobOf(core),
        sha256: 'ab',
        decoded: ['PH1'],
        proof: ['PH1'],
        source: null,
        printer: { id: 'zebra-5', name: 'Zebra 5' },
      },
    ]);
  });

  it('that does not scan is refused with what was found', async () => {
    const core = packed();
    const fault = { code: 'unreadable', detail: 'code128:PH1 is missing' } as const;
    const makeDocument = () => Promise.resolve(failure(fault));
    const { told } = await run(core, { type: 'make-document', jobId: jobOf(core) }, { makeDocument });
    expect(told).toEqual([
      { type: 'refuse-document', jobId: jobOf(core), fault: 'unreadable', detail: 'code128:PH1 is missing' },
    ]);
  });

  it('without a printer is refused', async () => {
    const core = packed();
    const { told } = await run(core, { type: 'make-document', jobId: jobOf(core) }, { printer: null });
    expect(told).toMatchObject([{ type: 'refuse-document', fault: 'no-printer' }]);
  });

  it('of a job that is gone does nothing', async () => {
    const gone = 'job-of-yesterday' as JobId;
    const { bugs, told } = await run(packed(), { type: 'make-document', jobId: gone });
    expect([bugs, told]).toEqual([[], []]);
  });

  it('that throws is a bug, and the packer is told that there is no label', async () => {
    const core = packed();
    const bug = new Error('the worker is gone');
    const makeDocument = () => Promise.reject(bug);
    const jobId = jobOf(core);
    const { bugs, told } = await run(core, { type: 'make-document', jobId }, { makeDocument });
    expect([bugs, told]).toEqual([
      [bug],
      [{ type: 'refuse-document', jobId, fault: 'internal', detail: 'the worker is gone' }],
    ]);
  });
});

describe('printing', () => {
  it('sends the kept bytes once and tells how it ended', async () => {
    const core = packed();
    makeLabel(core);
    const away: PrintOutcome = { state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0, conditions: [] };
    const zebra = printer(away);
    const { told } = await run(
      core,
      { type: 'print', jobId: jobOf(core), attempt: 1 },
      { kept: LABEL, printer: zebra },
    );
    expect(zebra.sent).toEqual([LABEL.bytes]);
    expect(told).toEqual([{ type: 'end-print', jobId: jobOf(core), outcome: away }]);
  });

  it('tells of trouble while it goes on', async () => {
    const core = packed();
    makeLabel(core);
    const zebra = printer({ state: 'printed', by: 'odometer' }, TROUBLE);
    const { told } = await run(
      core,
      { type: 'print', jobId: jobOf(core), attempt: 1 },
      { kept: LABEL, printer: zebra },
    );
    expect(told).toMatchObject([
      { type: 'note-trouble', outcome: TROUBLE },
      { type: 'end-print', outcome: { state: 'printed' } },
    ]);
  });

  it('without a document is a bug, because printing was started after it was made', async () => {
    const core = packed();
    const { bugs, told } = await run(core, { type: 'print', jobId: jobOf(core), attempt: 1 });
    expect(bugs).toHaveLength(1);
    expect(told).toEqual([]);
  });
});

it('a printer is cleared when somebody asked, and only that one', async () => {
  const cleared: string[] = [];
  const zebra = printer({ state: 'printed', by: 'odometer' });
  const clear = () => {
    cleared.push(zebra.id);
    return Promise.resolve(true);
  };
  await run(signedIn(), { type: 'clear-printer', printerId: 'another' }, { printer: { ...zebra, clear } });
  expect(cleared).toEqual([]);
  await run(signedIn(), { type: 'clear-printer', printerId: 'zebra-5' }, { printer: { ...zebra, clear } });
  expect(cleared).toEqual(['zebra-5']);
});

it('what is worth telling at once goes to the hub at once', async () => {
  const { pokes } = await run(signedIn(), { type: 'push-now' });
  expect(pokes).toEqual([true]);
});
