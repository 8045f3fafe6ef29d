import { type Problem, type ProblemCode, problemOf } from '../wire/hub-problem.ts';

/** Ends a request with a problem document. Thrown, because it must also roll the transaction back. */
export class HubRefusal extends Error {
  override readonly name = 'HubRefusal';
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, extra: Partial<Pick<Problem, 'expected' | 'reasons'>> = {}) {
    super(`${code}: ${detail}`);
    this.problem = problemOf(code, detail, extra);
  }
}
