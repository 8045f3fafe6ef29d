import type { View } from '../../src/core/view.ts';
import { useNow } from '../state/station-clock.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { clockSeconds, clockTime, roughText, tookText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { Band, BigCount } from './band.tsx';

/** "31 orders, about 1 h 10 min" */
function aloneText(words: Catalogue, { autonomyOrders, autonomyMs }: View['strip']): string {
  const { head } = words.screens;
  const orders = head.orders(autonomyOrders);
  return autonomyMs === null ? orders : `${orders}, ${head.about(roughText(words, autonomyMs))}`;
}

/** The band, with what only the screen knows: counts, the printer's word, that the network is away. */
export function ScreenBand({ view }: { readonly view: View }) {
  const words = useWords();
  const { ready, done, prove, head } = words.screens;
  const { screen, band, strip } = view;
  const away = strip.network.state === 'offline' || strip.network.state === 'refused';
  useNow(60_000);

  // Under a question stands what led to it: wrong stays until it is answered.
  if (view.question !== null) {
    const { stop } = view;
    if (stop !== null) return <Band band={stop} stop={stop.code} />;
    // A badge is wanted and no answer, unless the band says why the last one did not do.
    const badge = view.question.badge && band.code === 'question' ? words.screens.question.badge : undefined;
    return <Band band={band} what={badge} />;
  }
  if (screen.name === 'ready') {
    const packed = (
      <>
        {screen.packedToday}
        <small>{ready.packed}</small>
      </>
    );
    if (band.code !== 'ready') return <Band band={band} count={packed} />;
    const last =
      screen.last === null
        ? undefined
        : ready.last(screen.last.number, screen.last.lane, tookText(words, screen.last.tookMs));
    const offline = away ? ready.offline(clockTime(words, strip.network.sinceMs), aloneText(words, strip)) : undefined;
    return (
      <Band
        band={band}
        what={offline ?? last}
        count={packed}
        meta={offline !== undefined && last !== undefined ? [last] : undefined}
      />
    );
  }

  if (screen.name === 'done') {
    const training = view.mode === 'training';
    const meta = screen.state === 'saved' && !training ? [done.keptHere] : undefined;
    const waiting = screen.state === 'saved' && !training && strip.unsentOrders > 0 && (
      <>
        {strip.unsentOrders}
        <small>{done.waiting}</small>
      </>
    );
    return (
      <Band
        band={band}
        count={waiting || null}
        meta={meta}
        what={training ? words.screens.training.done : band.code === 'saved' && !away ? done.savedOnline : undefined}
      />
    );
  }

  if (screen.name === 'label' || screen.name === 'prove') {
    const { units } = screen.head;
    const came =
      screen.name === 'prove' && screen.label.state === 'printed'
        ? [prove.came(clockSeconds(words, screen.label.changedAtMs))]
        : undefined;
    return <Band band={band} meta={came} count={<BigCount n={units.packed} of={units.ordered} say={head.of} />} />;
  }
  return <Band band={band} />;
}
