import { flushSync } from 'react-dom';
import type { Frames } from './view-store.ts';

/** A task posted from within an animation frame runs after that frame's layout and paint. */
export function browserFrames(): Frames {
  const channel = new MessageChannel();
  let waiting: (() => void)[] = [];
  channel.port1.onmessage = () => {
    const ready = waiting;
    waiting = [];
    for (const then of ready) then();
  };
  return {
    commit: (render) => flushSync(render),
    nextFrame: (then) => requestAnimationFrame(then),
    afterPaint: (then) => {
      waiting.push(then);
      channel.port2.postMessage(null);
    },
    later: (then, delayMs) => setTimeout(then, delayMs),
  };
}
