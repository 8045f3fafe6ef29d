const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Breaks between words, inside a word only when it is longer than the line; blanks at the start stay, as an indent of at most half
 * the line. Always at least one line.
 * @param widthOf in the unit of `room`, whatever that is
 */
export function wrapText(text: string, room: number, widthOf: (text: string) => number): readonly string[] {
  const fits = (line: string): boolean => widthOf(line) <= room;
  let indent = /^ */.exec(text)?.[0] ?? '';
  while (indent !== '' && widthOf(indent) > room / 2) indent = indent.slice(1);
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trim().split(/ +/)) {
    const gap = line.trim() === '' ? '' : ' ';
    if (fits(line + gap + word)) {
      line += gap + word;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = indent;
    // A letter and its marks stay together.
    for (const { segment } of graphemes.segment(word)) {
      if (line !== indent && !fits(line + segment)) {
        lines.push(line);
        line = indent;
      }
      line += segment;
    }
  }
  return [...lines, line];
}
