import { createRoot } from 'react-dom/client';
import type { Bridge } from '../src/wire/ipc-bridge.ts';
import { App } from './app.tsx';
import { BridgeContext } from './bridge.ts';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { TypedContext } from './scan/typed-context.ts';
import { openWedgeListener } from './scan/wedge-listener.ts';
import { applyProfile } from './scan/wedge-rules.ts';
import { createAlarm } from './sound/alarm.ts';
import { SoundContext } from './sound/sound-context.ts';
import { openSpeaker } from './sound/speaker.ts';
import { browserFrames } from './state/frames.ts';
import { createStationClock, StationClockContext } from './state/station-clock.ts';
import { openViewStore } from './state/view-store.ts';
import { catalogueFor, WordsContext } from './words/use-words.ts';

/** Wires the window together. Everything that listens is opened here, once, outside of React. */
export function start(root: HTMLElement, bridge: Bridge): void {
  const speaker = openSpeaker();
  // The sound goes first: it takes a millisecond, the picture up to a frame.
  bridge.onNotice((notice) => speaker.play(notice.sound));
  const alarm = createAlarm(() => speaker.play('stop'), {
    every: (ms, ring) => {
      const timer = setInterval(ring, ms);
      return () => clearInterval(timer);
    },
  });

  const wishes = new URLSearchParams(window.location.search);
  const words = catalogueFor(wishes.get('lang'), navigator.languages);
  document.documentElement.lang = words.locale;
  document.documentElement.dir = wishes.get('dir') === 'rtl' ? 'rtl' : words.direction;
  if (wishes.get('theme') === 'dark') document.documentElement.dataset.theme = 'dark';

  const clock = createStationClock(() => performance.now(), 0);
  const store = openViewStore(bridge, browserFrames());
  store.subscribe(() => {
    const view = store.snapshot();
    if (view === null) return;
    clock.set(view.atMs);
    alarm.follow(view.stop);
  });
  const wedge = openWedgeListener(window, (frame) => void bridge.frame(frame));
  void bridge.keyboard().then((answer) => {
    if (answer.ok && answer.value !== null) wedge.follow(applyProfile(answer.value));
  });

  createRoot(root).render(
    <ErrorBoundary words={words}>
      <WordsContext value={words}>
        <BridgeContext value={bridge}>
          <StationClockContext value={clock}>
            <SoundContext value={speaker}>
              <TypedContext value={wedge}>
                <App store={store} />
              </TypedContext>
            </SoundContext>
          </StationClockContext>
        </BridgeContext>
      </WordsContext>
    </ErrorBoundary>,
  );
}
