import { colourOf } from './colours.ts';

/** The distinguishing word: colour, size, lot. Ink, so that it shouts without being a verdict. */
export function Plate({ text, small = false }: { readonly text: string; readonly small?: boolean }) {
  const colour = colourOf(text);
  return (
    <span className={`tag${small ? ' tag--small' : ''}`}>
      {colour !== null && (
        <svg className="swatch" viewBox="0 0 20 20" aria-hidden="true">
          <rect x="1.5" y="1.5" width="17" height="17" rx="2" fill={colour} stroke="currentColor" strokeWidth="3" />
        </svg>
      )}
      <bdi className="tag__text">{text}</bdi>
    </span>
  );
}
