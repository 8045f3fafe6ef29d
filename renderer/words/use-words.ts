import { createContext, useContext } from 'react';
import type { Catalogue } from './catalogue.ts';
import { english } from './english.ts';
import { german } from './german.ts';

const LANGUAGES = { en: english, de: german } as const satisfies Record<string, Catalogue>;

/** The first wanted language that there is; English when there is none. `asked` is the page's `?lang=`. */
export function catalogueFor(asked: string | null, wanted: readonly string[]): Catalogue {
  for (const tag of asked === null ? wanted : [asked, ...wanted]) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLanguage(language)) return LANGUAGES[language];
  }
  return english;
}

function isLanguage(tag: string): tag is keyof typeof LANGUAGES {
  return Object.hasOwn(LANGUAGES, tag);
}

export const WordsContext = createContext<Catalogue>(english);

export function useWords(): Catalogue {
  return useContext(WordsContext);
}
