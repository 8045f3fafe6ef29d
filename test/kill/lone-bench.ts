import { v7 as uuidv7 } from 'uuid';
import { shippedPayload } from '../hub/hub-fixture.ts';

interface Right {
  readonly orderId: string;
  readonly fence: number;
}

interface KeptEvent {
  readonly seq: number;
  readonly id: string;
  readonly [field: string]: unknown;
}

/**
 * What a station keeps on its own disk, and so survives every kill of the hub: events up to the acknowledged one, those that wait, the claim that was
 * asked for and has no answer, and the rights that it was given.
 */
export class LoneBench {
  readonly events: KeptEvent[] = [];
  readonly rights = new Map<string, Right>();
  readonly shipped = new Set<string>();
  ackSeq = 0;
  private asked: { readonly request_id: string; readonly class: 'hard'; readonly want: number } | null = null;

  readonly id: string;
  private readonly key: string;

  constructor(made: { readonly id: string; readonly key: string }) {
    this.id = made.id;
    this.key = made.key;
  }

  /** Claims what it lacks and ships what it has, until the hub is gone. @param acked called after each acknowledgement */
  async work(url: string, acked: () => void): Promise<void> {
    for (;;) {
      if (this.rights.size === 0) await this.claim(url);
      const [right] = this.rights.values();
      if (right === undefined) this.tell('packer-signed-in', null, {});
      else this.ship(right);
      await this.push(url);
      acked();
    }
  }

  /** Says everything once more that the hub has acknowledged: each event must be known, under its own id. */
  async sayAgain(url: string): Promise<readonly string[]> {
    const wrong: string[] = [];
    const told = this.events.filter(({ seq }) => seq <= this.ackSeq);
    for (let from = 0; from < told.length; from += 400) {
      const batch = told.slice(from, from + 400);
      const answer = await this.call(url, 'events', { epoch: 1, events: batch });
      for (const result of answer.results)
        if (result.outcome !== 'duplicate') wrong.push(`event ${result.seq} of ${this.id} was ${result.outcome}`);
      if (answer.ack_seq < this.ackSeq) wrong.push(`${this.id} was told ${this.ackSeq}, the hub has ${answer.ack_seq}`);
    }
    return wrong;
  }

  private async claim(url: string): Promise<void> {
    // The same request until it has an answer: the hub may have granted it before it died.
    this.asked ??= { request_id: uuidv7(), class: 'hard', want: 3 };
    const answer = await this.call(url, 'claims', this.asked);
    this.asked = null;
    for (const { order_id, fence } of answer.granted) this.rights.set(order_id, { orderId: order_id, fence });
  }

  private ship(right: Right): void {
    this.tell('order-opened', right, { rev: 1 });
    this.tell('order-shipped', right, shippedPayload(1, `P-${right.orderId}`));
    this.rights.delete(right.orderId);
    this.shipped.add(right.orderId);
  }

  private tell(type: string, right: Right | null, payload: unknown): void {
    const seq = this.events.length + 1;
    const about = { order_id: right?.orderId ?? null, fence: right?.fence ?? null, rev_seen: null, operator: null };
    const at = { occurred_at: new Date().toISOString(), boot_id: 'boot', mono_ms: seq };
    this.events.push({ seq, id: uuidv7(), type, schema_v: 1, ...about, ...at, payload });
  }

  private async push(url: string): Promise<void> {
    const answer = await this.call(url, 'events', { epoch: 1, events: this.events.slice(this.ackSeq) });
    this.ackSeq = answer.ack_seq;
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers of two shapes, read by a test
  private async call(url: string, what: 'events' | 'claims', body: unknown): Promise<any> {
    const response = await fetch(`${url}/v1/${what}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new HubSaidNo(`${what}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

/** An answer, and the wrong one: unlike a connection that breaks, no kill explains it. */
export class HubSaidNo extends Error {
  override readonly name = 'HubSaidNo';
}
