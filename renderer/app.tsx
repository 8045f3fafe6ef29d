import { useState, useSyncExternalStore } from 'react';
import type { View } from '../src/core/view.ts';
import { Bench } from './frame/bench.tsx';
import { DemoDrawer } from './frame/demo-drawer.tsx';
import { EnrolSheet } from './frame/enrol-sheet.tsx';
import { HelpSheet } from './frame/help-sheet.tsx';
import { PaperSheet } from './frame/paper-sheet.tsx';
import { PrintersSheet } from './frame/printers-sheet.tsx';
import { QuestionSheet } from './frame/question-sheet.tsx';
import { ScreenBand } from './frame/screen-band.tsx';
import { ScreenHead } from './frame/screen-head.tsx';
import { Starting } from './frame/starting.tsx';
import { StatusSheet } from './frame/status-sheet.tsx';
import { StopScreen } from './frame/stop-screen.tsx';
import { Strip } from './frame/strip.tsx';
import { TypedBox } from './frame/typed-box.tsx';
import { isTrouble } from './parts/job-life.tsx';
import { ConflictCard } from './screens/conflict.tsx';
import { PrinterTrouble } from './screens/printer-trouble.tsx';
import { Work } from './screens/work.tsx';
import { useEnrolment } from './state/enrolment.ts';
import { OpenPaperContext, useOpenedPaper } from './state/open-paper.ts';
import { TrainingContext } from './state/training.ts';
import type { ViewStore } from './state/view-store.ts';

/** The whole window: a function of the newest view. */
export function App({ store }: { readonly store: Pick<ViewStore, 'subscribe' | 'snapshot'> }) {
  const view = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  return view === null ? <Starting /> : <Window view={view} />;
}

function Window({ view }: { readonly view: View }) {
  const [demoOpen, setDemoOpen] = useState(false);
  const { paper, siblings, open, close } = useOpenedPaper(view);
  const enrolment = useEnrolment();
  const demo = view.mode === 'demo';
  return (
    <TrainingContext value={view.mode === 'training'}>
      <OpenPaperContext value={open}>
        <div
          className="window"
          data-screen={view.screen.name}
          data-view-no={view.no}
          data-phase={view.phase}
          data-mode={view.mode}
        >
          <Bench>
            <div className={`work ${shapeOf(view)}`}>
              <Content view={view} />
              <OpenSheet view={view} enrol={enrolment.open} />
              {enrolment.text !== null && <EnrolSheet scanned={enrolment.text} close={enrolment.close} />}
              {paper !== null && <PaperSheet paper={paper} siblings={siblings} open={open} close={close} />}
              <TypedBox />
              <Strip strip={view.strip} demo={demo ? { open: demoOpen, toggle: () => setDemoOpen(!demoOpen) } : null} />
              {view.mode === 'training' && <div className="training-frame" aria-hidden="true" />}
            </div>
          </Bench>
          {demo && demoOpen && <DemoDrawer viewNo={view.no} />}
        </div>
      </OpenPaperContext>
    </TrainingContext>
  );
}

/** The band tells how much stops: a quarter, 60 %, all of it. A question over a stop leaves it a quarter. */
function shapeOf({ stop, question, screen }: View): string {
  if (question?.kind === 'conflict') return 'work--full';
  if (question !== null) return '';
  if (stop?.stop === 'hard') return 'work--full';
  if (stop?.stop === 'soft') return 'work--half';
  if (screen.name === 'label' && isTrouble(screen.label.state)) return 'work--half work--trouble';
  return screen.name === 'ready' ? 'work--wide' : '';
}

function OpenSheet({
  view: { sheet, keys, status, strip, queue, mode },
  enrol,
}: {
  readonly view: View;
  readonly enrol: () => void;
}) {
  switch (sheet) {
    case 'help':
      return <HelpSheet keys={keys} />;
    case 'status':
      return <StatusSheet rows={status} keys={keys} strip={strip} demo={mode === 'demo'} enrol={enrol} />;
    case 'printers':
      return queue === null ? null : <PrintersSheet printers={strip.printers} queue={queue} keys={keys} />;
    case null:
      return null;
  }
}

function Content({ view }: { readonly view: View }) {
  const { screen, stop, question, keys, band, status } = view;
  const { printers } = view.strip;
  if (question?.kind === 'conflict' && question.conflict !== null) {
    return (
      <>
        <ScreenHead view={view} ruler={false} />
        <ConflictCard question={question} conflict={question.conflict} keys={keys} band={band} />
      </>
    );
  }
  if (question !== null) {
    return (
      <>
        <ScreenHead view={view} ruler />
        <QuestionSheet
          key={`${question.kind} ${question.sinceMs}`}
          question={question}
          keys={keys}
          printers={printers}
        />
        <ScreenBand view={view} />
      </>
    );
  }
  if (stop !== null) {
    return (
      <>
        <ScreenHead view={view} ruler={stop.stop !== 'hard'} />
        <StopScreen stop={stop} screen={screen} keys={keys} />
      </>
    );
  }
  if (screen.name === 'label' && isTrouble(screen.label.state)) {
    return (
      <>
        <ScreenHead view={view} ruler />
        <PrinterTrouble screen={screen} keys={keys} bandCode={band.code} />
      </>
    );
  }
  return (
    <>
      <ScreenHead view={view} ruler />
      <Work screen={screen} keys={keys} status={status} printers={printers} />
      <ScreenBand view={view} />
    </>
  );
}
