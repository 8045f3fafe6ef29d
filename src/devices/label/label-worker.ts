import { parentPort, workerData } from 'node:worker_threads';
import type { LabelDocument } from '../../core/label-document.ts';
import type { LabelAssets } from './assets.ts';
import type { LabelReply, LabelRequest } from './label-request.ts';
import { openLabelPipeline } from './make-label.ts';

/** Entry of the worker thread: drawing blocks for some hundred milliseconds, and a scan must not wait for it. */
const port = parentPort;
if (port === null) throw new Error('The label worker runs as a worker thread only');
const reply = (message: LabelReply): void => port.postMessage(message);

/** Not awaited at the top level: the listener below must be there first, it is what keeps the thread alive. */
const opening = openLabelPipeline(workerData as LabelAssets).then(async (make) => {
  // The first label pays for compiling the WebAssembly; let it be one that nobody waits for.
  await make(warmUpDocument(), 203);
  return make;
});

port.on('message', ({ no, document, dpi }: LabelRequest) => {
  opening
    .then((make) => make(document, dpi))
    .then(
      (result) => reply({ t: 'made', no, result }),
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
