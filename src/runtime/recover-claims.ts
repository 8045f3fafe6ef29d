import type { HubFault, HubPort } from './hub-port.ts';
import type { StopSignal } from './ports.ts';
import type { Push } from './push-events.ts';
import type { Journal, Replica } from './stores.ts';

/** The bench goes on packing meanwhile; so often its newest events may come in between. */
const ATTEMPTS = 5;

/**
 * Tells a hub that came back from a backup what happened here since, and then what this station still holds; without it the hub would
 * lend the same orders to somebody else. Saying it again changes nothing, so it is said whenever it might be wanted: the claims stand
 * beside the journal until the hub has them.
 */
export async function recoverClaims(
  with_: {
    readonly hub: HubPort;
    readonly journal: Journal;
    readonly replica: Replica;
    readonly push: Pick<Push, 'sendNow'>;
  },
  epoch: number,
  signal: StopSignal,
): Promise<HubFault | null> {
  const { hub, journal, replica, push } = with_;
  for (let attempt = 1; ; attempt += 1) {
    const unsent = await push.sendNow();
    if (signal.aborted || unsent !== null) return unsent;
    const answer = await hub.assertClaims({
      epoch,
      last_seq: journal.lastSeq(),
      claims: replica.held().map(({ orderId, fence }) => ({ order_id: orderId, fence })),
    });
    if (signal.aborted) return null;
    if (answer.ok) {
      const { kept, lost } = answer.value;
      replica.grant(kept.map(({ order_id: orderId, fence, rev }) => ({ orderId, fence, rev, class: 'hard' as const })));
      replica.revoke(lost.map(({ order_id }) => order_id));
      return null;
    }
    const isBehind = answer.error.kind === 'hub-refused' && answer.error.code === 'seq_gap';
    if (!isBehind || attempt === ATTEMPTS) return answer.error;
  }
}
