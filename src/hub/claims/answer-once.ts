import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ClaimAnswer } from '../../wire/hub-claims.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { lockNamed } from './lent-order.ts';
import { isRecovering } from './recovery.ts';

/** The station that asks; its row is locked, so it asks for one thing at a time. */
export interface Asker {
  readonly id: string;
  readonly offlineBuffer: number;
  /** Hard claims that it has. */
  readonly held: number;
  /** Nothing may be lent: the hub does not know yet what others have. */
  readonly recovering: boolean;
}

export interface Asked {
  readonly stationId: string;
  readonly requestId: string;
  /** All that makes the request what it is, its kind included. */
  readonly content: readonly unknown[];
}

/**
 * Answers a request for claims in one transaction, and remembers the answer under its request id.
 * Asked again, it says the same as far as it still holds: a right that has ended since is told as refused.
 * @param work names the orders it changed; they are published last
 * @throws HubRefusal request_id_reused, station_revoked, station_forked, and whatever `work` throws
 */
export async function answerOnce(
  hub: HubContext,
  asked: Asked,
  work: (tx: Tx, asker: Asker, changed: Set<string>) => Promise<ClaimAnswer>,
): Promise<ClaimAnswer> {
  const { answer, news } = await transact(hub.db, async (tx) => {
    const station = await lockStation(tx, asked.stationId);
    const { memo, held, recoveringSince } = await lookUp(tx, asked);
    if (memo !== null) {
      if (Buffer.from(memo.hash).equals(hashOf(asked)))
        return { answer: await asItStands(tx, hub, asked, memo.answer), news: false };
      throw new HubRefusal(
        'request_id_reused',
        'This request_id was used for another request. Make a new id for every new one.',
      );
    }
    const asker: Asker = {
      id: station.id,
      offlineBuffer: station.offline_buffer,
      held,
      recovering: recoveringSince !== null && (await isRecovering(tx)),
    };
    const orders = new Set<string>();
    const answer = await work(tx, asker, orders);
    await tx
      .insertInto('request_memo')
      .values({
        station_id: station.id,
        request_id: asked.requestId,
        request_hash: hashOf(asked),
        response: JSON.stringify(answer),
        at: instantOf(hub.clock()),
      })
      .modifyEnd(sql.raw(UNANSWERED))
      .execute();
    return { answer, news: await publish(tx, hub, { ...createFeedChanges(), orders }) };
  });
  if (news) hub.bell.ring();
  return answer;
}

/** @throws HubRefusal station_revoked, station_forked: it was shut out after its key was looked at */
export async function lockStation(tx: Tx, stationId: string) {
  const station = await tx
    .selectFrom('station')
    .select(['id', 'name', 'epoch', 'last_seq', 'status', 'offline_buffer'])
    .where('id', '=', stationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (station.status === 'active') return station;
  throw new HubRefusal(
    station.status === 'revoked' ? 'station_revoked' : 'station_forked',
    `Station ${station.name} gets no work. Keep its data and ask the office to enrol it anew.`,
  );
}

/** After the station's row is locked: a statement that waited for the lock would still see what was before it. */
async function lookUp(tx: Tx, { stationId, requestId }: Asked) {
  const row = await tx
    .selectFrom('hub')
    .leftJoin('request_memo', (join) =>
      join.on('request_memo.station_id', '=', stationId).on('request_memo.request_id', '=', requestId),
    )
    .select((eb) => [
      'hub.recovering_since',
      'request_memo.request_hash',
      'request_memo.response',
      eb
        .selectFrom('orders')
        .select((of) => of.fn.countAll<number>().as('n'))
        .where('claim_station', '=', stationId)
        .where('claim_class', '=', 'hard')
        .as('held'),
    ])
    .executeTakeFirstOrThrow();
  return {
    recoveringSince: row.recovering_since,
    held: Number(row.held),
    memo: row.request_hash === null || row.response === null ? null : { hash: row.request_hash, answer: row.response },
  };
}

/** A right that was given may have ended since: swept, overridden, taken over, used up. Whoever lost the first answer must not believe in it. */
async function asItStands(tx: Tx, hub: HubContext, { stationId }: Asked, told: ClaimAnswer): Promise<ClaimAnswer> {
  if (told.granted.length === 0) return told;
  const rows = await lockNamed(
    tx,
    hub,
    told.granted.map((grant) => grant.order_id),
  );
  const mine = new Map(rows.filter((row) => row.claim_station === stationId).map((row) => [row.id, row]));
  const ended = told.granted.filter((grant) => mine.get(grant.order_id)?.fence !== grant.fence);
  if (ended.length === 0) return told;
  const states = new Map(rows.map((row) => [row.id, row.state]));
  return {
    granted: told.granted.filter((grant) => !ended.includes(grant)),
    refused: [
      ...told.refused,
      ...ended.map(({ order_id }) => ({
        order_id,
        code: 'stale-fence' as const,
        state: states.get(order_id) ?? null,
      })),
    ],
  };
}

function hashOf({ content }: Asked): Buffer {
  return createHash('sha256').update(JSON.stringify(content)).digest();
}
