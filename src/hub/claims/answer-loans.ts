import type { ClaimAnswer } from '../../wire/hub-claims.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import type { Asker } from './answer-once.ts';
import type { ClaimJudgement } from './judge-claim.ts';
import { held, type LentOrder, type Loan, lend, refusal } from './lent-order.ts';
import { stillRecovering } from './recovery.ts';

export interface Judged {
  readonly id: string;
  readonly order: LentOrder | undefined;
  readonly judgement: ClaimJudgement;
}

/**
 * Writes what was judged and tells it in the order that was asked.
 * @throws HubRefusal recovering, when a right would have to be given: somebody who has not spoken may have it
 */
export async function answerLoans(
  tx: Tx,
  hub: HubContext,
  asker: Pick<Asker, 'id' | 'recovering'>,
  judged: readonly Judged[],
  how: { readonly class: 'soft' | 'hard'; readonly changes: FeedChanges },
): Promise<ClaimAnswer> {
  const loans = judged.flatMap(({ order, judgement }): Loan[] =>
    order === undefined || judgement.t === 'held' || judgement.t === 'refuse' ? [] : [{ order, as: judgement.t }],
  );
  if (asker.recovering && loans.some((loan) => loan.as !== 'renew')) throw stillRecovering();
  const lent = await lend(tx, hub, asker.id, loans, how);
  const answer: ClaimAnswer = { granted: [], refused: [] };
  for (const { id, order, judgement } of judged) {
    if (order === undefined || judgement.t === 'refuse') {
      answer.refused.push(refusal(id, order, judgement.t === 'refuse' ? judgement.code : 'unknown-order'));
    } else {
      answer.granted.push(lent.get(order.id) ?? held(order));
    }
  }
  return answer;
}
