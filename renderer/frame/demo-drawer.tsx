import { useEffect, useState } from 'react';
import type { DemoOrder, DemoPanel } from '../../src/wire/ipc-contract.ts';
import { useBridge } from '../bridge.ts';
import { Icon } from '../parts/icon.tsx';
import { gramsText } from '../parts/weight-text.ts';
import { useWords } from '../words/use-words.ts';

const GROUPS = [
  'item',
  'choice',
  'carton',
  'wrong',
  'badge',
  'label',
  'order',
] as const satisfies readonly DemoPanel['codes'][number]['group'][];
type PrinterWish = Extract<DemoOrder, { kind: 'printer' }>;

/** The usual label printer can be upset in every way, the others as far as anybody needs. */
const COMMON = ['paper-out', 'cover-open', 'offline', 'none'] as const satisfies readonly PrinterWish['fault'][];
const FAULTS: Readonly<Record<PrinterWish['printer'], readonly PrinterWish['fault'][]>> = {
  label: ['paper-out', 'cover-open', 'ribbon-out', 'jam', 'paused', 'drop-line', 'silent', 'offline', 'none'],
  'label-2': COMMON,
  slip: COMMON,
};
const PRINTERS = ['label', 'label-2', 'slip'] as const satisfies readonly PrinterWish['printer'][];

/** The demo's virtual devices: a scanner to click, printers to upset, a network to cut. Not part of the work. */
export function DemoDrawer({ viewNo }: { readonly viewNo: number }) {
  const text = useWords().screens.demo;
  const bridge = useBridge();
  const [panel, setPanel] = useState<DemoPanel | null>(null);
  const order = (wish: DemoOrder) => void bridge.demo(wish);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what can be scanned changes with every view.
  useEffect(() => {
    let current = true;
    void bridge.demoPanel().then((answer) => {
      if (current && answer.ok) setPanel(answer.value);
    });
    return () => {
      current = false;
    };
  }, [bridge, viewNo]);

  return (
    <aside className="demo" aria-label={text.open}>
      <p className="say">{text.lead}</p>
      {panel?.codes.length === 0 && <p className="q">{text.nothing}</p>}
      {GROUPS.map((group) => {
        const codes = panel?.codes.filter((code) => code.group === group) ?? [];
        if (codes.length === 0) return null;
        return (
          <section key={group}>
            <h2>{text.groups[group]}</h2>
            {codes.map((code) => (
              <button
                key={code.label + code.text}
                type="button"
                className="key demo__code"
                onClick={() => order({ kind: 'scan', text: code.text })}
              >
                <Icon name="scanner" />
                <span>
                  <b>{code.label}</b>
                  <bdi className="code">{code.text}</bdi>
                </span>
              </button>
            ))}
          </section>
        );
      })}
      {PRINTERS.map((printer) => (
        <section key={printer}>
          <h2>{text.printers[printer]}</h2>
          <div className="demo__keys">
            {FAULTS[printer].map((fault) => (
              <button
                key={fault}
                type="button"
                className="key"
                onClick={() => order({ kind: 'printer', printer, fault })}
              >
                {text.faults[fault]}
              </button>
            ))}
          </div>
        </section>
      ))}
      <section>
        <h2>{text.scale}</h2>
        <div className="demo__keys">
          {panel !== null && panel.expectedGrams !== null && (
            <ScaleKeys expectedGrams={panel.expectedGrams} put={(grams) => order({ kind: 'scale', grams })} />
          )}
          <button type="button" className="key" onClick={() => order({ kind: 'scale', grams: 0 })}>
            {text.emptyScale}
          </button>
        </div>
      </section>
      <section>
        <h2>{text.scanner}</h2>
        <div className="demo__keys">
          <button type="button" className="key" onClick={() => order({ kind: 'scanner', plugged: false })}>
            {text.unplug}
          </button>
          <button type="button" className="key" onClick={() => order({ kind: 'scanner', plugged: true })}>
            {text.plugIn}
          </button>
        </div>
      </section>
      <section>
        <h2>{text.network}</h2>
        <button
          type="button"
          className="key"
          disabled={panel === null}
          onClick={() => {
            const running = panel?.hubRunning !== true;
            order({ kind: 'hub', running });
            if (panel !== null) setPanel({ ...panel, hubRunning: running });
          }}
        >
          <Icon name={panel?.hubRunning === false ? 'link' : 'nolink'} />
          {panel?.hubRunning === false ? text.startHub : text.stopHub}
        </button>
      </section>
    </aside>
  );
}

/** What the box in hand should weigh, and three quarters of it: something is missing then. */
function ScaleKeys({ expectedGrams, put }: { readonly expectedGrams: number; readonly put: (grams: number) => void }) {
  const words = useWords();
  const { demo } = words.screens;
  return (
    <>
      <button type="button" className="key" onClick={() => put(expectedGrams)}>
        {demo.putBox(gramsText(words.locale, expectedGrams))}
      </button>
      <button type="button" className="key" onClick={() => put(Math.round(expectedGrams * 0.75))}>
        {demo.putLess}
      </button>
    </>
  );
}
