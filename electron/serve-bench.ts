import type { JobId, OrderId, PersonId } from '../src/core/ids.ts';
import { findJob } from '../src/core/job.ts';
import { failure, success } from '../src/core/result.ts';
import type { Demo } from './demo/demo.ts';
import type { Latencies } from './demo/latencies.ts';
import { panelOf } from './demo/panel.ts';
import type { Enrolment } from './enrolment.ts';
import { enrolmentIn } from './enrolment-scans.ts';
import type { FirstPaint } from './first-paint.ts';
import { done, type Serve } from './ipc.ts';
import type { LoadedSettings } from './settings.ts';
import type { Floor } from './training/floor.ts';

/** What the window may ask of the bench. */
export function serveBench(options: {
  readonly floor: Floor;
  readonly settings: LoadedSettings;
  readonly demo: Demo | null;
  readonly latencies: Latencies;
  readonly firstPaint: FirstPaint;
  readonly enrolment: Enrolment;
  readonly onEnrolment: (text: string) => void;
}): Serve {
  const { floor, demo, latencies } = options;
  const station = () => floor.bench().station;
  const keyboard = { wedge: 0, manual: 0 };
  const paperOf = (of: Demo) => floor.training()?.paper ?? of.paper;
  const scaleOf = (of: Demo) => floor.training()?.scale ?? of.scale;
  const notADemo = () => Promise.resolve(failure({ kind: 'not-a-demo' as const, detail: 'this station is at work' }));

  return {
    subscribe: () => Promise.resolve(success(floor.view())),
    async dispatch(intent) {
      if (intent.kind === 'action') await station().submit({ kind: 'do', action: intent.action });
      else if (intent.kind === 'open-order') {
        await station().submit({ kind: 'open-order', orderId: intent.orderId as OrderId });
      } else if (intent.kind === 'drop-job') {
        const command = { type: 'drop-job', jobId: intent.jobId as JobId } as const; // an id that nobody knows is refused
        await station().submit({ kind: 'command', command });
      } else if (intent.kind === 'choose') await station().submit({ kind: 'choose', choice: intent.choice });
      else if (intent.kind === 'weight') await station().submit({ kind: 'weight', grams: intent.grams });
      else await station().submit({ kind: 'pin', personId: intent.personId as PersonId, pin: intent.pin });
      return success(null);
    },
    async frame({ kind, text }) {
      const enrolment = enrolmentIn(text);
      if (enrolment !== null) {
        options.onEnrolment(enrolment);
        return success(null);
      }
      keyboard[kind] += 1;
      const frame = { source: kind, kind, no: keyboard[kind], text, terminated: true, monoMs: performance.now() };
      await station().submit({ kind: 'frame', frame });
      return success(null);
    },
    preview({ jobId }) {
      const job = findJob(station().state(), jobId as JobId); // an id that nobody knows finds nothing
      const { artefacts } = floor.store();
      const kept = job?.sha256 == null ? null : artefacts.bySha(job.sha256);
      const png = kept?.png ?? null;
      return Promise.resolve(success(png && `data:image/png;base64,${Buffer.from(png).toString('base64')}`));
    },
    painted({ viewNo }) {
      options.firstPaint.tell();
      latencies.painted(viewNo);
      return done();
    },
    keyboard: () => Promise.resolve(success(options.settings.current().keyboard)),
    saveKeyboard(keyboard) {
      options.settings.save({ keyboard });
      return done();
    },
    ...options.enrolment,
    demoPanel() {
      return Promise.resolve(success(demo && panelOf(station(), floor.store().replica, paperOf(demo), demo)));
    },
    async demo(order) {
      if (demo === null) return notADemo();
      if (order.kind === 'scan') await demo.scan(order.text);
      else if (order.kind === 'printer') await paperOf(demo).set({ printer: order.printer, fault: order.fault });
      else if (order.kind === 'scale') scaleOf(demo).put(order.grams);
      else if (order.kind === 'scale-cable') scaleOf(demo)[order.plugged ? 'plugIn' : 'unplug']();
      else if (order.kind === 'scanner') await demo.plug(order.plugged);
      else if (order.running !== demo.hub.running()) await (order.running ? demo.hub.start() : demo.hub.stop());
      return success(null);
    },
  };
}
