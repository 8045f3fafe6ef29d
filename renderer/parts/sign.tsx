import type { ReactNode } from 'react';

/** The shape of a verdict. Each can be told from the others in grey, upside down and from the corner of an eye. */
const SHAPES = {
  ok: (
    <>
      <circle cx="100" cy="100" r="98" fill="currentColor" />
      <path className="cut" d="M50 104l35 35 66-74" fill="none" strokeWidth="25" />
    </>
  ),
  stored: (
    <>
      <circle cx="100" cy="100" r="92" fill="none" stroke="currentColor" strokeWidth="12" strokeDasharray="30.1 18.1" />
      <path d="M55 104l32 32 58-66" fill="none" stroke="currentColor" strokeWidth="22" />
    </>
  ),
  error: (
    <>
      <path d="M59 2h82l57 57v82l-57 57H59L2 141V59z" fill="currentColor" />
      <path className="cut" d="M64 64l72 72M136 64l-72 72" fill="none" strokeWidth="26" />
    </>
  ),
  warn: (
    <>
      <path d="M100 8l98 178H2z" fill="currentColor" stroke="currentColor" strokeWidth="6" strokeLinejoin="round" />
      <path className="cut" d="M100 66v62M100 146v24" fill="none" strokeWidth="23" />
    </>
  ),
  busy: (
    <>
      <circle cx="100" cy="100" r="88" fill="none" stroke="currentColor" strokeWidth="20" opacity=".3" />
      <path d="M100 12a88 88 0 0 1 88 88" fill="none" stroke="currentColor" strokeWidth="20" />
    </>
  ),
  idle: (
    <path
      d="M10 66V10h56M134 10h56v56M190 134v56h-56M66 190H10v-56"
      fill="none"
      stroke="currentColor"
      strokeWidth="17"
    />
  ),
  ask: (
    <>
      <path
        d="M10 58V10h48M142 10h48v48M190 142v48h-48M58 190H10v-48"
        fill="none"
        stroke="currentColor"
        strokeWidth="17"
      />
      <path
        d="M50 56h10v88H50zM70 56h20v88H70zM100 56h10v88h-10zM120 56h10v88h-10zM140 56h12v88h-12z"
        fill="currentColor"
      />
    </>
  ),
  pause: (
    <>
      <path d="M10 10h180v180H10z" fill="none" stroke="currentColor" strokeWidth="17" />
      <path d="M66 56h24v88H66zM110 56h24v88h-24z" fill="currentColor" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type SignName = keyof typeof SHAPES;

export function Sign({ name, className = '' }: { readonly name: SignName; readonly className?: string }) {
  return (
    <svg className={`sign ${className}`} viewBox="0 0 200 200" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}

export function Mark() {
  return (
    <svg className="head__mark" viewBox="0 0 64 64" aria-hidden="true">
      <path d="M6 20V6h14M44 6h14v14M58 44v14H44M20 58H6V44" fill="none" stroke="currentColor" strokeWidth="7" />
      <path d="M18 24l14-7 14 7v16l-14 7-14-7z" fill="currentColor" />
      <path className="cut" d="M18 24l14 7 14-7M32 31v16" fill="none" strokeWidth="3.5" />
    </svg>
  );
}
