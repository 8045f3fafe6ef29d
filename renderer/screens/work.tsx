import type { Action } from '../../src/core/phase.ts';
import type { ReadyScreen, Screen } from '../../src/core/screen-view.ts';
import type { KeyView, PrinterView, StatusRow } from '../../src/core/view.ts';
import { Rail } from '../frame/rail.tsx';
import { AwaitedLabel } from './awaited-label.tsx';
import { Box } from './box.tsx';
import { Done } from './done.tsx';
import { Label } from './label.tsx';
import { Load } from './load.tsx';
import { Locked } from './locked.tsx';
import { Papers } from './papers.tsx';
import { Pick } from './pick.tsx';
import { Prove } from './prove.tsx';
import { Ready } from './ready.tsx';
import { ScannerCard } from './scanner-card.tsx';
import { SignedOut } from './signed-out.tsx';
import { Verify } from './verify.tsx';
import { Weigh } from './weigh.tsx';

interface Props {
  readonly screen: Screen;
  readonly keys: readonly KeyView[];
  readonly status: readonly StatusRow[];
  readonly printers: readonly PrinterView[];
}

/** The screen of the work, and its rail. */
export function Work({ screen, keys, status, printers }: Props) {
  return (
    <>
      <Stage screen={screen} keys={keys} status={status} printers={printers} />
      <Rail keys={keys} except={elsewhere(screen)} />
    </>
  );
}

function Stage({ screen, keys, status, printers }: Props) {
  switch (screen.name) {
    case 'signed-out':
      return <SignedOut screen={screen} status={status} />;
    case 'locked':
      return <Locked screen={screen} />;
    case 'card':
      return <ScannerCard screen={screen} />;
    case 'ready':
      return <Ready screen={screen} keys={keys} printers={printers} />;
    case 'pick':
      return <Pick screen={screen} />;
    case 'verify':
      return <Verify screen={screen} keys={keys} />;
    case 'box':
      return <Box screen={screen} keys={keys} />;
    case 'weigh':
      return <Weigh key={screen.boxNo} screen={screen} />;
    case 'papers':
      return <Papers screen={screen} keys={keys} />;
    case 'label':
      return screen.label.state === 'awaited' ? (
        <AwaitedLabel screen={screen} keys={keys} />
      ) : (
        <Label screen={screen} />
      );
    case 'prove':
      return <Prove screen={screen} />;
    case 'done':
      return <Done screen={screen} keys={keys} />;
    case 'load':
      return <Load screen={screen} />;
  }
}

const NEXT = ['next'] as const;
const CONFIRM = ['confirm'] as const;

/** Keys that stand large on the screen itself are not on the rail as well. */
function elsewhere(screen: Screen): readonly Action[] | undefined {
  if (screen.name === 'ready') return readyKeys(screen);
  if (screen.name === 'done') return NEXT;
  if (screen.name === 'papers' || screen.name === 'box') return CONFIRM;
  return undefined;
}

function readyKeys({ picks, waiting, parked }: ReadyScreen): readonly Action[] {
  return [
    'next',
    ...(picks > 0 ? (['pick'] as const) : []),
    ...(waiting > 0 ? (['hand-over'] as const) : []),
    ...(parked.orders.length > 0 ? (['parked'] as const) : []),
  ];
}
