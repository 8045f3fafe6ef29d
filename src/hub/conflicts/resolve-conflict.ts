import { ANSWERS_TO, type ConflictAnswer } from '../../core/conflict.ts';
import type { ConflictRow } from '../../wire/hub-conflict.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { coverReservations } from '../orders/cover-reservations.ts';
import { conflictRow } from './list-conflicts.ts';
import { settleConflict } from './settle-conflict.ts';

/** @throws HubRefusal not_found, conflict_closed, wrong_answer, wrong_state */
export async function resolveConflict(
  hub: HubContext,
  ask: { readonly id: string; readonly answer: ConflictAnswer; readonly note: string | null; readonly by: string },
): Promise<ConflictRow> {
  const id = ask.id.toLowerCase();
  const { row, setDown } = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    const before = await conflictRow(tx, id);
    const settled = await settleConflict(tx, hub, { ...ask, id, eventId: hub.newId() }, changes);
    if (before === null || settled.code !== null) throw refusalOf(before, settled.code);
    const after = await conflictRow(tx, id);
    await publish(tx, hub, changes);
    return { row: after ?? before, setDown: settled.setDown };
  });
  hub.bell.ring();
  await coverReservations(hub, setDown);
  return row;
}

function refusalOf(row: ConflictRow | null, code: string | null): HubRefusal {
  if (row === null) {
    return new HubRefusal('not_found', 'There is no such conflict. GET /v1/conflicts lists the open ones.');
  }
  if (code === 'conflict_closed') {
    const { resolution } = row;
    const how = resolution === null ? '' : ` by ${resolution.by}: ${resolution.answer}`;
    return new HubRefusal('conflict_closed', `The conflict about order ${row.number} was decided${how}.`);
  }
  if (code === 'wrong_answer') {
    const answers = ANSWERS_TO[row.kind].filter((answer) => answer !== 'ask-lead').join(', ');
    return new HubRefusal('wrong_answer', `A conflict of kind ${row.kind} can be answered with: ${answers}.`);
  }
  return new HubRefusal(
    'wrong_state',
    `Order ${row.number} is held by verification and cannot be called shipped. Put right what holds it, then decide.`,
  );
}
