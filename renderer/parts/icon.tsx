import type { ReactNode } from 'react';

/** Line drawings on a 24 grid. An icon never stands without its word. */
const DRAWINGS = {
  user: (
    <>
      <circle cx="12" cy="7.5" r="4" />
      <path d="M4 21c0-5 3.4-7.5 8-7.5s8 2.5 8 7.5" />
    </>
  ),
  station: <path d="M3 12h18M5 12v9M19 12v9M8 3h8v6H8z" />,
  link: <path d="M4 17V7M9 17V10M14 17V5M19 17V8" strokeWidth="3" />,
  nolink: (
    <>
      <path d="M4 17V13M9 17V15" strokeWidth="3" />
      <path d="M14 7l7 7M21 7l-7 7" />
    </>
  ),
  outbox: <path d="M3 14v6h18v-6M12 15V4M7 9l5-5 5 5" />,
  printer: <path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z" />,
  printers: <path d="M7 6V3h10v3M4 11V6h16v5zM7 16v-3h10v3M4 21v-5h16v5z" />,
  printermove: <path d="M4 9V4h7v5M4 16H2V9h11v7h-2M4 13h7v6H4zM15 12h7M19 8.500l3.500 3.500-3.500 3.500" />,
  printerclear: <path d="M6 8V3h8v5M6 16H3V8h14v3M6 13h5v7H6zM15 15l6 6M21 15l-6 6" />,
  park: <path d="M4 3h16v18H4zM10 17V7h3a3 3 0 0 1 0 6h-3" />,
  parked: <path d="M3 4h10v16H3zM6 16V8h2a2.500 2.500 0 0 1 0 5H6M15 12h8M19.500 8.500l3.500 3.500-3.500 3.500" />,
  search: <path d="M10 3a7 7 0 1 0 .01 0zM15 15l6 6" />,
  scanner: <path d="M3 5h13l4 3v3H9l-2 9H3l2-9H3zM9 11l1 4h3" />,
  gift: <path d="M3 8h18v5H3zM5 13v8h14v-8M12 8v13M12 8C8 8 6.5 3 9 3s3 5 3 5 .5-5 3-5 1 5-3 5z" />,
  note: <path d="M5 3h10l5 5v13H5zM15 3v5h5M9 13h7M9 17h5" />,
  fragile: <path d="M7 3h10l-1 7a4 4 0 0 1-8 0zM12 14v6M8 21h8M12 3l-1.500 4 2.500 1-1.500 3" />,
  check: <path d="M4 12.5l5.5 5.5L20 6.5" strokeWidth="3.2" />,
  cross: <path d="M5 5l14 14M19 5L5 19" strokeWidth="3.2" />,
  undo: <path d="M8 4L3 9l5 5M3 9h11a6 6 0 0 1 0 12H8" />,
  skip: <path d="M4 5l7 7-7 7M13 5l7 7-7 7" />,
  hold: <path d="M8 4v16M16 4v16" strokeWidth="4" />,
  help: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M9.3 9.3a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2.1M12 17v.5" strokeWidth="2.2" />
    </>
  ),
  more: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="4" strokeLinecap="round" />,
  lock: <path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4" />,
  mute: (
    <>
      <path d="M3 9v6h4l6 5V4L7 9z" />
      <path d="M16 9l6 6M22 9l-6 6" />
    </>
  ),
  tote: <path d="M3 8h18l-2 12H5zM2 5h20v3H2zM9 12h6" />,
  sheet: <path d="M5 3h14v18H5zM9 8h6M9 12h6M9 16h3" />,
  badge: (
    <>
      <path d="M5 6h14v15H5zM10 3h4v5h-4z" />
      <circle cx="12" cy="13" r="2" />
      <path d="M8.5 18.5c0-2 1.5-3 3.5-3s3.5 1 3.5 3" />
    </>
  ),
  refresh: <path d="M20 5v5h-5M4 19v-5h5M5.5 9A7.5 7.5 0 0 1 19.5 10M18.5 15A7.5 7.5 0 0 1 4.5 14" />,
  torn: (
    <>
      <path d="M4 4h16v16H4z" />
      <path d="M13 4l-3 6 4 2-4 4 2 4" />
    </>
  ),
  arrow: <path d="M4 12h15M13 5l7 7-7 7" strokeWidth="2.6" />,
  back: <path d="M20 12H5M11 5l-7 7 7 7" strokeWidth="2.6" />,
  shelf: <path d="M3 4v17M21 4v17M3 12h18M3 20h18M7 12V7h5v5M14 20v-4h4v4" />,
  eye: (
    <>
      <path d="M2 12c4-7 16-7 20 0-4 7-16 7-20 0z" />
      <circle cx="12" cy="12" r="3" />
    </>
  ),
  box: <path d="M3 7.5l9-4.5 9 4.5v9l-9 4.5-9-4.5zM3 7.5l9 4.5 9-4.5M12 12v9" />,
  nolabel: <path d="M4 4h16v16H4zM7 17L17 7" />,
  undoline: <path d="M8 2L3 7l5 5M3 7h11a5 5 0 0 1 0 10H9M3 22h18" />,
  minus: <path d="M5 12h14M3 3h18v18H3z" />,
  fewer: <path d="M4 6h16M4 12h10M4 18h4" />,
  half: <path d="M3 4h18v16H3zM12 4v16M14 8h5M14 12h5M14 16h5" />,
  hand: (
    <path d="M7 21c-2-3-4-6-4-8 2-1 3 1 4 2V5a1.5 1.5 0 0 1 3 0v6V3.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v7V8a1.5 1.5 0 0 1 3 0c0 6 0 9-2 13z" />
  ),
  boxplus: <path d="M3 9h12v12H3zM3 9l2-4h8l2 4M19 2v8M15 6h8" />,
  boxup: <path d="M3 12h9v9H3zM13 11l8-8M14 3h7v7" />,
  boxmove: <path d="M2 9h8v8H2zM12 13h9M17 9l4 4-4 4" />,
  kit: <path d="M4 4h6v6H4zM14 14h6v6h-6zM14 4h6v6h-6zM4 14h6v6H4z" />,
  wrongplace: <path d="M3 4v17M21 4v17M3 20h18M8 8l8 8M16 8l-8 8" />,
  pencil: <path d="M4 20l1-5L16 4l4 4L9 19zM14 6l4 4" />,
  cart: <path d="M1 4h4l3 11h10l3-8H6M9.500 17.500a2 2 0 1 0 .01 0zM16.500 17.500a2 2 0 1 0 .01 0z" />,
  scale: <path d="M4 21h16l-2-9H6zM3 5h18M12 5v7M9 17a3 3 0 0 1 6 0" />,
  lid: <path d="M3 10h18v11H3zM3 10l3-6h12l3 6M8 15l3 3 5-5" />,
  truck: <path d="M2 5h12v12H2zM14 9h4l4 4v4h-8M7 17a2 2 0 1 0 .01 0zM17.500 17a2 2 0 1 0 .01 0z" />,
  school: <path d="M2 9l10-5 10 5-10 5zM6 11v6c3 3 9 3 12 0v-6" />,
  gauge: <path d="M4 19a9 9 0 1 1 16 0M12 14l4-6" />,
  speak: <path d="M3 9v6h4l6 5V4L7 9zM16 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12" />,
  door: <path d="M5 3h9v18H5zM17 12h6M20 9l3 3-3 3M11 12h.01" />,
  empty: <path d="M3 4v17M21 4v17M3 12h18M3 20h18" />,
  crushed: <path d="M3 21h18M5 21l2-8-2-3 5 1 2-4 2 4 5-1-2 3 2 8" />,
  drop: <path d="M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z" />,
  stain: <path d="M4 4h16v16H4zM9 9h3v3H9zM14 13h2v2h-2zM8 15h2v2H8z" />,
  seal: <path d="M12 3a7 7 0 1 0 .01 0zM8 16l-2 6 6-3 6 3-2-6M9 7l6 6" />,
  pin: <path d="M12 22c-5-7-7-10-7-13a7 7 0 0 1 14 0c0 3-2 6-7 13zM12 7a2 2 0 1 0 .01 0z" />,
  goods: <path d="M10 2h4v5l3 4v11H7V11l3-4z" />,
  split: <path d="M3 12h8M11 12l6-7h4M11 12l6 7h4" />,
  sand: <path d="M6 3h12M6 21h12M7 3c0 6 4 7 5 9 1-2 5-3 5-9M7 21c0-6 4-7 5-9 1 2 5 3 5 9" />,
  swap: <path d="M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4" />,
  agree: <path d="M3 4h18v12H10l-5 5v-5H3zM8 10l3 3 5-5" />,
  one: <path d="M9 7l3-3v16M8 20h8" />,
  two: <path d="M8 7a4 4 0 0 1 8 0c0 4-8 6-8 12h8" />,
  three: <path d="M8 5h8l-5 6c7 0 6 9 0 9-2 0-3-1-3-2" />,
  four: <path d="M14 20V4L7 15h10" />,
  five: <path d="M16 4H9v7c7-2 9 8 2 9-2 0-3-1-3-2" />,
  six: <path d="M15 4c-5 2-7 6-7 11a4 4 0 1 0 4-4c-2 0-4 2-4 4" />,
  takeover: <path d="M8 4a3 3 0 1 0 .01 0zM2 20c0-5 3-7 6-7M12 16h10M18 12l4 4-4 4" />,
  clock: <path d="M12 3a9 9 0 1 0 .01 0zM12 7v5l4 3" />,
  store: <path d="M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0" />,
  office: <path d="M4 21V4h10v17M14 10h6v11M2 21h20M8 8h2M8 12h2M8 16h2M17 14h.01M17 17h.01" />,
  warning: <path d="M12 3l10 18H2zM12 9v6M12 16.500v2" />,
  card: <path d="M3 5h18v14H3zM7 9v6M10 9v6M12.500 9v6M16 9v6" />,
  drill: <path d="M4 17V13M9 17V15M14 4l8 8M22 4l-8 8M3 21h18" />,
  photo: <path d="M3 7h5l2-3h4l2 3h5v13H3zM12 9.500a4 4 0 1 0 .01 0z" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

/** Those that point somewhere turn round with the reading direction. */
const POINTING: readonly IconName[] = [
  'undo',
  'undoline',
  'skip',
  'arrow',
  'back',
  'scanner',
  'boxmove',
  'door',
  'truck',
  'split',
  'takeover',
  'printermove',
  'parked',
];

export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }) {
  const flip = POINTING.includes(name) ? ' flip' : '';
  return (
    <svg className={`icon${flip} ${className}`} viewBox="0 0 24 24" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2">
        {DRAWINGS[name]}
      </g>
    </svg>
  );
}
