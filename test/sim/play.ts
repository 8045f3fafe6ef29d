import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKey } from '../../src/hub/office/key-secret.ts';
import type { WireEvent } from '../../src/wire/hub-events.ts';
import { createDesk, type Desk } from './desk.ts';
import { createDice, mixed } from './dice.ts';
import { createFeedReader, type FeedReader } from './feed-reader.ts';
import { ITEMS, PACKERS, SKUS, SUPERVISOR } from './goods.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createNetwork, FINE, type Network } from './network.ts';
import { createOffice, type Office } from './office.ts';
import { sendPacker } from './packer.ts';
import type { Plan } from './plan.ts';
import { createShop, type Shop } from './shop.ts';
import type { SimHub } from './sim-hub.ts';
import { createSimStation, type SimStation } from './sim-station.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createTrace, type Trace } from './trace.ts';
import { createTroubles, type Troubles } from './troubles.ts';

/** A Monday morning. */
const START_MS = Date.UTC(2026, 10, 23, 9);
/** In memory where there is such a folder: what is flushed to a real disk takes ten times as long. */
const DISKS = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** One shop with its hub, stations and people, as a history needs them. */
export interface Play {
  readonly plan: Plan;
  readonly time: Timeline;
  readonly trace: Trace;
  readonly hub: SimHub;
  readonly network: Network;
  readonly stations: readonly SimStation[];
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly office: Office;
  readonly shop: Shop;
  readonly reader: FeedReader;
  readonly troubles: Troubles;
  readonly endMs: number;
  clear(): void;
}

