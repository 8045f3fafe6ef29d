import type { View } from '../../src/core/view.ts';
import { BENCH_SAMPLES } from './sample-bench.ts';
import { BOX_SAMPLES } from './sample-boxes.ts';
import { LONG_SAMPLES } from './sample-long.ts';
import { PAPER_SAMPLES } from './sample-papers.ts';
import { QUESTION_SAMPLES } from './sample-questions.ts';
import { STOP_SAMPLES } from './sample-stops.ts';
import { FIRST_SAMPLES } from './sample-views.ts';

/** Views of every screen in every state that looks different. The gallery shows them; a test renders each. */
export const SAMPLES = {
  ...FIRST_SAMPLES,
  ...LONG_SAMPLES,
  ...BENCH_SAMPLES,
  ...BOX_SAMPLES,
  ...STOP_SAMPLES,
  ...QUESTION_SAMPLES,
  ...PAPER_SAMPLES,
} satisfies Record<string, View>;
