import type { PrinterCondition } from '../../src/core/print.ts';

/** Where to look. The lid is drawn open only when the printer says that it is. */
export type Spot = 'roll' | 'lid' | 'path' | 'head' | 'cable' | 'panel';

const SPOTS = {
  paper_out: 'roll',
  paper_low: 'roll',
  cover_open: 'lid',
  jam: 'path',
  ribbon_out: 'head',
  paused: 'panel',
  head_hot: 'head',
  buffer_full: 'panel',
  cutter: 'path',
  needs_service: 'panel',
  no_reply: 'cable',
} as const satisfies Record<PrinterCondition, Spot>;

export function spotOf(condition: PrinterCondition | undefined): Spot {
  return condition === undefined ? 'cable' : SPOTS[condition];
}

const RINGS: Readonly<Record<Spot, readonly [x: number, y: number, r: number]>> = {
  roll: [250, 262, 62],
  lid: [430, 150, 74],
  path: [118, 300, 52],
  head: [132, 246, 50],
  cable: [470, 330, 54],
  panel: [404, 210, 44],
};

export function PrinterDrawing({ spot }: { readonly spot: Spot }) {
  const [x, y, r] = RINGS[spot];
  return (
    <svg className="printer-drawing" viewBox="0 0 560 400" aria-hidden="true">
      <g stroke="#12181D" strokeWidth="5" strokeLinejoin="round">
        {spot === 'lid' ? (
          <path d="M440 190L320 40h84a26 26 0 0 1 20 10l76 92a16 16 0 0 1-4 24z" fill="#C6D0D8" />
        ) : (
          <path d="M56 130h350a34 34 0 0 1 34 34v28H40v-46a16 16 0 0 1 16-16z" fill="#C6D0D8" />
        )}
        <path d="M40 190h400v170a16 16 0 0 1-16 16H56a16 16 0 0 1-16-16z" fill="#AEB7BE" />
        <path d="M40 190h400v36H40z" fill="#8D979F" />
        <path d="M72 226h260v92a10 10 0 0 1-10 10H82a10 10 0 0 1-10-10z" fill="#3A444C" />
        {spot === 'roll' ? (
          <circle cx="250" cy="268" r="20" fill="#C9AC7E" />
        ) : (
          <>
            <circle cx="250" cy="274" r="44" fill="#F6F7F8" />
            <circle cx="250" cy="274" r="16" fill="#C9AC7E" />
            <path d="M206 280L118 300" fill="none" />
          </>
        )}
        <rect x="92" y="236" width="40" height="64" fill="#6B7780" />
        <path d="M40 292H22v22h18z" fill="#3A444C" />
        <path d="M390 196h28v24h-28z" fill="#E9EEF1" />
        {spot === 'cable' ? (
          <path d="M440 330h28M506 330h40M478 312l20 36M498 312l-20 36" fill="none" />
        ) : (
          <path d="M440 330h106" fill="none" />
        )}
      </g>
      <circle cx={x} cy={y} r={r} fill="none" stroke="#FFB000" strokeWidth="20" />
      <circle cx={x} cy={y} r={r} fill="none" stroke="#12181D" strokeWidth="10" />
    </svg>
  );
}
