import type { RefusalDetail } from '../../src/core/event.ts';
import type { Screen } from '../../src/core/screen-view.ts';
import type { RefusalCode } from '../../src/core/verdict.ts';
import type { StopView } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { CartonDrawing } from '../parts/parcel-drawing.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { gramsText } from '../parts/weight-text.ts';
import { Likely } from '../screens/weigh.tsx';
import type { ScreenWords } from '../words/screen-words.ts';
import { useWords } from '../words/use-words.ts';
import { LabelFigure, Strike, type Thing, ThingFigure, ValueFigure } from './stop-figures.tsx';

interface Props {
  readonly stop: Pick<StopView, 'stop' | 'code' | 'detail'>;
  readonly screen: Screen;
}

/** Show the difference: what came beside what is wanted, in the form that it has. */
export function Evidence({ stop, screen }: Props) {
  const text = useWords().screens.stop;
  const { code, detail } = stop;
  if (code === 'wrong-label') {
    return (
      <>
        <LabelFigure
          caption={text.scanned}
          code={detail.text}
          says={detail.number && text.labelOf(detail.number)}
          struck
        />
        <LabelFigure
          caption={text.labelWanted}
          code={detail.code}
          says={'head' in screen ? text.labelOf(screen.head.number) : undefined}
        />
      </>
    );
  }
  if (code === 'label-voided' || code === 'label-copy') {
    const says = detail.number && text.labelOf(detail.number);
    return (
      <>
        <LabelFigure caption={text.scanned} code={detail.text} says={says} struck />
        {code === 'label-copy' && <LabelFigure caption={text.onVehicle} code={detail.text} says={says} />}
      </>
    );
  }
  if (code === 'wrong-item' || code === 'unknown-code') {
    const wanted = detail.wanted ?? currentOf(screen);
    const named = detail.scanned === undefined || detail.scanned.name !== wanted?.name;
    return (
      <>
        <ThingFigure caption={text.scanned} thing={detail.scanned} raw={detail.text} named={named} struck />
        {wanted !== undefined && <ThingFigure caption={text.wanted} thing={wanted} named={named} />}
      </>
    );
  }
  if (detail.got !== undefined || detail.grams !== undefined) {
    return (
      <div className="values" data-hard={stop.stop === 'hard' || undefined}>
        {stop.stop === 'hard' && <Small thing={detail.scanned} />}
        <Values code={code} detail={detail} />
        {screen.name === 'weigh' && <Likely screen={screen} />}
      </div>
    );
  }
  if (stop.stop === 'soft') return <Overflow detail={detail} />;
  if (detail.scanned !== undefined) {
    return <ThingFigure caption={text.scanned} thing={detail.scanned} named struck />;
  }
  return (
    <figure className="cmp__f">
      <div className="plate">
        <CartonDrawing />
        <Strike />
      </div>
      {detail.number !== undefined && (
        <p>
          <Plate text={detail.number} />
        </p>
      )}
    </figure>
  );
}

function currentOf(screen: Screen): Thing | undefined {
  const line = screen.name === 'verify' || screen.name === 'pick' ? screen.current : null;
  if (line === null) return undefined;
  const { name, sku, variant, picture } = 'line' in line ? line.line : line;
  return { name, sku, variant: variant ?? undefined, picture: picture ?? undefined };
}

/** The thing that the values belong to, where nothing of it is in sight above. */
function Small({ thing }: { readonly thing: Thing | undefined }) {
  if (thing === undefined) return null;
  return (
    <div className="values__thing">
      <span className="plate">
        <Picture picture={thing.picture} name={thing.name} sku={thing.sku} variant={thing.variant} size="large" />
      </span>
      <p className="name">
        {thing.name}
        {thing.variant !== undefined && <Plate text={thing.variant} small />}
      </p>
    </div>
  );
}

type Kind = keyof ScreenWords['stop']['kinds'];

/** What kind of value a stop compares; all others are told by their own words. */
const KINDS: Readonly<Partial<Record<RefusalCode, Kind>>> = {
  'wrong-lot': 'lot',
  'wrong-serial': 'serial',
  'serial-counted': 'serial',
  'serial-shipped': 'serial',
  'serial-case': 'serial',
  expired: 'date',
  'shelf-life': 'date',
  'expiry-mismatch': 'date',
  'weight-range': 'weight',
  'weight-low': 'weight',
  'weight-high': 'weight',
  'wrong-tote': 'tote',
  'wrong-place': 'place',
};

function Values({ code, detail }: { readonly code: RefusalCode; readonly detail: RefusalDetail }) {
  const words = useWords();
  const text = words.screens.stop;
  const kind = KINDS[code] ?? 'other';
  const grams = (value: number) => text.grams(gramsText(words.locale, value));
  const say = (value: string) => (kind === 'date' ? words.screens.capture.date(value) : value);
  const { got, expected, expectedGrams, toleranceGrams } = detail;
  const came = detail.grams === undefined ? got && say(got) : grams(detail.grams);
  const wanted = expectedGrams === undefined ? expected && say(expected) : grams(expectedGrams);
  const band = toleranceGrams === undefined ? '' : text.plusMinus(gramsText(words.locale, toleranceGrams));
  return (
    <div className="values__two">
      {came !== undefined && <ValueFigure caption={text.got} kind={text.kinds[kind]} value={came} struck />}
      {wanted !== undefined && (
        <ValueFigure caption={text.expected} kind={band === '' ? text.kinds[kind] : band} value={wanted} />
      )}
    </div>
  );
}

const MOST_SLOTS = 6;

/** The full tray with the one too many beside it, crossed out. */
function Overflow({ detail }: { readonly detail: RefusalDetail }) {
  const { ordered, packed, factor = 1, scanned } = detail;
  if (ordered === undefined || packed === undefined || scanned === undefined || ordered > MOST_SLOTS) return null;
  return (
    <div className="overtray" aria-hidden="true">
      <div className="tray">
        {Array.from({ length: ordered }, (_, at) => (
          <i key={String(at)} className={at < packed ? 'on' : ''}>
            {at < packed && <Icon name="check" />}
          </i>
        ))}
      </div>
      <span className="overtray__x">
        <Picture
          picture={scanned.picture}
          name={scanned.name}
          sku={scanned.sku}
          variant={scanned.variant}
          size="small"
        />
        <Strike />
        {factor > 1 && <b>× {factor}</b>}
      </span>
    </div>
  );
}
