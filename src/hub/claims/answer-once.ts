import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { failure, success } from '../../core/result.ts';
import type { ClaimAnswer } from '../../wire/hub-claims.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { UNANSWERED } from '../database/pipelined-client.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, type FeedChanges, publish } from '../feed/publish.ts';
import { type Outcome, only } from '../group-work.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { type LockedStation, lockStations } from '../office/lock-stations.ts';
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

/** What is asked, and of whom, to be answered for the first time. */
export interface Answerable<Ask extends Asked> {
  readonly ask: Ask;
  readonly asker: Asker;
}

/**
 * Answers requests for claims, of a station each, in one transaction, and remembers the answers under their request ids.
 * Asked again, it says the same as far as it still holds: a right that has ended since is told as refused.
 * @param work says what it changes; that is published last. What it throws, none of them gets an answer for
 * @returns in their order; refused are request_id_reused, station_revoked, station_forked
 */
export async function answerTogether<Ask extends Asked>(
  hub: HubContext,
  asks: readonly Ask[],
  work: (tx: Tx, fresh: readonly Answerable<Ask>[], changes: FeedChanges) => Promise<readonly ClaimAnswer[]>,
): Promise<readonly Outcome<ClaimAnswer>[]> {
  const { outcomes, news } = await transact(hub.db, async (tx) => {
    const outcomes = new Map<Ask, Outcome<ClaimAnswer>>();
    const fresh = await freshOnes(tx, hub, asks, outcomes);
    if (fresh.length === 0) return { outcomes, news: false };
    const changes = createFeedChanges();
    const answers = await work(tx, fresh, changes);
    const memos = fresh.map(({ ask, asker }, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error('A request for claims was left out');
      outcomes.set(ask, success(answer));
      const hash = hashOf(ask).toString('hex');
      return { station_id: asker.id, request_id: ask.requestId, hash, response: answer };
    });
    await sql`${sql.raw(UNANSWERED)}
      insert into request_memo (station_id, request_id, request_hash, response, at)
      select station_id, request_id, decode(hash, 'hex'), response, ${instantOf(hub.clock())}::timestamptz
      from json_to_recordset(${JSON.stringify(memos)}::json) as r(station_id uuid, request_id uuid, hash text, response jsonb)`.execute(
      tx,
    );
    return { outcomes, news: await publish(tx, hub, changes) };
  });
  if (news) hub.bell.ring();
  return asks.map((ask) => outcomes.get(ask) ?? failure(new Error('A request for claims was left out')));
}

/** The same for one. @throws HubRefusal request_id_reused, station_revoked, station_forked, and whatever `work` throws */
export async function answerOnce(
  hub: HubContext,
  asked: Asked,
  work: (tx: Tx, asker: Asker, changes: FeedChanges) => Promise<ClaimAnswer>,
): Promise<ClaimAnswer> {
  const outcomes = await answerTogether(hub, [asked], async (tx, fresh, changes) => {
    const answers: ClaimAnswer[] = [];
    for (const { asker } of fresh) answers.push(await work(tx, asker, changes));
    return answers;
  });
  return only(outcomes);
}

/** Those that were never answered. What can be said of the others stands in `outcomes` then. */
async function freshOnes<Ask extends Asked>(
  tx: Tx,
  hub: HubContext,
  asks: readonly Ask[],
  outcomes: Map<Ask, Outcome<ClaimAnswer>>,
): Promise<readonly Answerable<Ask>[]> {
  const stations = await lockStations(
    tx,
    asks.map(({ stationId }) => stationId),
  );
  const known = await lookUp(tx, asks);
  const isWaiting = known.some(({ recoveringSince }) => recoveringSince !== null);
  const recovering = isWaiting && (await isRecovering(tx));
  const fresh: Answerable<Ask>[] = [];
  for (const [index, ask] of asks.entries()) {
    const station = stations.get(ask.stationId);
    const before = known[index];
    if (station === undefined || before === undefined) throw new Error(`There is no station ${ask.stationId}`);
    if (station.status !== 'active') outcomes.set(ask, failure(shutOut(station)));
    else if (before.memo === null) {
      const asker = { id: station.id, offlineBuffer: station.offline_buffer, held: before.held, recovering };
      fresh.push({ ask, asker });
    } else if (Buffer.from(before.memo.hash).equals(hashOf(ask)))
      outcomes.set(ask, success(await asItStands(tx, hub, ask, before.memo.answer)));
    else outcomes.set(ask, failure(reused()));
  }
  return fresh;
}

/** @throws HubRefusal station_revoked, station_forked: it was shut out after its key was looked at */
export async function lockStation(tx: Tx, stationId: string): Promise<LockedStation> {
  const station = (await lockStations(tx, [stationId])).get(stationId);
  if (station === undefined) throw new Error(`There is no station ${stationId}`);
  if (station.status !== 'active') throw shutOut(station);
  return station;
}

function shutOut({ name, status }: LockedStation): HubRefusal {
  return new HubRefusal(
    status === 'revoked' ? 'station_revoked' : 'station_forked',
    `Station ${name} gets no work. Keep its data and ask the office to enrol it anew.`,
  );
}

function reused(): HubRefusal {
  return new HubRefusal(
    'request_id_reused',
    'This request_id was used for another request. Make a new id for every new one.',
  );
}

/** After the stations' rows are locked: a statement that waited for the locks would still see what was before it. */
async function lookUp(tx: Tx, asks: readonly Asked[]) {
  const asked = asks.map(({ stationId, requestId }, no) => ({ no, station: stationId, request: requestId }));
  const { rows } = await sql<{
    recovering_since: Date | null;
    request_hash: Uint8Array | null;
    response: ClaimAnswer | null;
    held: number;
  }>`
    select (select recovering_since from hub), memo.request_hash, memo.response,
      (select count(*) from orders where claim_station = asked.station and claim_class = 'hard') as held
    from json_to_recordset(${JSON.stringify(asked)}::json) as asked(no int, station uuid, request uuid)
      -- One by one, by its key: joined, all of them would be read.
      left join lateral (
        select request_hash, response from request_memo
        where station_id = asked.station and request_id = asked.request limit 1) memo on true
    order by asked.no`.execute(tx);
  return rows.map((row) => ({
    recoveringSince: row.recovering_since,
    held: Number(row.held),
    memo: row.request_hash === null || row.response === null ? null : { hash: row.request_hash, answer: row.response },
  }));
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
