import type { PrinterView } from '../../src/core/view.ts';
import { Sign } from '../parts/sign.tsx';
import { STATUS_SIGNS } from '../parts/status-chips.tsx';
import { clockTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { shownPrinters, worstFirst } from './printer-chips.ts';

const ROOM = 6;

/** What each printer is for, how it is reached, what it can prove and how it is. */
export function PrinterList({ printers }: { readonly printers: readonly PrinterView[] }) {
  const text = useWords().screens.printers;
  const usual = shownPrinters(printers).flatMap(({ as, printer }) => (as === 'neighbour' ? [] : [printer]));
  // Where there are more than fit, those that need a look are never among the left out.
  const fits = printers.length <= ROOM;
  const shown = fits ? printers : worstFirst(printers).slice(0, ROOM - 1);
  return (
    <ul className="printers__list">
      {shown.map((printer) => (
        <Row key={printer.id} printer={printer} neighbour={!usual.includes(printer)} />
      ))}
      {!fits && <li className="printers__more q">{text.more(printers.length - shown.length)}</li>}
    </ul>
  );
}

function Row({ printer, neighbour }: { readonly printer: PrinterView; readonly neighbour: boolean }) {
  const words = useWords();
  const text = words.screens.printers;
  const { levels, since } = words.screens.status;
  const { state, roles, transport, acknowledgement, conditions, sinceMs } = printer;
  const said = conditions.map((condition) => words.printing.conditions[condition]);
  const calm = state === 'well' || state === 'off';
  const what = [...roles.map((role) => text.roles[role]), ...(neighbour ? [text.neighbour] : [])].join(', ');
  return (
    <li data-level={state}>
      <Sign name={STATUS_SIGNS[state]} />
      <b className="printers__name">
        <bdi>{printer.name}</bdi>
      </b>
      <b className="printers__level">{levels[state]}</b>
      {!calm && (
        <p className="printers__said">
          {said.slice(0, 2).map(({ part, says }) => (
            <b key={part}>{`${part}: ${says}`}</b>
          ))}
          <span className="q">{since(clockTime(words, sinceMs))}</span>
        </p>
      )}
      <p className="printers__how q">
        <span>{what}, </span>
        {`${text.reach[transport]}, ${text.proofs[acknowledgement]}`}
      </p>
    </li>
  );
}
