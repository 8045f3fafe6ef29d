import { memo } from 'react';

const MOST_SEGMENTS = 40;

/** The whole order as a ruler: one segment a unit up to forty, then one continuous bar. */
export const UnitBar = memo(function UnitBar({
  packed,
  ordered,
}: {
  readonly packed: number;
  readonly ordered: number;
}) {
  if (ordered > MOST_SEGMENTS) {
    return (
      <div className="units" aria-hidden="true">
        <div className="units__bar">
          <i style={{ inlineSize: `${(packed / ordered) * 100}%` }} />
        </div>
      </div>
    );
  }
  return (
    <div className="units" data-many={ordered > 20 || undefined} aria-hidden="true">
      {Array.from({ length: ordered }, (_, at) => (
        <i key={String(at)} className={at < packed ? 'on' : at === packed ? 'now' : ''} />
      ))}
    </div>
  );
});
