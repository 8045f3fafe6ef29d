import { Worker } from 'node:worker_threads';
import type { LabelAssets } from '../../../src/devices/label/assets.ts';
import type { OpenLabelWorker } from '../../../src/devices/label/label-request.ts';

/** A worker thread of this process; `url` is the bundled `label-worker.js`. */
export function labelThread(url: URL, assets: LabelAssets): OpenLabelWorker {
  return () => {
    const thread = new Worker(url, { workerData: assets });
    let reason: Error | null = null;
    thread.on('error', (problem) => {
      reason = problem instanceof Error ? problem : new Error(String(problem));
    });
    return {
      post: (request) => thread.postMessage(request),
      onReply: (listener) => void thread.on('message', listener),
      onEnd: (listener) => void thread.once('exit', () => listener(reason)),
      end: async () => void (await thread.terminate()),
    };
  };
}
