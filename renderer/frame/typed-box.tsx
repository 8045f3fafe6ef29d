import { useTyped } from '../scan/typed-context.ts';
import { useWords } from '../words/use-words.ts';

/** What was typed by hand stays visible until Enter counts it; it is marked as typed for good. */
export function TypedBox() {
  const words = useWords();
  const { text, half, diverted } = useTyped();
  if (diverted) return null;
  if (half) {
    return (
      <div className="typed typed--half" role="status">
        {words.screens.typed.partial}
      </div>
    );
  }
  if (text === '') return null;
  return (
    <div className="typed" role="status">
      <span className="q">{words.screens.typed.label}</span>
      <bdi className="code">{text.slice(-28)}</bdi>
      <span className="small q">{words.screens.typed.hint}</span>
    </div>
  );
}
