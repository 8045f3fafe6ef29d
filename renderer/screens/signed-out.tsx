import type { Screen } from '../../src/core/screen-view.ts';
import type { StatusRow } from '../../src/core/view.ts';
import { Door } from '../parts/door.tsx';
import { StatusChips } from '../parts/status-chips.tsx';
import { useWords } from '../words/use-words.ts';

type SignedOutScreen = Extract<Screen, { name: 'signed-out' }>;

/** Nobody works here yet: the badge, and whether the bench is well. */
export function SignedOut({
  screen,
  status,
}: {
  readonly screen: SignedOutScreen;
  readonly status: readonly StatusRow[];
}) {
  const text = useWords().screens.signedOut;
  return <Door verb={text.verb} people={screen.people} below={<StatusChips rows={status} />} />;
}
