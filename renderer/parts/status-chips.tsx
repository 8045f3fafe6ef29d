import type { StatusRow } from '../../src/core/view.ts';
import { useWords } from '../words/use-words.ts';
import { Sign, type SignName } from './sign.tsx';

/** A state is a shape before it is a colour: tick, triangle, octagon, and brackets for what nobody has seen yet. */
export const STATUS_SIGNS = {
  well: 'ok',
  degraded: 'warn',
  lost: 'error',
  unknown: 'idle',
  off: 'idle',
} as const satisfies Record<StatusRow['level'], SignName>;

/** The self-test in one line, while nobody is signed in. What is not there is left out. */
export function StatusChips({ rows }: { readonly rows: readonly StatusRow[] }) {
  const text = useWords().screens.status;
  const shown = rows.filter((row) => row.level !== 'off');
  if (shown.length === 0) return null;
  const twins = ({ part }: StatusRow) => shown.filter((row) => row.part === part).length > 1;
  return (
    <ul className="status-chips" aria-label={text.signedOutTitle}>
      {shown.map((row) => (
        <li key={`${row.part} ${row.name}`} data-level={row.level}>
          <Sign name={STATUS_SIGNS[row.level]} />
          <span>{twins(row) && row.name !== '' ? <bdi>{row.name}</bdi> : text.parts[row.part]}</span>
          {row.level !== 'well' && <b>{text.levels[row.level]}</b>}
        </li>
      ))}
    </ul>
  );
}
