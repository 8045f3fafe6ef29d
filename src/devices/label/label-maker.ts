import type { Result } from '../../core/result.ts';
import type { LabelFault, LabelMaker, MadeLabel } from '../../runtime/ports.ts';
import type { LabelReply, LabelRequest, LabelTask, LabelWorker, OpenLabelWorker } from './label-request.ts';

/** Many times what a loaded machine needs. */
const START_LIMIT_MS = 10_000;
/** A document that keeps its reader busy for ever must not hold up the labels behind it. */
const TASK_LIMIT_MS = 20_000;

interface Waiting {
  readonly request: LabelRequest;
  /** Workers that died while they had this request. */
  deaths: number;
  readonly resolve: (result: Result<MadeLabel, LabelFault>) => void;
  readonly reject: (problem: Error) => void;
}

/**
 * One worker, one label at a time. A worker that dies or gets stuck is replaced and its label is made again; a label that
 * does that to two workers is refused with the reason, so that it cannot starve the ones behind it. Resolves when warm.
 */
export async function openLabelMaker(openWorker: OpenLabelWorker, taskLimitMs = TASK_LIMIT_MS): Promise<LabelMaker> {
  const queue: Waiting[] = [];
  let count = 0;
  let worker: LabelWorker | undefined;
  let impatience: NodeJS.Timeout | undefined;
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
      limit(worker, taskLimitMs, 'it did not finish within');
      worker.post(first.request);
    }
  };

  const settle = (no: number, finish: (waiting: Waiting) => void): void => {
    if (queue[0]?.request.no !== no) return;
    clearTimeout(impatience);
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

  let reason = new Error('it ended without a word');

  /** One that neither answers nor dies would hold up every label behind it. */
  const limit = (of: LabelWorker, limitMs: number, what: string): void => {
    clearTimeout(impatience);
    impatience = setTimeout(() => {
      reason = new Error(`${what} ${limitMs / 1000} s`);
      void of.end();
    }, limitMs);
  };

  const start = (onReady?: () => void, onFailure?: (problem: Error) => void): void => {
    const begun = openWorker();
    reason = new Error('it ended without a word');
    worker = begun;
    startUps += 1;
    limit(begun, START_LIMIT_MS, 'it was not ready within');
    begun.onReply((reply: LabelReply) => {
      if (reply.t === 'ready') {
        clearTimeout(impatience);
        ready = true;
        startUps = 0;
        onReady?.();
        next();
      } else if (reply.t === 'down') reason = new Error(reply.message);
      else if (reply.t === 'made') settle(reply.no, ({ resolve }) => resolve(reply.result));
      else settle(reply.no, ({ reject }) => reject(new Error(reply.message)));
    });
    begun.onEnd((said) => {
      clearTimeout(impatience);
      const why = said ?? reason;
      onFailure?.(why);
      if (worker === begun && !closed) fell(why);
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
      clearTimeout(impatience);
      await worker?.end();
      for (const { reject } of queue.splice(0)) reject(new Error('The label maker was closed'));
    },
  };
}