export async function openPlay(hub: SimHub, plan: Plan, keepAll: boolean): Promise<Play> {
  const dice = createDice(plan.seed, 'play');
  const ledger = createLedger();
  const onWrong = (what: string) => {
    if (ledger.wrong.length < 20) ledger.wrong.push(what);
    trace.line(`WRONG ${what}`);
  };
  const time = createTimeline(START_MS, lookAtLabels);
  const trace = createTrace(() => time.nowMs() - START_MS, keepAll);
  const idDice = dice.of('ids');
  await hub.begin({ nowMs: () => Math.floor(time.nowMs()), newId: () => idDice.id(time.nowMs()) });
  const endMs = START_MS + plan.hours * 3_600_000;
  const folder = mkdtempSync(join(DISKS, 'packhouse-sim-'));
  const network = createNetwork({
    hub,
    time,
    dice: dice.of('network'),
    trace,
    onDelivery(delivery) {
      ledger.noteDelivery(delivery);
      const { station, ask, reply, again } = delivery;
      if (ask.name === 'feed' && reply.status === 200) return;
      const code = reply.status >= 400 ? ` ${JSON.parse(reply.text).code}` : '';
      if (reply.status === 500) onWrong(`the hub answers ${ask.name} with ${reply.status}: ${hubErrors()}`);
      trace.line(
        `${station} ${ask.name}${again ? ' (again)' : ''} -> ${reply.status}${code} ${shortOf(ask, reply.text)}`,
      );
    },
  });
  const hubErrors = () =>
    hub
      .takeErrors()
      .map((entry) => JSON.stringify(entry))
      .join(' ');

  /** I9, as it happens: whoever prints a label holds the order hard, under this very fence. */
  async function lookAtLabels(): Promise<void> {
    for (const label of ledger.takeLabels()) {
      if (ledger.restores > 0 || ledger.overridden.has(label.orderId) || ledger.cloned.has(label.station)) continue;
      const [row] = await hub.query<{ station: string | null; claim_class: string | null; fence: number; n: number }>(
        `select s.name as station, claim_class, fence, override_count as n from orders o left join station s on s.id = o.claim_station where o.id = '${label.orderId}'`,
      );
      if (row === undefined || row.n > 0) continue;
      if (row.station !== label.station || row.claim_class !== 'hard' || row.fence !== label.fence) {
        onWrong(
          `I9 ${label.station} prints a label of ${label.orderId} under fence ${label.fence}, but the hub says ${JSON.stringify(row)}`,
        );
      }
    }
  }

  const keyFor = async (kind: 'pho' | 'pco', name: string) => {
    const { key, keyId, hash } = makeKey(kind);
    const role = kind === 'pho' ? 'office' : 'connector';
    await hub.db.insertInto('office_key').values({ key_id: keyId, name, role, secret_hash: hash }).execute();
    return key;
  };
  const deskOf = async (kind: 'pho' | 'pco', who: string) =>
    createDesk({ hub, key: await keyFor(kind, who), who, trace, onAnswer: network.noteRings });
  const desk = await deskOf('pho', 'office');
  await desk.ask('PUT', '/v1/items', { items: ITEMS });
  await desk.ask('PUT', '/v1/people', { people: [...PACKERS, SUPERVISOR] });
  await desk.ask('PUT', '/v1/stock', { stock: SKUS.map((sku) => ({ sku, on_hand: 10 + dice.below(40) })) });

  const spoilDice = plan.poison;
  const spoil = (event: WireEvent): WireEvent =>
    event.type === 'order-shipped' || (mixed(event.id) >>> 0) / 4_294_967_296 >= spoilDice ? event : spoilt(event);

  const stations: SimStation[] = [];
  function addStation(
    made: { readonly name: string; readonly id: string; readonly key: string },
    disk: string,
  ): SimStation {
    const station = createSimStation({
      ...made,
      folder: join(folder, disk),
      weather: { ...FINE },
      network,
      time,
      dice: dice.of(disk),
      trace,
      printTrouble: plan.printTrouble,
      spoil,
      onEntries(from, entries) {
        ledger.note(entries, from);
        for (const { seq, event } of entries) trace.line(`${from.name} #${seq} ${event.type}`);
      },
      onWrong,
    });
    stations.push(station);
    return station;
  }

  async function newStation(name: string, buffer: number) {
    const answer = await desk.ask('POST', '/v1/stations', { name, offline_buffer: buffer });
    if (answer?.status !== 201) throw new Error(`Station ${name} was not added: ${JSON.stringify(answer)}`);
    return answer.body as { readonly name: string; readonly id: string; readonly key: string };
  }

  for (const [index, buffer] of plan.buffers.entries()) {
    addStation(await newStation(`S${index + 1}`, buffer), `S${index + 1}`);
  }
  const originals = [...stations];
  const reader = createFeedReader(hub, (await newStation('Reader', 0)).key, onWrong);
  const office = createOffice({
    desk,
    time,
    dice: dice.of('office'),
    plan,
    stations,
    endMs,
    onRevoked: (station) => ledger.revoked.add(station.name),
    isShutOut: async ({ id }) =>
      (await hub.query(`select 1 from station where id = '${id}' and status = 'revoked'`)).length > 0,
    onOverride: (orderId) => ledger.overridden.add(orderId),
    wasRestored: () => ledger.restores > 0,
    onWrong,
  });
  await office.placeOrders(plan.orders);
  const shop = createShop({
    desk: await deskOf('pco', 'worker'),
    time,
    dice: dice.of('shop'),
    trace,
    slow: plan.slowWorkers,
    endMs,
    onWrong,
  });
  const work = (station: SimStation, no: number) =>
    sendPacker({
      station,
      no,
      time,
      dice: dice.of(`packer${no}`),
      mistakes: plan.mistakes,
      takeOvers: plan.takeOvers,
      numbers: () => office.numbers,
      endMs,
    });
  const troubles = createTroubles({
    plan,
    time,
    dice: dice.of('troubles'),
    trace,
    hub,
    network,
    stations: originals,
    all: () => stations,
    endMs,
    onCloned(station) {
      station.copyDisk(join(folder, 'twin'));
      const twin = addStation(station, 'twin');
      ledger.cloned.add(station.name);
      trace.line(`${station.name} is cloned`);
      twin.start();
      work(twin, 7);
    },
    onServing: () => office.shutOutAgain(),
    onRestored: () => {
      ledger.restores += 1;
      shop.hubForgot();
    },
  });

  function readOn(): void {
    time.after(dice.between(5_000, 40_000), async () => {
      if (time.nowMs() > endMs) return;
      await reader.read(1 + dice.below(20));
      readOn();
    });
  }

  function sweepOn(): void {
    time.after(30_000, async () => {
      await hub.sweep();
      await network.noteRings();
      sweepOn();
    });
  }

  for (const [no, station] of originals.entries()) {
    station.start();
    work(station, no);
  }
  office.work();
  shop.work();
  troubles.begin();
  readOn();
  sweepOn();
  return {
    plan,
    time,
    trace,
    hub,
    network,
    stations,
    ledger,
    desk,
    office,
    shop,
    reader,
    troubles,
    endMs,
    clear() {
      for (const station of stations) station.crash('the play is over');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function shortOf({ name, body }: { readonly name: string; readonly body?: unknown }, text: string): string {
  if (name === 'events') {
    const { events } = body as { readonly events: readonly { readonly seq: number }[] }; // the station's own request
    return `${events[0]?.seq}..${events.at(-1)?.seq}`;
  }
  return name === 'feed' || name === 'hello' || name === 'document' ? '' : text.slice(0, 160);
}

/** What a broken or newer program might send: each in its own way, and the same each time. */
function spoilt(event: WireEvent): WireEvent {
  const way = (mixed(event.id) >>> 3) % 3;
  if (way === 0) return { ...event, type: 'thing-from-the-future' };
  if (way === 1) return { ...event, schema_v: 99 };
  return { ...event, payload: { 'text that cannot be stored': 'nul \u0000' } };
}
