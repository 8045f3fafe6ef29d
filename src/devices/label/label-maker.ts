import { Worker } from 'node:worker_threads';
import type { Result } from '../../core/result.ts';
import type { LabelFault, LabelMaker, MadeLabel } from '../../runtime/ports.ts';
import type { LabelAssets } from './assets.ts';
import type { LabelReply, LabelRequest, LabelTask } from './label-request.ts';

export interface LabelMakerSetup {
  /** The bundled `label-worker.js`. */
  readonly workerUrl: URL;
  readonly assets: LabelAssets;
}

/** Many times what a loaded machine needs. */
const START_LIMIT_MS = 10_000;

interface Waiting {
  readonly request: LabelRequest;
  /** Workers that died while they had this request. */
  deaths: number;
  readonly resolve: (result: Result<MadeLabel, LabelFault>) => void;
  readonly reject: (problem: Error) => void;
}

/**
 * One worker thread, one label at a time. A worker that dies is replaced and its label is made again; a label that
 * kills two workers is refused with the reason, so that it cannot starve the ones behind it. Resolves when warm.
 */
export async function openLabelMaker({ workerUrl, assets }: LabelMakerSetup): Promise<LabelMaker> {
  const queue: Waiting[] = [];
  let count = 0;
  let worker: Worker | undefined;
  let ready = false;
  let sent = false;
  let closed = false;
  let startUps = 0;

  const next = (): void => {
    const [first] = queue;
    if (closed || first === undefined || sent) return;
    if (worker === undefined) start();
    else if (ready) {
      sent = true;
      worker.postMessage(first.request);
    }
  };

  const settle = (no: number, finish: (waiting: Waiting) => void): void => {
    if (queue[0]?.request.no !== no) return;
    const waiting = queue.shift();
    sent = false;
    if (waiting !== undefined) finish(waiting);
    next();
  };

  const fell = (problem: Error): void => {
    const hadWork = sent;
    worker = undefined;
    ready = false;
    sent = false;
    const [first] = queue;
    if (first !== undefined && (hadWork || startUps > 1)) first.deaths += 1;
    if (first !== undefined && first.deaths > 1) {
      queue.shift();
      first.reject(new Error(`The label worker stopped twice: ${problem.message}`));
    }
    next();
  };

  const start = (onReady?: () => void, onFailure?: (problem: Error) => void): void => {
    const begun = new Worker(workerUrl, { workerData: assets });
    let reason = new Error('it ended without a word');
    worker = begun;
    startUps += 1;
    // A thread that neither comes up nor dies would hold up every label behind it.
    const impatience = setTimeout(() => {
      reason = new Error(`it was not ready within ${START_LIMIT_MS / 1000} s`);
      void begun.terminate();
    }, START_LIMIT_MS);
    begun.on('message', (reply: LabelReply) => {
      if (reply.t === 'ready') {
        clearTimeout(impatience);
        ready = true;
        startUps = 0;
        onReady?.();
        next();
      } else if (reply.t === 'made') settle(reply.no, ({ resolve }) => resolve(reply.result));
      else settle(reply.no, ({ reject }) => reject(new Error(reply.message)));
    });
    begun.on('error', (problem) => {
      reason = problem instanceof Error ? problem : new Error(String(problem));
    });
    begun.on('exit', () => {
      clearTimeout(impatience);
      onFailure?.(reason);
      if (worker === begun && !closed) fell(reason);
    });
  };

  const ask = (task: LabelTask): Promise<Result<MadeLabel, LabelFault>> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('The label maker is closed'));
      count += 1;
      queue.push({ request: { no: count, task }, deaths: 0, resolve, reject });
      next();
    });

  await new Promise<void>((resolve, reject) => start(resolve, reject));
  return {
    make: (document, form) => ask({ t: 'make', document, form }),
    prepare: (source, form) => ask({ t: 'prepare', source, form }),
    slip: (document, form) => ask({ t: 'slip', document, form }),
    close: async () => {
      closed = true;
      await worker?.terminate();
      for (const { reject } of queue.splice(0)) reject(new Error('The label maker was closed'));
    },
  };
}
