import type { ReadyScreen } from '../../src/core/screen-view.ts';
import type { KeyView, PrinterView } from '../../src/core/view.ts';
import { Key, keyOf } from '../frame/key.tsx';
import { Icon } from '../parts/icon.tsx';
import { Sign } from '../parts/sign.tsx';
import { clip } from '../words/limits.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly parked: ReadyScreen['parked'];
  readonly printers: readonly PrinterView[];
  readonly keys: readonly KeyView[];
}

const SHOWN = 2;

/** Boxes that wait for their label: what they wait for, or the key that fetches them once the printer is well. */
export function ParkedCard({ parked: { orders, printable }, printers, keys }: Props) {
  const words = useWords();
  const text = words.screens.parked;
  const key = keyOf(keys, 'parked');
  const printer = printers.find(({ roles }) => roles.includes('label'));
  const boxes = orders.reduce((sum, order) => sum + order.boxes, 0);
  const waits = printer === undefined ? text.noPrinter : text.waitsFor(clip(printer.name, 24));
  return (
    <section className="parked-card" data-printable={printable || undefined}>
      <p className="parked-card__head">
        {printable ? <Icon name="parked" /> : <Sign name="pause" />}
        <b>{text.waiting(boxes)}</b>
      </p>
      <p className="small">{printable ? text.printable(words.keys.parked) : waits}</p>
      <p className="small q parked-card__orders">
        {orders.slice(0, SHOWN).map((order) => (
          <bdi key={order.number}>{text.order(order.number, order.boxes)}</bdi>
        ))}
        {orders.length > SHOWN && <span>{words.screens.printers.more(orders.length - SHOWN)}</span>}
      </p>
      {key !== null && <Key view={key} look={printable ? 'go' : 'plain'} />}
    </section>
  );
}
