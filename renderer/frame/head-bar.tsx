import type { ReactNode } from 'react';
import { Mark } from '../parts/sign.tsx';
import { useIsTraining } from '../state/training.ts';
import { useWords } from '../words/use-words.ts';

/** The bar at the top of every screen: the mark, and in training the word, then what the screen has to say. */
export function HeadBar({ children }: { readonly children?: ReactNode }) {
  const training = useIsTraining();
  const { word } = useWords().screens.training;
  return (
    <header className="head">
      <Mark />
      {training && <span className="training-word">{word}</span>}
      {children}
    </header>
  );
}

export function Fact({
  label,
  value,
  extra = '',
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly extra?: string;
}) {
  return (
    <dl className={`fact ${extra}`}>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </dl>
  );
}
