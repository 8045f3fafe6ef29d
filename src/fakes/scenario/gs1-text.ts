import { GS } from '../../core/us-keyboard.ts';

interface Element {
  readonly ai: string;
  readonly value: string;
}

/** Identifiers of predefined length, by their first two digits: no separator follows (GS1 General Specifications, figure 7.8.5-2). */
const PREDEFINED = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;
/** What stands in the path of a Digital Link behind `01`, in this order (GS1 Digital Link URI syntax 1.4, 4.4); the rest is its query. */
const QUALIFIERS: readonly string[] = ['22', '10', '21'];

/** `(01)0950…(10)ABC` as a GS1 symbol says it, with the separators that it needs and no others. */
export function elementStringOf(bracketed: string): string {
  const elements = elementsOf(bracketed);
  return elements
    .map(({ ai, value }, at) => ai + value + (PREDEFINED.test(ai) || at === elements.length - 1 ? '' : GS))
    .join('');
}

/** The same as a GS1 Digital Link. @throws when there is no (01) to begin it with. */
export function digitalLinkOf(bracketed: string): string {
  const elements = elementsOf(bracketed);
  const gtin = elements.find(({ ai }) => ai === '01');
  if (gtin === undefined) throw new Error(`A Digital Link for an item begins with (01), not with ${bracketed}`);
  const path = QUALIFIERS.flatMap((wanted) => elements.filter(({ ai }) => ai === wanted));
  const query = elements.filter((element) => element !== gtin && !path.includes(element));
  const parts = [gtin, ...path].map(({ ai, value }) => `/${ai}/${encodeURIComponent(value)}`).join('');
  const rest = query.map(({ ai, value }) => `${ai}=${encodeURIComponent(value)}`).join('&');
  return `https://id.gs1.org${parts}${rest === '' ? '' : `?${rest}`}`;
}

function elementsOf(bracketed: string): readonly Element[] {
  return [...bracketed.matchAll(/\((\d{2,4})\)([^()]+)/g)].map(([, ai = '', value = '']) => ({ ai, value }));
}
