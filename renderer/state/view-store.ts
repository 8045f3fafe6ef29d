import type { View } from '../../src/core/view.ts';
import type { Bridge } from '../../src/wire/ipc-bridge.ts';
import { shareData } from './share-data.ts';

export interface ViewStore {
  readonly subscribe: (changed: () => void) => () => void;
  readonly snapshot: () => View | null;
  readonly close: () => void;
}

/** How the store reaches the screen; tests turn the frames by hand. */
export interface Frames {
  /** Runs `render` so that the picture is in the document when it returns. */
  readonly commit: (render: () => void) => void;
  readonly nextFrame: (then: () => void) => void;
  /** Runs `then` once the frame that was just drawn has been handed to the compositor. */
  readonly afterPaint: (then: () => void) => void;
  readonly later: (then: () => void, delayMs: number) => void;
}

const ASK_AGAIN_MS = 250;
/** Frames stop while the window is hidden; the newest view is rendered all the same. */
const HIDDEN_MS = 100;

/**
 * The newest view, rendered at once and then at most once a frame. Main is told of every view that has been painted, so
 * that the time from scan to picture can be measured; views that were overtaken within a frame are never painted.
 */
export function openViewStore(bridge: Pick<Bridge, 'subscribe' | 'onView' | 'painted'>, frames: Frames): ViewStore {
  const listeners = new Set<() => void>();
  let newest: View | null = null;
  let shown: View | null = null;
  let frameOpen = false;
  let closed = false;

  function take(view: View): void {
    if (closed || (newest !== null && view.no <= newest.no)) return;
    newest = view;
    if (!frameOpen) show();
  }

  function show(): void {
    shown = shareData(shown, newest);
    frameOpen = true;
    frames.commit(() => {
      for (const changed of listeners) changed();
    });
    const view = shown;
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      frameOpen = false;
      if (newest?.no !== shown?.no) show();
    };
    frames.nextFrame(() => {
      frames.afterPaint(() => {
        if (view !== null && view === shown) void bridge.painted({ viewNo: view.no });
        end();
      });
    });
    frames.later(end, HIDDEN_MS);
  }

  async function ask(): Promise<void> {
    const answer = await bridge.subscribe();
    if (closed) return;
    if (answer.ok) take(answer.value);
    else frames.later(() => void ask(), ASK_AGAIN_MS);
  }

  const stopListening = bridge.onView(take);
  void ask();

  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    snapshot: () => shown,
    close: () => {
      closed = true;
      stopListening();
    },
  };
}
