import type { LoadScreen } from '../../src/core/screen-view.ts';
import { Icon } from '../parts/icon.tsx';
import { Plate } from '../parts/plate.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';

type Carrier = LoadScreen['carriers'][number];

const MOST_CARRIERS = 3;

/** What goes onto the vehicle: scanned parcel by parcel, and what still stands on the lane. */
export function Load({ screen }: { readonly screen: LoadScreen }) {
  const text = useWords().screens.load;
  const { compact } = useBenchSize();
  const shown = screen.carriers.slice(0, compact ? 2 : MOST_CARRIERS);
  return (
    <main className="stage stage--span load">
      <div className="bracket anyscan load__scan">
        <Icon name="truck" />
        <h1 className="verb">{text.verb}</h1>
        <p className="say q">{text.verbSays}</p>
      </div>
      {shown.length === 0 ? (
        <p className="say load__none">{text.nothing}</p>
      ) : (
        <ul className="load__carriers">
          {shown.map((carrier) => (
            <CarrierCard key={`${carrier.carrier} ${carrier.lane}`} carrier={carrier} rows={compact ? 3 : 5} />
          ))}
        </ul>
      )}
    </main>
  );
}

function CarrierCard({ carrier, rows }: { readonly carrier: Carrier; readonly rows: number }) {
  const text = useWords().screens.load;
  const total = carrier.loaded + carrier.waiting;
  const parcels = carrier.parcels.slice(0, rows);
  const rest = carrier.waiting - parcels.length;
  return (
    <li className="load__card" data-complete={carrier.waiting === 0 || undefined}>
      <header>
        <b>
          <bdi>{carrier.carrier}</bdi>
        </b>
        <Plate text={text.lane(carrier.lane)} small />
      </header>
      <p className="load__n">
        <bdi dir="ltr">
          {carrier.loaded}
          <small> / {total}</small>
        </bdi>
        <span className="q">{text.loaded}</span>
      </p>
      <div className="load__bar" aria-hidden="true">
        <i style={{ inlineSize: `${total === 0 ? 0 : (carrier.loaded / total) * 100}%` }} />
      </div>
      {carrier.waiting === 0 ? (
        <p className="load__all">
          <Icon name="check" />
          {text.complete}
        </p>
      ) : (
        <ol>
          {parcels.map((parcel) => (
            <li key={parcel.parcelCode}>
              <span>{text.order(parcel.number)}</span>
              <bdi className="code">…{parcel.parcelCode.slice(-4)}</bdi>
            </li>
          ))}
          {rest > 0 && <li className="q">{text.more(rest)}</li>}
        </ol>
      )}
    </li>
  );
}
