import { memo } from 'react';
import { GOODS, type GoodsName } from './art-goods.tsx';
import { colourOf } from './colours.ts';

interface Props {
  readonly picture: string | null | undefined;
  readonly name: string;
  readonly sku: string;
  readonly variant: string | null | undefined;
  /** `small` has room for two letters, `large` for the whole SKU. */
  readonly size: 'small' | 'large';
}

/** The drawing of an item; an item without one gets its SKU in large type, which is what its shelf shows as well. */
export const Picture = memo(function Picture({ picture, name, sku, variant, size }: Props) {
  const colour = colourOf(variant);
  if (isGoods(picture)) {
    return (
      <svg className="art" viewBox="0 0 400 400" aria-hidden="true">
        {GOODS[picture](colour)}
      </svg>
    );
  }
  const letters = size === 'small' ? initialsOf(name) : sku;
  return (
    <svg className="art art--plain" viewBox="0 0 400 400" aria-hidden="true">
      {size === 'large' && <Carton colour={colour} />}
      <text x="200" y={size === 'large' ? 330 : 270} textAnchor="middle" fontSize={fitting(letters, size)}>
        {letters}
      </text>
    </svg>
  );
});

function isGoods(picture: string | null | undefined): picture is GoodsName {
  return picture !== null && picture !== undefined && Object.hasOwn(GOODS, picture);
}

function Carton({ colour }: { readonly colour: string | null }) {
  return (
    <g transform="translate(30 -6) scale(.85)" stroke="#6B7780" strokeWidth="4" strokeLinejoin="round">
      <path d="M200 56l108 54v104l-108 54-108-54V110z" fill={colour ?? '#C6D0D8'} />
      <path d="M92 110l108 54 108-54M200 164v104" fill="none" />
      <path d="M146 83l108 54v34" fill="none" />
    </g>
  );
}

/** As large as the plate allows: a letter of the code face is 0.6 em wide. */
function fitting(letters: string, size: Props['size']): number {
  return Math.min(size === 'large' ? 92 : 190, 350 / (Math.max(1, letters.length) * 0.6));
}

function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
