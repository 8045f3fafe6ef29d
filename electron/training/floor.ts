import type { Person } from '../../src/core/order.ts';
import type { Notice, View } from '../../src/core/view.ts';
import type { Store } from '../../src/devices/store/open-store.ts';
import type { Bench } from '../../src/runtime/bench.ts';
import type { Training } from './open-training.ts';
import type { SharedScanners } from './share-scanners.ts';

/** The bench that the window shows: the real one, or the one for learning beside it. */
export interface Floor {
  bench(): Bench;
  store(): Store;
  training(): Training | null;
  /** What is shown now, numbered as it was pushed. */
  view(): View;
  /** Goes to training, or back; asking for where it is already does nothing. */
  go(begin: boolean): Promise<void>;
  close(): Promise<void>;
}

export function openFloor(options: {
  readonly bench: Bench;
  readonly store: Store;
  readonly scanners: SharedScanners;
  readonly openTraining: () => Promise<Training>;
  readonly onView: (view: View) => void;
  readonly onNotice: (notice: Notice) => void;
}): Floor {
  const { bench, store, scanners } = options;
  let training: Training | null = null;
  /** Each bench counts its own views, and the window takes only what is newer than what it has. */
  let ahead = 0;
  let changing = Promise.resolve();

  listen(bench, () => training === null);

  const numbered = (view: View): View => ({ ...view, no: view.no + ahead });
  const newest = () => numbered((training?.bench ?? bench).station.view());

  function listen(to: Bench, isShown: () => boolean): void {
    to.station.onView((view) => void (isShown() && options.onView(numbered(view))));
    to.station.onNotice((notice) => void (isShown() && options.onNotice({ ...notice, viewNo: notice.viewNo + ahead })));
  }

  async function begin(): Promise<void> {
    if (training !== null) return;
    const opened = await options.openTraining();
    ahead = newest().no;
    training = opened;
    scanners.turnTo('training');
    listen(opened.bench, () => training === opened);
    const { packer } = bench.station.state();
    if (packer !== null) await signIn(opened.bench, packer);
    opened.bench.station.refresh();
  }

  async function end(): Promise<void> {
    const closing = training;
    if (closing === null) return;
    ahead = newest().no;
    training = null;
    scanners.turnTo('work');
    bench.station.refresh();
    await closing.close();
  }

  return {
    bench: () => training?.bench ?? bench,
    store: () => training?.store ?? store,
    training: () => training,
    view: newest,
    go(begins) {
      changing = changing.then(() => (begins ? begin() : end()));
      return changing;
    },
    async close() {
      await changing;
      await training?.close();
    },
  };
}

/** Who asked for training stands at its bench too. */
function signIn(bench: Bench, person: Person): Promise<void> {
  return bench.station.submit({ kind: 'command', command: { type: 'enter-pin', person, right: true } });
}
