import { memo } from 'react';
import type { ReadyScreen } from '../../src/core/screen-view.ts';
import { Sign } from '../parts/sign.tsx';
import { useWords } from '../words/use-words.ts';

/** How much waits, late ones first; what is not late is a number and no verdict. */
export const ReadyHead = memo(function ReadyHead({ counts }: Pick<ReadyScreen, 'counts'>) {
  const text = useWords().screens.ready;
  return (
    <ul className="counts">
      {counts.late > 0 && (
        <li>
          <Sign name="warn" />
          <b>{counts.late}</b>
          <span>{text.late}</span>
        </li>
      )}
      <li>
        <b>{counts.today}</b>
        <span>{text.today}</span>
      </li>
      <li>
        <b>{counts.open}</b>
        <span>{text.open}</span>
      </li>
      <li>
        <b>{counts.held}</b>
        <span>{text.held}</span>
      </li>
    </ul>
  );
});
