import { Icon } from './icon.tsx';

const MOST = 12;

interface Props {
  readonly packed: number;
  readonly ordered: number;
  /** Units that will not come: their slots are crossed. */
  readonly short?: number;
}

/** One slot for every unit of the line, up to twelve; above that the number alone is quicker to read. */
export function UnitTicks({ packed, ordered, short = 0 }: Props) {
  if (ordered > MOST || ordered < 2) return null;
  return (
    <div className="tray" data-many={ordered > 6 || undefined} aria-hidden="true">
      {Array.from({ length: ordered }, (_, at) => {
        const crossed = at >= ordered - short;
        const look = at < packed ? 'on' : crossed ? 'out' : at === packed ? 'next' : '';
        return (
          // A slot is its place in the tray and nothing else.
          <i key={String(at)} className={look}>
            {look === 'on' && <Icon name="check" />}
            {look === 'out' && <Icon name="cross" />}
          </i>
        );
      })}
    </div>
  );
}
