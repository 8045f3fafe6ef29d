import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { JobId } from '../../src/core/ids.ts';
import type { PrinterRole, PrintOutcome, PrintTrouble } from '../../src/core/print.ts';
import type { Effect } from '../../src/core/react.ts';
import { failure, type Result, success } from '../../src/core/result.ts';
import { settled } from '../../src/fakes/turned-clock.ts';
import type { MakeDocument } from '../../src/runtime/documents.ts';
import { createEffects } from '../../src/runtime/effects.ts';
import type { HubFault } from '../../src/runtime/hub-port.ts';
import type { Printer } from '../../src/runtime/ports.ts';
import type { Artefact } from '../../src/runtime/stores.ts';
import type { ClaimAnswer, ClaimRefusal } from '../../src/wire/hub-claims.ts';
import { FOUND, labelOf, ORDER, packed, signedIn, type TestBench } from '../core/bench.ts';

const TROUBLE: PrintTrouble = {
  state: 'attention',
  code: 'FAULT_AFTER_SEND',
  bytesWritten: 9,
  conditions: ['paper_out'],
};
const LABEL: Artefact = {
  parcelCode: 'PH1',
  role: 'label',
  sha256: 'ab',
  decoded: ['PH1'],
  bytes: Uint8Array.of(1, 2, 3),
  png: null,
  atMs: 0,
};

interface Worlds {
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
  return {
    name: 'Zebra 5',
    language: 'zpl',
    sent,
    status: () => Promise.reject(new Error('nobody asks here')),
    print(bytes, { onTrouble }) {
      sent.push(bytes);
      if (trouble !== null) onTrouble(trouble);
      return Promise.resolve(outcome);
    },
    close: () => Promise.resolve(),
  };
}

/** Runs one effect in a world of doubles; gives back what it told the bench. */
async function run(core: TestBench, effect: Effect, world: Worlds = {}) {
  const told: Command[] = [];
  const bugs: unknown[] = [];
  const pokes: boolean[] = [];
  const read: PrinterRole[] = [];
  const never = () => {
    throw new Error('this effect needs nothing of that');
  };
  const runEffect = createEffects({
    sync: {
      start: never,
      stop: never,
      poke: (now) => void pokes.push(now),
      claim: () => Promise.resolve(world.claim ?? failure({ kind: 'hub-unreachable', detail: 'offline' })),
    },
    replica: { order: () => (world.inReplica === true ? FOUND : null) } as never,
    artefacts: {
      put: never,
      get(_, role) {
        read.push(role);
        return world.kept ?? null;
      },
    },
    printers: {
      label: world.printer === undefined ? printer({ state: 'printed', by: 'odometer' }) : world.printer,
      slip: null,
    },
    makeDocument: world.makeDocument ?? (() => Promise.resolve(LABEL)),
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
    onBug: (bug) => bugs.push(bug),
  });
  runEffect(effect);
  await settled();
  return { told, bugs, pokes, read };
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

describe('making a document', () => {
  it('tells what was made, and for which printer', async () => {
    const core = packed();
    const { told } = await run(core, { type: 'make-document', jobId: jobOf(core) });
    expect(told).toEqual([
      { type: 'take-document', jobId: jobOf(core), sha256: 'ab', decoded: ['PH1'], printer: 'Zebra 5' },
    ]);
  });

  it('takes what is kept and makes nothing anew, so that a reprint is the same bytes', async () => {
    const core = packed();
    const makeDocument = () => Promise.reject(new Error('it was made before'));
    const { bugs, told } = await run(
      core,
      { type: 'make-document', jobId: jobOf(core) },
      { kept: LABEL, makeDocument },
    );
    expect(bugs).toEqual([]);
    expect(told).toMatchObject([{ type: 'take-document', sha256: 'ab' }]);
  });

  it('that does not scan is refused in words', async () => {
    const core = packed();
    const makeDocument = () => Promise.resolve({ fault: 'The label does not scan' });
    const { told } = await run(core, { type: 'make-document', jobId: jobOf(core) }, { makeDocument });
    expect(told).toEqual([{ type: 'refuse-document', jobId: jobOf(core), detail: 'The label does not scan' }]);
  });

  it('without a printer is refused in words', async () => {
    const core = packed();
    const { told } = await run(core, { type: 'make-document', jobId: jobOf(core) }, { printer: null });
    expect(told).toMatchObject([{ type: 'refuse-document', detail: expect.stringContaining('printer') }]);
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
    expect([bugs, told]).toEqual([[bug], [{ type: 'refuse-document', jobId, detail: 'the worker is gone' }]]);
  });
});

describe('printing', () => {
  it('sends the kept bytes once and tells how it ended', async () => {
    const core = packed();
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

it('what is worth telling at once goes to the hub at once', async () => {
  const { pokes } = await run(signedIn(), { type: 'push-now' });
  expect(pokes).toEqual([true]);
});
