import { renderToString } from 'react-dom/server';
import { App } from '../../renderer/app.tsx';
import { BridgeContext } from '../../renderer/bridge.ts';
import { createStationClock, StationClockContext } from '../../renderer/state/station-clock.ts';
import type { Catalogue } from '../../renderer/words/catalogue.ts';
import { english } from '../../renderer/words/english.ts';
import { WordsContext } from '../../renderer/words/use-words.ts';
import type { View } from '../../src/core/view.ts';
import type { Bridge } from '../../src/wire/ipc-bridge.ts';
import { AT_MS } from './sample-parts.ts';

const silent = () => Promise.resolve({ ok: true, value: null } as const);
const deaf = () => Promise.resolve({ ok: false, error: { kind: 'not-ready', detail: '' } } as const);
export const bridge: Bridge = {
  subscribe: deaf,
  dispatch: silent,
  frame: silent,
  preview: silent,
  painted: silent,
  demoPanel: silent,
  demo: silent,
  readEnrolment: deaf,
  enrol: deaf,
  exportUnsent: deaf,
  restart: silent,
  keyboard: silent,
  saveKeyboard: silent,
  onView: () => () => {},
  onNotice: () => () => {},
  onEnrolment: () => () => {},
};

/** The window as HTML, without a station behind it. */
export function draw(view: View | null, words: Catalogue = english, sinceMs = AT_MS): string {
  const clock = createStationClock(() => 0, sinceMs);
  return renderToString(
    <WordsContext value={words}>
      <BridgeContext value={bridge}>
        <StationClockContext value={clock}>
          <App store={{ subscribe: () => () => {}, snapshot: () => view }} />
        </StationClockContext>
      </BridgeContext>
    </WordsContext>,
  );
}

/** The words alone, as somebody reads them. */
export const read = (html: string) =>
  html
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
