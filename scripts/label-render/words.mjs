// What is wrong with a label document, and what to do about it.

/** More than these help nobody. */
const MOST_ISSUES = 3;

const ADVICE = {
  'does-not-fit': 'Move it, make it smaller, or make the label larger; positions count from the top left corner.',
  'missing-glyphs': 'Give a font that has these characters with --font FILE.ttf, or write the text otherwise.',
  unreadable: 'Put into "expect" exactly what its symbols hold, and leave them free of other things.',
  broken: 'Make the picture a plain PNG in Base64.',
};

/** @param {string} code of a document fault */
export function adviceFor(code) {
  return ADVICE[code] ?? 'Please report this with the file.';
}

/**
 * @param {readonly { path: readonly PropertyKey[], message: string }[]} issues
 * @returns {string} for example `elements[3].xMm: expected number, received string`
 */
export function whereAndWhat(issues) {
  const words = issues.slice(0, MOST_ISSUES).map(({ path, message }) => `${pathOf(path)}: ${message}`);
  const more = issues.length - words.length;
  return words.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function pathOf(path) {
  if (path.length === 0) return 'the whole file';
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
