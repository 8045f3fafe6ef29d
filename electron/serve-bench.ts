import type { OrderId, PersonId } from '../src/core/ids.ts';
import { failure, success } from '../src/core/result.ts';
import type { Store } from '../src/devices/store/open-store.ts';
import type { Bench } from '../src/runtime/bench.ts';
import type { Demo } from './demo/demo.ts';
import type { Latencies } from './demo/latencies.ts';
import { panelOf } from './demo/panel.ts';
import type { FirstPaint } from './first-paint.ts';
import { done, type Serve } from './ipc.ts';

/** What the window may ask of the bench. */
export function serveBench(options: {
  readonly bench: Bench;
  readonly store: Store;
  readonly demo: Demo | null;
  readonly latencies: Latencies;
  readonly firstPaint: FirstPaint;
}): Serve {
  const { bench, store, demo, latencies } = options;
  const { station } = bench;
  const keyboard = { wedge: 0, manual: 0 };
  const notADemo = () => Promise.resolve(failure({ kind: 'not-a-demo' as const, detail: 'this station is at work' }));

  return {
    subscribe: () => Promise.resolve(success(station.view())),
    async dispatch(intent) {
      if (intent.kind === 'action') await station.submit({ kind: 'do', action: intent.action });
      else if (intent.kind === 'open-order') {
        await station.submit({ kind: 'open-order', orderId: intent.orderId as OrderId });
      } else await station.submit({ kind: 'pin', personId: intent.personId as PersonId, pin: intent.pin });
      return success(null);
    },
    async frame({ kind, text }) {
      keyboard[kind] += 1;
      const frame = { source: kind, kind, no: keyboard[kind], text, terminated: true, monoMs: performance.now() };
      await station.submit({ kind: 'frame', frame });
      return success(null);
    },
    preview({ jobId }) {
      const { work } = station.state();
      const role = work?.label?.jobId === jobId ? 'label' : null;
      const kept = work?.parcelCode && role ? store.artefacts.get(work.parcelCode, role) : null;
      const png = kept?.png ?? null;
      return Promise.resolve(success(png && `data:image/png;base64,${Buffer.from(png).toString('base64')}`));
    },
    painted({ viewNo }) {
      options.firstPaint.tell();
      latencies.painted(viewNo);
      return done();
    },
    demoPanel() {
      return Promise.resolve(success(demo && panelOf(station, store.replica, demo)));
    },
    async demo(order) {
      if (demo === null) return notADemo();
      if (order.kind === 'scan') await demo.scan(order.text);
      else if (order.kind === 'printer') await demo.paper.set({ role: order.role, fault: order.fault });
      else if (order.running !== demo.hub.running()) await (order.running ? demo.hub.start() : demo.hub.stop());
      return success(null);
    },
  };
}
