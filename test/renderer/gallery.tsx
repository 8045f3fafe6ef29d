import '../../renderer/styles/all.css';
import { createRoot } from 'react-dom/client';
import { start } from '../../renderer/start.tsx';
import type { Bridge } from '../../src/wire/ipc-bridge.ts';

import { SAMPLES } from './samples.ts';

/**
 * Every screen without a station: `gallery.html#verify`. For people who draw; never part of the product's build.
 * What the page asks for is kept on `window.asked`, so that a script can look at it.
 */
const asked: unknown[] = [];
Object.assign(window, { asked });

const note = (name: string) => (request?: unknown) => {
  asked.push([name, request]);
  return Promise.resolve({ ok: true, value: null } as const);
};

const name = window.location.hash.slice(1);
const root = document.getElementById('root');
if (root === null) throw new Error('gallery.html has lost its root element');

if (!Object.hasOwn(SAMPLES, name)) {
  createRoot(root).render(
    <ul>
      {Object.keys(SAMPLES).map((sample) => (
        <li key={sample}>
          <a href={`#${sample}`}>{sample}</a>
        </li>
      ))}
    </ul>,
  );
  window.addEventListener('hashchange', () => window.location.reload());
} else {
  const view = SAMPLES[name as keyof typeof SAMPLES];
  const bridge: Bridge = {
    subscribe: () => Promise.resolve({ ok: true, value: view }),
    dispatch: note('dispatch'),
    frame: note('frame'),
    painted: note('painted'),
    demo: note('demo'),
    keyboard: () => Promise.resolve({ ok: true, value: null }),
    saveKeyboard: note('saveKeyboard'),
    restart: note('restart'),
    readEnrolment: () => Promise.resolve({ ok: true, value: { hub: 'https://hub.example:8321', pinned: true } }),
    enrol: () => Promise.resolve({ ok: true, value: { station: 'Station 5', unsentFile: null } }),
    exportUnsent: () => Promise.resolve({ ok: true, value: { path: 'unsent-Station-5.jsonl', entries: 96 } }),
    preview: () => Promise.resolve({ ok: true, value: drawLabel() }),
    demoPanel: () =>
      Promise.resolve({
        ok: true,
        value: {
          hubRunning: true,
          expectedGrams: 1820,
          codes: [
            { label: 'Steel bottle 0.5 l, black', text: '4006381333931', group: 'item' },
            { label: 'Enamel mug, green rim', text: '4006381333955', group: 'item' },
            { label: 'Steel bottle 0.5 l, blue', text: '4006381333948', group: 'wrong' },
            { label: 'Mira K.', text: 'PB-MIRA-7', group: 'badge' },
            { label: 'This box', text: 'PH000501000212K', group: 'label' },
            { label: '10483', text: '10483', group: 'order' },
          ],
        },
      }),
    onView: (listen) => {
      Object.assign(window, { push: listen, view });
      return () => {};
    },
    onNotice: () => () => {},
    onEnrolment: () => () => undefined,
  };
  start(root, bridge);
}

/** Stands in for the bitmap that a real station makes. */
function drawLabel(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 812;
  canvas.height = 1218;
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 812, 1218);
  pen.fillStyle = '#000';
  pen.fillRect(0, 0, 812, 150);
  pen.font = '600 60px sans-serif';
  pen.fillText('Jonas Larsen', 40, 260);
  pen.fillText('Harbour Street 12', 40, 340);
  pen.fillText('4021 Northport', 40, 420);
  pen.font = '800 180px sans-serif';
  pen.fillText('N4', 40, 680);
  for (let x = 60; x < 750; x += 14) pen.fillRect(x, 760, 3 + ((x * 7) % 8), 300);
  return canvas.toDataURL('image/png');
}
