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
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

/** Those that point somewhere turn round with the reading direction. */
const POINTING: readonly IconName[] = ['undo', 'skip', 'arrow', 'back', 'scanner'];

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
