import type { DrillScore as Score } from '../../src/core/sync-event.ts';
import { ageText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** What an outage of this length would have meant: what went on, what could not, and how long the claims lasted. */
export function DrillScore({ score }: { readonly score: Score }) {
  const words = useWords();
  const text = words.screens.drill;
  const rows = [
    [text.shipped, String(score.shipped)],
    [text.refused, String(score.refused)],
    [text.scans, String(score.scans)],
    [text.left, `${score.claimedAfter} / ${score.claimedBefore}`],
    [text.dry, score.dryAfterMs === null ? text.never : ageText(words, score.dryAfterMs)],
  ] as const;
  return (
    <dl className="drill" data-good={score.refused === 0 || undefined}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
