import type { Screen } from '../../src/core/screen-view.ts';
import type { View } from '../../src/core/view.ts';
import { UnitBar } from '../parts/unit-bar.tsx';
import { useWords } from '../words/use-words.ts';
import { Head } from './head.tsx';
import { Fact, HeadBar } from './head-bar.tsx';
import { ReadyHead } from './ready-head.tsx';

interface Props {
  readonly view: View;
  /** A hard stop covers the ruler as well. */
  readonly ruler: boolean;
}

/** What stands at the top: the order where there is one, else what this screen counts. */
export function ScreenHead({ view, ruler }: Props) {
  const { screen, strip } = view;
  if ('head' in screen) {
    return (
      <Head
        head={screen.head}
        network={strip.network.state}
        autonomyOrders={strip.autonomyOrders}
        autonomyMs={strip.autonomyMs}
        ruler={ruler}
      />
    );
  }
  return (
    <>
      <HeadBar>
        <Title screen={screen} station={strip.station} />
      </HeadBar>
      {ruler && screen.name === 'pick' && <UnitBar packed={screen.units.picked} ordered={screen.units.ordered} />}
      {ruler && screen.name !== 'pick' && <div className="units" aria-hidden="true" />}
    </>
  );
}

function Title({ screen, station }: { readonly screen: Exclude<Screen, { head: unknown }>; readonly station: string }) {
  const { pick, load, card, head } = useWords().screens;
  switch (screen.name) {
    case 'ready':
      return <ReadyHead counts={screen.counts} />;
    case 'pick':
      return (
        <>
          <p className="head__title">{pick.title}</p>
          <div className="head__end">
            {/* A single order may go without a tote. */}
            <Fact label={pick.ordersFact} value={Math.max(1, screen.totes.length)} />
            <Fact label={pick.unitsFact} value={head.of(screen.units.picked, screen.units.ordered)} />
          </div>
        </>
      );
    case 'load': {
      const loaded = screen.carriers.reduce((sum, carrier) => sum + carrier.loaded, 0);
      const waiting = screen.carriers.reduce((sum, carrier) => sum + carrier.waiting, 0);
      return (
        <>
          <p className="head__title">{load.title}</p>
          <div className="head__end">
            <Fact label={load.loaded} value={head.of(loaded, loaded + waiting)} />
          </div>
        </>
      );
    }
    case 'card':
      return <p className="head__title">{card.title}</p>;
    case 'signed-out':
    case 'locked':
      return <p className="head__title">{station}</p>;
  }
}
