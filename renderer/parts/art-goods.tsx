import type { ReactNode } from 'react';

type Draw = (colour: string | null) => ReactNode;

/** Drawn goods on a 400 grid. `colour` is that of the variant; without one each has its own. */
export const GOODS = {
  bottle: (colour) => (
    <>
      <ellipse cx="200" cy="378" rx="96" ry="11" opacity=".13" />
      <path d="M178 46c0-34 44-34 44 0" fill="none" stroke="#6A747C" strokeWidth="12" />
      <path d="M166 42h68a8 8 0 0 1 8 8v38h-84V50a8 8 0 0 1 8-8z" fill="#8D979F" />
      <path d="M166 42h20v46h-28V50a8 8 0 0 1 8-8z" fill="#AEB7BE" />
      <path d="M158 88h84v12h-84z" fill="#5E6870" />
      <path
        d="M158 100h84c20 8 32 24 32 48v206a24 24 0 0 1-24 24H150a24 24 0 0 1-24-24V148c0-24 12-40 32-48z"
        fill={colour ?? '#22282D'}
      />
      <path
        d="M242 100c20 8 32 24 32 48v206a24 24 0 0 1-24 24h-16c14 0 20-10 20-24V148c0-24-8-40-22-48z"
        fill="#000"
        opacity=".22"
      />
      <path d="M148 146c0-8 18-8 18 0v190c0 9-18 9-18 0z" fill="#fff" opacity=".26" />
      <path d="M126 338h148v16a24 24 0 0 1-24 24H150a24 24 0 0 1-24-24z" fill="#A2ACB4" />
      <path d="M252 338h22v16a24 24 0 0 1-24 24h-14c12-4 16-14 16-24z" fill="#7F8A93" />
      <path
        d="M200 196c15 22 24 33 24 47a24 24 0 0 1-48 0c0-14 9-25 24-47z"
        fill="none"
        stroke="#fff"
        strokeWidth="6"
        opacity=".75"
      />
    </>
  ),
  mug: (colour) => (
    <>
      <ellipse cx="180" cy="350" rx="100" ry="11" opacity=".13" />
      <path d="M276 148c84-14 84 138-12 136" fill="none" stroke="#9AA4AC" strokeWidth="34" />
      <path d="M276 148c84-14 84 138-12 136" fill="none" stroke="#F6F7F8" strokeWidth="24" />
      <path
        d="M78 106h208l-10 214a30 30 0 0 1-30 28H118a30 30 0 0 1-30-28z"
        fill="#FBFCFC"
        stroke="#9AA4AC"
        strokeWidth="5"
      />
      <path d="M246 122h38l-10 198a30 30 0 0 1-28 26c14-20 4-140 0-224z" fill="#DCE1E5" />
      <ellipse cx="182" cy="106" rx="106" ry="25" fill={colour ?? '#2B5C49'} />
      <ellipse cx="182" cy="107" rx="92" ry="18" fill="#DDE2E6" />
      <path d="M94 112c14-26 162-26 176 0-30 16-146 16-176 0z" fill="#B4BEC6" />
      <path d="M112 150l6 160" stroke="#fff" strokeWidth="10" opacity=".9" />
      <path d="M140 226h84M154 252h56" stroke={colour ?? '#2B5C49'} strokeWidth="9" />
    </>
  ),
  tea: (colour) => (
    <>
      <ellipse cx="200" cy="368" rx="110" ry="11" opacity=".13" />
      <path d="M104 96h192v272H104z" fill={colour ?? '#355E73'} />
      <path d="M262 96h34v272h-34z" fill="#000" opacity=".18" />
      <path d="M118 96h14v272h-14z" fill="#fff" opacity=".2" />
      <path d="M96 54h208a8 8 0 0 1 8 8v46H88V62a8 8 0 0 1 8-8z" fill="#274857" />
      <path d="M88 100h224v10H88z" fill="#1B3440" />
      <path d="M104 166h192v132H104z" fill="#F4ECD8" />
      <path d="M262 166h34v132h-34z" fill="#000" opacity=".08" />
      <path
        d="M200 186c38 6 46 40 6 70-36-18-42-52-6-70zM200 190l4 62"
        fill="none"
        stroke={colour ?? '#355E73'}
        strokeWidth="7"
      />
      <path d="M142 276h116" stroke={colour ?? '#355E73'} strokeWidth="9" />
    </>
  ),
  notebook: (colour) => (
    <>
      <ellipse cx="200" cy="364" rx="118" ry="11" opacity=".13" />
      <path d="M104 48h198a12 12 0 0 1 12 12v284H104z" fill="#D9DEE2" />
      <path d="M96 40h196a12 12 0 0 1 12 12v296a12 12 0 0 1-12 12H96z" fill={colour ?? '#6B5B4D'} />
      <path d="M96 40h34v320H96z" fill="#54473B" />
      <path d="M268 40h14v320h-14z" fill="#1F262C" />
      <path d="M158 104h82v56h-82z" fill="#EFE6D8" />
      <path d="M170 124h58M170 142h36" stroke={colour ?? '#6B5B4D'} strokeWidth="6" />
    </>
  ),
  soap: (colour) => (
    <>
      <ellipse cx="200" cy="308" rx="150" ry="13" opacity=".13" />
      <rect x="52" y="128" width="296" height="176" rx="46" fill={colour ?? '#C4B5DA'} />
      <path d="M98 128h204a46 46 0 0 1 46 46v20c-60-34-230-34-296 0v-20a46 46 0 0 1 46-46z" fill="#D8CDE8" />
      <path d="M140 124h120v184H140z" fill="#F8F5EE" />
      <path d="M240 124h20v184h-20z" fill="#000" opacity=".07" />
      <path
        d="M200 280V176M200 214l-22-20M200 214l22-20M200 244l-22-20M200 244l22-20M200 186l-14-18M200 186l14-18"
        stroke="#6B5A8E"
        strokeWidth="7"
        fill="none"
      />
    </>
  ),
  honey: () => (
    <>
      <ellipse cx="200" cy="374" rx="116" ry="11" opacity=".13" />
      <path
        d="M112 120h176c24 12 32 30 32 54v160a38 38 0 0 1-38 38H118a38 38 0 0 1-38-38V174c0-24 8-42 32-54z"
        fill="#D39A2C"
      />
      <path
        d="M280 120c32 12 40 30 40 54v160a38 38 0 0 1-38 38h-20c24-8 30-20 30-40V174c0-24-2-42-12-54z"
        fill="#A8741A"
      />
      <path d="M100 168c0-9 20-9 20 0v150c0 9-20 9-20 0z" fill="#fff" opacity=".38" />
      <path d="M108 44h184a8 8 0 0 1 8 8v58H100V52a8 8 0 0 1 8-8z" fill="#3A4249" />
      <path d="M100 96h200v24H100z" fill="#2A3137" />
      <path
        d="M118 52h14v44h-14zM150 52h6v44h-6zM180 52h6v44h-6zM210 52h6v44h-6zM240 52h6v44h-6zM270 52h6v44h-6z"
        fill="#56616A"
      />
      <path d="M200 176l76 42v86l-76 42-76-42v-86z" fill="#FBF5E4" />
      <path
        d="M200 206l26 15v30l-26 15-26-15v-30zM148 285h104M164 304h72"
        fill="none"
        stroke="#8A5E12"
        strokeWidth="7"
      />
    </>
  ),
  candle: () => (
    <>
      <ellipse cx="200" cy="356" rx="108" ry="11" opacity=".13" />
      <path
        d="M96 130h208v196a28 28 0 0 1-28 28H124a28 28 0 0 1-28-28z"
        fill="#E9EEF1"
        stroke="#9AA4AC"
        strokeWidth="5"
      />
      <path d="M104 190h192v132a24 24 0 0 1-24 24H128a24 24 0 0 1-24-24z" fill="#F7F0DF" />
      <path d="M200 190v-44" stroke="#3A4249" strokeWidth="8" />
      <path d="M140 228h120v70H140z" fill="#fff" stroke="#C3CBD1" strokeWidth="4" />
      <path d="M158 254h84M158 276h50" stroke="#6B7780" strokeWidth="7" />
    </>
  ),
} as const satisfies Record<string, Draw>;

export type GoodsName = keyof typeof GOODS;
