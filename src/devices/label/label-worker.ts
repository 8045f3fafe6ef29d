import { parentPort, workerData } from 'node:worker_threads';
import type { LabelDocument } from '../../core/label-document.ts';
import type { Result } from '../../core/result.ts';
import type { LabelFault, MadeLabel } from '../../runtime/ports.ts';
import type { LabelAssets } from './assets.ts';
import type { LabelReply, LabelRequest, LabelTask } from './label-request.ts';
import { type LabelPipeline, openLabelPipeline } from './make-label.ts';

/**
 * Entry of the worker: drawing blocks for some hundred milliseconds, and a scan must not wait for it. It runs as a thread, or as a
 * utility process of Electron's, whose memory is not the station's.
 */
interface Channel {
  readonly assets: LabelAssets;
  post(message: LabelReply, moved: ArrayBuffer[]): void;
  listen(listener: (request: LabelRequest) => void): void;
}

/** Electron's name for the channel of a utility process. */
interface ProcessPort {
  postMessage(message: LabelReply): void;
  on(event: 'message', listener: (event: { readonly data: LabelRequest }) => void): void;
}

function channelToParent(): Channel {
  const thread = parentPort;
  if (thread !== null) {
    return {
      assets: workerData as LabelAssets, // given by whoever started it
      post: (message, moved) => thread.postMessage(message, moved),
      listen: (listener) => thread.on('message', listener),
    };
  }
  // Node's types do not know it, and Electron's are not for this zone.
  const { parentPort: parent } = process as unknown as { readonly parentPort?: ProcessPort };
  if (parent === undefined) throw new Error('The label worker runs as a thread or as a utility process only');
  return {
    assets: JSON.parse(process.argv[2] ?? '') as LabelAssets, // given by whoever forked it, as JSON
    post: (message) => parent.postMessage(message),
    listen: (listener) => parent.on('message', ({ data }) => listener(data)),
  };
}

const channel = channelToParent();

/** Not awaited at the top level: the listener below must be there first, it is what keeps the thread alive. */
const opening = openLabelPipeline(channel.assets).then(async (pipeline) => {
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

channel.listen(({ no, task }) => {
  opening
    .then((pipeline) => run(pipeline, task))
    .then(
      (result) => channel.post({ t: 'made', no, result }, movable(result)),
      (problem: unknown) => channel.post({ t: 'broken', no, message: messageOf(problem) }, []),
    );
});
opening.then(
  () => channel.post({ t: 'ready' }, []),
  // Said first, then thrown where nothing catches it: the worker ends.
  (problem: unknown) => {
    channel.post({ t: 'down', message: messageOf(problem) }, []);
    setImmediate(() => {
      throw problem;
    });
  },
);

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

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
