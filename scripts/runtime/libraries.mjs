import { runChild } from './run-child.mjs';

/**
 * @param {string} text what `ldd` printed
 * @returns {string[]} the shared libraries it did not find, each once, by name
 */
export function missingLibraries(text) {
  const names = [...text.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
  return [...new Set(names)].sort();
}

/**
 * @param {string} exe
 * @param {import('./run-child.mjs').RunChild} [run]
 * @returns {Promise<string[]>} empty as well where there is no ldd: Electron itself then has the last word
 */
export async function findMissingLibraries(exe, run = runChild) {
  const outcome = await run('ldd', [exe], { limitMs: 20_000 });
  return missingLibraries(outcome.stdout);
}
