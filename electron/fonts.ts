import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fontProblem } from '../src/devices/label/font.ts';
import type { Log } from './log.ts';

/** What a site has put beside its settings for scripts that the bundled fonts lack. One that cannot be read costs no label but its own. */
export function fontsIn(folder: string, log: Log): readonly string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder)
    .filter((name) => /\.(ttf|otf)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
  return paths.filter((path) => {
    const problem = fontProblem(readFileSync(path));
    if (problem !== null) log(`The font ${path} is left out: ${problem}`);
    return problem === null;
  });
}
