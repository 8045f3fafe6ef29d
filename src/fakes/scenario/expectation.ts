import type { ScannerDiag } from '../../runtime/scanner-port.ts';
import type { Expected } from '../../wire/scenario.ts';
import type { Verdict } from './verdict.ts';

/** What of an expectation is not so, in words; null when all of it is. `answers` are those since the last expectation. */
export function missOf(
  { verdict, state, line, qty, answers: count = 1, withinMs, diag }: Expected,
  answers: readonly (Verdict & { readonly tookMs: number | null })[],
  diags: readonly ScannerDiag['code'][],
): string | null {
  const last = answers.at(-1);
  const wrong: string[] = [];
  const compare = (what: string, wanted: unknown, got: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(got))
      wrong.push(`${what}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
  };
  if (verdict !== undefined) compare('verdict', verdict, last?.code);
  compare('answers', count, answers.length);
  if (state !== undefined) compare('state', state, last?.state);
  if (qty !== undefined) compare(line ?? 'units', qty, line === undefined ? last?.units : last?.lines[line]);
  if (diag !== undefined && !diags.includes(diag)) compare('noticed', diag, diags);
  const took = last?.tookMs;
  if (withinMs !== undefined && took !== null && took !== undefined && took > withinMs)
    compare('milliseconds', withinMs, took);
  return wrong.length === 0 ? null : wrong.join('; ');
}
