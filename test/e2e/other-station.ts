import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Packhouse } from './packhouse.ts';

/** Another station at the demo's hub, spoken for by the test: it takes, takes over, and ships. */
export interface OtherStation {
  readonly name: string;
  claim(orderId: string): Promise<number>;
  takeOver(orderId: string, by: string): Promise<number>;
  /** Ships so many units of the only line. @returns the hub's code, or its outcome */
  ship(orderId: string, fence: number, units: number): Promise<string>;
}

export async function otherStation(packhouse: Packhouse, name: string): Promise<OtherStation> {
  const { key } = (await packhouse.office('POST', '/v1/stations', { name })) as { readonly key: string };
  const hub = readFileSync(join(packhouse.folder, 'demo', 'hub.url'), 'utf8');
  let seq = 0;

  async function call(path: string, body: unknown) {
    const answer = await fetch(new URL(path, hub), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  const fenceIn = (answer: unknown): number => {
    const { granted } = answer as { readonly granted: readonly { readonly fence: number }[] };
    const [first] = granted;
    if (first === undefined) throw new Error(`not granted: ${JSON.stringify(answer)}`);
    return first.fence;
  };

  return {
    name,
    claim: async (orderId) =>
      fenceIn(await call('/v1/claims', { request_id: uuidv7(), class: 'hard', order_ids: [orderId] })),
    takeOver: async (orderId, by) =>
      fenceIn(
        await call('/v1/claims/take-over', { request_id: uuidv7(), order_id: orderId, by, reason: 'it lies here' }),
      ),
    async ship(orderId, fence, units) {
      seq += 1;
      // The line of an order that has one.
      const lines = [{ lineId: 'L1', units }];
      const parcels = [{ parcelCode: `OTHER-${seq}`, lines }];
      const answer = (await call('/v1/events', {
        epoch: 1,
        events: [
          {
            seq,
            id: uuidv7(),
            type: 'order-shipped',
            schema_v: 1,
            order_id: orderId,
            fence,
            rev_seen: null,
            occurred_at: new Date().toISOString(),
            boot_id: 'other',
            mono_ms: seq,
            operator: null,
            payload: { shipment: { carrier: 'Heron Parcel', service: 'Standard', parcels } },
          },
        ],
      })) as { readonly results: readonly { readonly outcome: string; readonly code?: string }[] };
      return answer.results[0]?.code ?? answer.results[0]?.outcome ?? '';
    },
  };
}
