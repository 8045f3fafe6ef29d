import { readElementString } from '../../core/gs1/element-string.ts';
import { failure, type Result, success } from '../../core/result.ts';

/**
 * GS1 element data as a scanner sends it, in the bracketed form that the encoder wants: `00340…` becomes `(00)340…`. Check
 * digits are proved here because no decoder does. `thisYear` is for values that hold a date.
 */
export function bracketed(data: string, thisYear: number): Result<string, string> {
  const read = readElementString(data, thisYear);
  if (read.fault !== undefined) return failure(read.detail);
  // What is drawn has separators only where one is needed: another text would come back than the one that was asked for.
  if (read.extraSeparator) return failure('a separator (FNC1) stands where none is needed');
  const awkward = read.elements.find(({ value }) => /[()]/.test(value));
  if (awkward !== undefined) return failure(`AI ${awkward.ai}: a value with brackets cannot be drawn`);
  return success(read.elements.map(({ ai, value }) => `(${ai})${value}`).join(''));
}
