import { utilityProcess } from 'electron';
import type { LabelAssets } from '../src/devices/label/assets.ts';
import type { LabelReply, OpenLabelWorker } from '../src/devices/label/label-request.ts';
import { locations } from './locations.ts';

/** Labels are drawn in a process of their own: what that takes of memory is not the station's, and a stuck document can be ended. */
export function labelProcess(assets: LabelAssets): OpenLabelWorker {
  return () => {
    const child = utilityProcess.fork(locations.labelWorker, [JSON.stringify(assets)], {
      serviceName: 'Packhouse labels',
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    return {
      post: (request) => child.postMessage(request),
      // The script at the other end is ours and speaks nothing else.
      onReply: (listener) => void child.on('message', (reply) => listener(reply as LabelReply)),
      onEnd: (listener) => void child.once('exit', () => listener(null)),
      end: () => {
        child.kill();
        return ended;
      },
    };
  };
}
