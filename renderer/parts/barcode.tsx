import { memo } from 'react';
import { barsOf } from './barcode-bars.ts';

/** Pixels a module: less, and a hand scanner does not read it off the glass. */
const MODULE = 3;

interface Props {
  readonly code: string;
  readonly height: number;
}

/** Black on white in every theme, with its quiet zone of ten modules on either side. */
export const Barcode = memo(function Barcode({ code, height }: Props) {
  const { width, path } = barsOf(code);
  return (
    <svg
      className="barcode"
      viewBox={`-10 0 ${width + 20} 1`}
      width={(width + 20) * MODULE}
      height={height}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      data-code={code}
      aria-hidden="true"
    >
      <path d={path} fill="#000" />
    </svg>
  );
});

export const CodeCard = memo(function CodeCard({ code, height, word }: Props & { readonly word: string }) {
  return (
    <div className="code-card bracket">
      <Barcode code={code} height={height} />
      <span className="code">{word}</span>
    </div>
  );
});

/** The small mark that says: this key has a barcode on the bench card. */
export function MiniCode() {
  return (
    <svg className="mini" viewBox="0 0 26 26" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 0h3v26H0zM6 0h2v26H6zM10 0h5v26h-5zM18 0h2v26h-2zM23 0h3v26h-3z" fill="currentColor" />
    </svg>
  );
}
