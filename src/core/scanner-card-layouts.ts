/** What a computer with another keyboard layout makes of a scanner that sends US key positions. */
export type WrongLayout = 'french' | 'german' | 'british';

const US = '`1234567890-=[]\\;\',./~!@#$%^&*()_+{}|:"<>?';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The same positions, in the same order, as the layout prints them; a dead key stands as its accent. */
const OTHERS: Readonly<Record<WrongLayout, { readonly signs: string; readonly letters: string }>> = {
  french: {
    signs: '²&é"\'(-è_çà)=^$*mù;:!~1234567890°+¨£µM%./§',
    letters: 'qbcdefghijkl,noparstuvzxyw',
  },
  german: {
    signs: '^1234567890ß´ü+#öä,.-°!"§$%&/()=?`Ü*\'ÖÄ;:_',
    letters: 'abcdefghijklmnopqrstuvwxzy',
  },
  british: {
    signs: '`1234567890-=[]#;\',./¬!"£$%^&*()_+{}~:@<>?',
    letters: LETTERS,
  },
};

export const WRONG_LAYOUTS = ['french', 'german', 'british'] as const satisfies readonly WrongLayout[];

const TABLES = new Map(WRONG_LAYOUTS.map((layout) => [layout, tableOf(layout)]));

/** The text as that layout would have typed it; characters that the layout leaves alone stay. */
export function asTypedWith(layout: WrongLayout, text: string): string {
  const table = TABLES.get(layout);
  return Array.from(text, (character) => table?.get(character) ?? character).join('');
}

function tableOf(layout: WrongLayout): ReadonlyMap<string, string> {
  const { signs, letters } = OTHERS[layout];
  const table = new Map<string, string>();
  for (const [at, character] of [...US].entries()) table.set(character, signs.charAt(at));
  for (const [at, character] of [...LETTERS].entries()) {
    const typed = letters.charAt(at);
    table.set(character, typed);
    // The French M stands where a US keyboard has the semicolon, and the comma's shifted sign is a question mark.
    table.set(character.toUpperCase(), typed === ',' ? '?' : typed.toUpperCase());
  }
  return table;
}
