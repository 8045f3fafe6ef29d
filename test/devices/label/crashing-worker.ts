import { parentPort } from 'node:worker_threads';
import type { LabelReply, LabelRequest } from '../../../src/devices/label/label-request.ts';

/** A label worker that dies of a label 13 mm wide, throws at one 14 mm wide, and never answers for one 16 mm wide. */
const port = parentPort;
const reply = (message: LabelReply): void => port?.postMessage(message);
port?.on('message', ({ no, task }: LabelRequest) => {
  const widthMm = task.t === 'make' ? task.document.widthMm : 0;
  if (widthMm === 13) process.exit(1);
  if (widthMm === 16) return;
  if (widthMm === 14) reply({ t: 'broken', no, message: 'fourteen' });
  else reply({ t: 'made', no, result: { ok: false, error: { code: 'does-not-fit', detail: `${task.t} ${widthMm}` } } });
});
reply({ t: 'ready' });
