import { useState, useSyncExternalStore } from 'react';
import type { Action } from '../src/core/phase.ts';
import type { View } from '../src/core/view.ts';
import { Bench } from './frame/bench.tsx';
import { DemoDrawer } from './frame/demo-drawer.tsx';
import { HardStop } from './frame/hard-stop.tsx';
import { Head } from './frame/head.tsx';
import { HelpSheet } from './frame/help-sheet.tsx';
import { Rail } from './frame/rail.tsx';
import { ScreenBand } from './frame/screen-band.tsx';
import { SoftStop } from './frame/soft-stop.tsx';
import { Starting } from './frame/starting.tsx';
import { Strip } from './frame/strip.tsx';
import { TypedBox } from './frame/typed-box.tsx';
import { isTrouble } from './parts/job-life.tsx';
import { Mark } from './parts/sign.tsx';
import { Done } from './screens/done.tsx';
import { Label } from './screens/label.tsx';
import { PrinterTrouble } from './screens/printer-trouble.tsx';
import { Prove } from './screens/prove.tsx';
import { Ready } from './screens/ready.tsx';
import { SignedOut } from './screens/signed-out.tsx';
import { Verify } from './screens/verify.tsx';
import type { ViewStore } from './state/view-store.ts';

/** The whole window: a function of the newest view. */
export function App({ store }: { readonly store: Pick<ViewStore, 'subscribe' | 'snapshot'> }) {
  const view = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  return view === null ? <Starting /> : <Window view={view} />;
}

function Window({ view }: { readonly view: View }) {
  const [demoOpen, setDemoOpen] = useState(false);
  const demo = view.mode === 'demo';
  return (
    <div className="window" data-screen={view.screen.name} data-view-no={view.no} data-phase={view.phase}>
      <Bench>
        <div className={`work ${shapeOf(view)}`}>
          <Content view={view} />
          {view.helpOpen && <HelpSheet keys={view.keys} />}
          <TypedBox />
          <Strip strip={view.strip} demo={demo ? { open: demoOpen, toggle: () => setDemoOpen(!demoOpen) } : null} />
        </div>
      </Bench>
      {demo && demoOpen && <DemoDrawer viewNo={view.no} />}
    </div>
  );
}

/** The band tells how much stops: a quarter, 60 %, all of it. */
function shapeOf({ stop, screen }: View): string {
  if (stop?.stop === 'hard') return 'work--full';
  if (stop?.stop === 'soft') return 'work--half';
  if (screen.name === 'label' && isTrouble(screen.label.state)) return 'work--half work--trouble';
  return screen.name === 'ready' ? 'work--wide' : '';
}

function BareHead() {
  return (
    <header className="head">
      <Mark />
    </header>
  );
}

function Content({ view }: { readonly view: View }) {
  const { screen, stop, strip, keys, band } = view;
  const head = 'head' in screen && (
    <Head
      head={screen.head}
      network={strip.network.state}
      autonomyOrders={strip.autonomyOrders}
      ruler={stop?.stop !== 'hard'}
    />
  );
  const top = head === false ? <BareHead /> : head;
  if (stop?.stop === 'hard')
    return (
      <>
        {top}
        <HardStop stop={stop} screen={screen} keys={keys} />
      </>
    );
  if (stop?.stop === 'soft')
    return (
      <>
        {top}
        <SoftStop stop={stop} screen={screen} keys={keys} />
      </>
    );
  if (screen.name === 'label' && isTrouble(screen.label.state)) {
    return (
      <>
        {head}
        <PrinterTrouble screen={screen} keys={keys} bandCode={band.code} />
      </>
    );
  }
  const elsewhere: { except?: Action } = screen.name === 'ready' || screen.name === 'done' ? { except: 'next' } : {};
  return (
    <>
      {head}
      {screen.name === 'signed-out' && <SignedOut screen={screen} station={strip.station} />}
      {screen.name === 'ready' && <Ready screen={screen} keys={keys} />}
      {screen.name === 'verify' && <Verify screen={screen} />}
      {screen.name === 'label' && <Label screen={screen} />}
      {screen.name === 'prove' && <Prove screen={screen} />}
      {screen.name === 'done' && <Done screen={screen} keys={keys} />}
      <Rail keys={keys} {...elsewhere} />
      <ScreenBand view={view} />
    </>
  );
}
