import type { BoxScreen, BoxView, CartonView } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { Key, keyOf } from '../frame/key.tsx';
import { Barcode } from '../parts/barcode.tsx';
import { BoxContents } from '../parts/box-contents.tsx';
import { BoxDrawing, roomFor } from '../parts/box-drawing.tsx';
import { Sign } from '../parts/sign.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly screen: BoxScreen;
  readonly keys: readonly KeyView[];
}

const MOST_OTHERS = 4;

/** Which box: the suggestion to scale with its code, the other ones that fit beside it, and those that may not go. */
export function Box({ screen, keys }: Props) {
  const words = useWords();
  const text = words.screens.boxes;
  const { cartons, split, barred, boxes, boxNo } = screen;
  const [first, ...rest] = cartons;
  const others = rest.slice(0, MOST_OTHERS);
  const room = roomFor(cartons.map(({ millimetres }) => millimetres));
  const confirm = keyOf(keys, 'confirm');
  return (
    <main className="stage stage--span boxing" data-alone={others.length === 0 || undefined}>
      {first === undefined ? (
        <section className="boxing__first bracket">
          <p className="do">{text.box(boxNo)}</p>
          <h1 className="verb">{split === null ? text.verbNone : text.verbSplit(split)}</h1>
          {split !== null && <p className="say">{text.splitHow}</p>}
        </section>
      ) : (
        <First carton={first} room={room} confirm={confirm} />
      )}
      <section className="boxing__rest">
        {others.length > 0 && (
          <>
            <h2>{text.others}</h2>
            <ul className="boxing__others">
              {others.map((carton) => (
                <Other key={carton.code} carton={carton} room={room} />
              ))}
            </ul>
          </>
        )}
        <Inside boxes={boxes} />
        {barred.length > 0 && (
          <p className="boxing__barred">
            <b>{text.barred}</b>
            {barred.slice(0, 3).map(({ name, why }) => (
              <span key={name}>
                <bdi>{name}</bdi>: {words.notAllowed[why]}
              </span>
            ))}
          </p>
        )}
      </section>
    </main>
  );
}

interface CartonProps {
  readonly carton: CartonView;
  readonly room: readonly [number, number];
}

function First({ carton, room, confirm }: CartonProps & { readonly confirm: KeyView | null }) {
  const text = useWords().screens.boxes;
  const { compact } = useBenchSize();
  return (
    <section className="boxing__first">
      <p className="do">{text.verb}</p>
      <div className="boxing__draw">
        <BoxDrawing millimetres={carton.millimetres} room={room} />
        <div>
          <p className="boxing__name">
            <bdi>{carton.name}</bdi>
          </p>
          <Size carton={carton} />
        </div>
      </div>
      <div className="boxing__scan">
        <div className="code-card bracket">
          <Barcode code={carton.code} height={compact ? 48 : 72} />
          <bdi className="code">{carton.code}</bdi>
        </div>
        {confirm !== null && <Key view={confirm} look="go" />}
      </div>
    </section>
  );
}

function Other({ carton, room }: CartonProps) {
  const { compact } = useBenchSize();
  return (
    <li>
      <BoxDrawing millimetres={carton.millimetres} room={room} />
      <div className="boxing__text">
        <b>
          <bdi>{carton.name}</bdi>
        </b>
        <Size carton={carton} />
      </div>
      <Barcode code={carton.code} height={compact ? 48 : 64} />
    </li>
  );
}

function Size({ carton }: { readonly carton: CartonView }) {
  const text = useWords().screens.boxes;
  const [length, width, height] = carton.millimetres;
  return (
    <p className="boxing__size q">
      <bdi dir="ltr">{text.size(length, width, height)}</bdi>
      {carton.sure && carton.fillPercent !== null && <span>{text.full(carton.fillPercent)}</span>}
      {!carton.sure && (
        <span className="boxing__guess">
          <Sign name="warn" />
          {text.unsure}
        </span>
      )}
    </p>
  );
}

function Inside({ boxes }: { readonly boxes: readonly BoxView[] }) {
  return boxes.length > 1 ? <BoxContents boxes={boxes} /> : null;
}
