import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { HUB_WORDS } from '../../scripts/runtime/hub-words.mjs';
import { bundleSim } from './bundle-sim.mjs';
import type { SeedReport } from './run-seed.ts';

export interface Run {
  readonly exitCode: number | null;
  readonly reports: readonly SeedReport[];
  readonly stderr: string;
}

/** Histories in a process of their own, as `npm run sim` runs them. */
export async function withSim<Answer>(
  mutant: string | null,
  use: (run: (args: readonly string[]) => Promise<Run>) => Promise<Answer>,
): Promise<Answer> {
  const entry = await bundleSim(mutant);
  try {
    return await use((args) => runSim(entry, args));
  } finally {
    rmSync(dirname(entry), { recursive: true, force: true });
  }
}

async function runSim(entry: string, args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [...HUB_WORDS, '--enable-source-maps', entry, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const reports: SeedReport[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as SeedReport | { readonly summary: object }; // main.ts wrote it
    if ('seed' in said) reports.push(said);
  }
  return { exitCode: await ended, reports, stderr };
}

/** What a person needs to see it again. */
export function failuresOf(reports: readonly SeedReport[]): readonly string[] {
  return reports
    .filter(({ ok }) => !ok)
    .map(({ seed, plan, wrong, tail }) => [`seed ${seed}: ${plan}`, ...wrong, ...tail].join('\n'));
}
