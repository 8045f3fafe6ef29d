import type { ReactNode } from 'react';
import type { Extra } from '../../src/core/order.ts';

const INK = '#12181D';

/** What each paper looks like from a metre away. None carries text, because none is the true one. */
const DRAWINGS = {
  'gift-note': (
    <>
      <path d="M70 110h260v190H70z" fill="#FBF3E4" />
      <path d="M70 110l130 100 130-100" fill="none" />
      <path d="M200 110v190M70 190h260" fill="none" strokeWidth="16" stroke="#A8282D" />
      <path d="M200 108c-50 0-62-58-30-58s30 58 30 58 0-58 30-58 20 58-30 58z" fill="#A8282D" />
    </>
  ),
  insert: (
    <>
      <path d="M110 60h180v280H110z" fill="#fff" />
      <path d="M110 60h180v90H110z" fill="#8FA3B3" />
      <path d="M138 190h124M138 225h124M138 260h80" fill="none" strokeWidth="10" stroke="#6B7780" />
    </>
  ),
  customs: (
    <>
      <path d="M90 50h180l40 40v260H90z" fill="#fff" />
      <path d="M270 50v40h40" fill="none" />
      <path d="M120 120h120M120 155h150M120 190h150" fill="none" strokeWidth="10" stroke="#6B7780" />
      <circle cx="235" cy="275" r="48" fill="none" strokeWidth="10" />
      <path d="M205 275h60M220 250l30 50M250 250l-30 50" fill="none" strokeWidth="7" />
    </>
  ),
  'dangerous-goods': (
    <>
      <path d="M200 40l160 160-160 160L40 200z" fill="#fff" strokeWidth="9" />
      <path d="M200 66l134 134-134 134L66 200z" fill="none" strokeWidth="4" />
      <path
        d="M200 110c34 40 48 62 48 92a48 48 0 0 1-96 0c0-22 12-38 22-50 4 16 12 22 18 24 0-26-6-44 8-66z"
        fill={INK}
      />
      <path d="M140 270h120" fill="none" strokeWidth="9" />
    </>
  ),
  photo: (
    <>
      <path d="M50 120h80l24-40h92l24 40h80v190H50z" fill="#7F8A93" />
      <circle cx="200" cy="210" r="66" fill="#D8E0E6" />
      <circle cx="200" cy="210" r="36" fill={INK} />
      <path d="M290 150h34" fill="none" strokeWidth="12" />
    </>
  ),
} as const satisfies Record<Extra, ReactNode>;

export function ExtraDrawing({ extra }: { readonly extra: Extra }) {
  return (
    <svg className="art" viewBox="0 0 400 400" aria-hidden="true">
      <g stroke={INK} strokeWidth="6" strokeLinejoin="round">
        {DRAWINGS[extra]}
      </g>
    </svg>
  );
}
