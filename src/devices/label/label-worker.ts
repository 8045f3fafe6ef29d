import { parentPort, workerData } from 'node:worker_threads';
import type { LabelDocument } from '../../core/label-document.ts';
import type { Result } from '../../core/result.ts';
import type { LabelFault, MadeLabel } from '../../runtime/ports.ts';
import type { LabelAssets } from './assets.ts';
import type { LabelReply, LabelRequest, LabelTask } from './label-request.ts';
import { type LabelPipeline, openLabelPipeline } from './make-label.ts';

/** Entry of the worker thread: drawing blocks for some hundred milliseconds, and a scan must not wait for it. */
const port = parentPort;
if (port === null) throw new Error('The label worker runs as a worker thread only');
const reply = (message: LabelReply, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);

/** Not awaited at the top level: the listener below must be there first, it is what keeps the thread alive. */
const opening = openLabelPipeline(workerData as LabelAssets).then(async (pipeline) => {
  // The first label pays for compiling the WebAssembly; let it be one that nobody waits for.
  const form = { language: 'zpl', dpi: 203, widthDots: 832, graphics: 'run-length' } as const;
  const warm = await pipeline.make(warmUpDocument(), form);
  if (!warm.ok) throw new Error(`The label worker's own first label was refused: ${warm.error.detail}`);
  return pipeline;
});

function run(pipeline: LabelPipeline, task: LabelTask): Promise<Result<MadeLabel, LabelFault>> {
  switch (task.t) {
    case 'make':
      return pipeline.make(task.document, task.form);
    case 'prepare':
      return pipeline.prepare(task.source, task.form);
    case 'slip':
      return pipeline.slip(task.document, task.form);
  }
}

/** Their memory goes to the other thread instead of being copied; a view of a larger one, as Node's pool makes, cannot. */
function movable(result: Result<MadeLabel, LabelFault>): ArrayBuffer[] {
  if (!result.ok) return [];
  const { bytes, png } = result.value;
  const whole = [bytes, png].flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
  return [...new Set(whole)];
}

port.on('message', ({ no, task }: LabelRequest) => {
  opening
    .then((pipeline) => run(pipeline, task))
    .then(
      (result) => reply({ t: 'made', no, result }, movable(result)),
      (problem: unknown) =>
        reply({ t: 'broken', no, message: problem instanceof Error ? problem.message : String(problem) }),
    );
});
opening.then(
  () => reply({ t: 'ready' }),
  // Thrown where nothing catches it: the thread ends, and the label maker says why.
  (problem: unknown) =>
    setImmediate(() => {
      throw problem;
    }),
);

function warmUpDocument(): LabelDocument {
  const text = 'PH000000000000';
  return {
    widthMm: 101.6,
    heightMm: 152.4,
    elements: [
      { t: 'text', xMm: 5, yMm: 5, wMm: 80, sizeMm: 8, bold: true, value: text },
      { t: 'symbol', symbology: 'qrcode', value: text, xMm: 10, yMm: 20, xDimMm: 0.75 },
      { t: 'symbol', symbology: 'code128', value: text, xMm: 10, yMm: 100, xDimMm: 0.375, heightMm: 30 },
    ],
    expect: [
      { symbology: 'qrcode', text },
      { symbology: 'code128', text },
    ],
  };
}
