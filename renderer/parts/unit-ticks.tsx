import { Icon } from './icon.tsx';

const MOST = 12;

/** One slot for every unit of the line, up to twelve; above that the number alone is quicker to read. */
export function UnitTicks({ packed, ordered }: { readonly packed: number; readonly ordered: number }) {
  if (ordered > MOST || ordered < 2) return null;
  return (
    <div className="tray" data-many={ordered > 6 || undefined} aria-hidden="true">
      {Array.from({ length: ordered }, (_, at) => (
        // A slot is its place in the tray and nothing else.
        <i key={String(at)} className={at < packed ? 'on' : at === packed ? 'next' : ''}>
          {at < packed && <Icon name="check" />}
        </i>
      ))}
    </div>
  );
}
