import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markForked } from '../../src/hub/office/mark-forked.ts';
import { HUB_ROLES, HUB_ROUTES, type HubRole, type HubRoute } from '../../src/wire/hub-api.ts';
import { PROBLEM_TYPE } from '../../src/wire/hub-problem.ts';
import { callerOf, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

const routes = Object.entries(HUB_ROUTES) as [string, HubRoute][];
const HOUR_MS = 3_600_000;

function pathOf(route: HubRoute): string {
  const path = route.path.replace('{sha256}', 'a'.repeat(64));
  return path.replace('{id}', path.startsWith('/v1/keys') ? '0123456789' : uuidv7());
}

/** Nothing that any route would take: who is let in is told so, and changes nothing. */
const NONSENSE = '{"this is": "no request"';
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  bytes: 'application/octet-stream',
  lines: 'application/x-ndjson',
};

describe('who may call what', () => {
  let it: TestHub;
  let url: string;
  let keys: Readonly<Record<HubRole, string>>;
  let stationId: string;
  const signIn = async (badge: string, pin: string): Promise<string> =>
    (await callerOf(it.hub, null)('POST', '/v1/sessions', { badge, pin })).body.key;
  beforeAll(async () => {
    it = await openTestHub();
    ({ url } = await it.hub.listen({ host: '127.0.0.1', port: 0 }));
    await begin();
  });
  afterAll(() => it.close());
  let days = 0;

  /** A shop with one key of each role. */
  async function begin(): Promise<void> {
    await it.reset();
    days += 1;
    it.time.nowMs += days * 24 * HOUR_MS;
    await it.office('PUT', '/v1/people', {
      people: [
        { name: 'Mira K.', role: 'packer', badge: 'XB10019', pin: '4711' },
        { name: 'Ines R.', role: 'supervisor', badge: 'XB10021', pin: '4713' },
      ],
    });
    const station = await it.station('Bench 1');
    stationId = station.id;
    keys = {
      station: station.key,
      packer: await signIn('XB10019', '4711'),
      supervisor: await signIn('XB10021', '4713'),
      office: it.officeKey,
      connector: (await it.office('POST', '/v1/keys', { name: 'Shop', role: 'connector' })).body.key,
    };
  }

  /** As far as the question whether the caller may ask. A stream is left as soon as it has begun, which only a socket shows. */
  async function ask(key: string | null, route: HubRoute): Promise<{ status: number; code: string; type: string }> {
    const streams = route.answer === 'pokes';
    const leave = new AbortController();
    const send = streams ? fetch : it.hub.handle;
    const type = typeof route.body === 'string' ? TYPES[route.body] : 'application/json';
    const response = await send(`${url}${pathOf(route)}`, {
      method: route.method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(route.body === undefined ? {} : { 'content-type': type ?? '' }),
      },
      body: route.body === undefined ? null : NONSENSE,
      signal: leave.signal,
    });
    const told = { status: response.status, type: response.headers.get('content-type') ?? '' };
    if (told.type === PROBLEM_TYPE) return { ...told, code: (await response.json()).code };
    if (streams) leave.abort();
    else await response.text();
    return { ...told, code: 'ok' };
  }

  test.each(routes)('%s is for whom the contract names, and for nobody else', async (_, route) => {
    for (const role of HUB_ROLES) {
      const { status, code } = await ask(keys[role], route);
      if (route.roles.length === 0 || route.roles.includes(role)) {
        expect([role, status === 401 || status === 403, code]).toEqual([role, false, code]);
      } else {
        expect([role, status, code]).toEqual([role, 403, 'wrong_role']);
      }
    }
    const closed = route.roles.length > 0;
    for (const stranger of strangers()) {
      const { status, code, type } = await ask(stranger, route);
      if (closed) expect([status, code, type]).toEqual([401, 'unauthenticated', PROBLEM_TYPE]);
      else expect([401, 403]).not.toContain(status);
    }
  });

  function strangers(): (string | null)[] {
    const wrongSecret = `${keys.station.slice(0, -2)}${keys.station.endsWith('AA') ? 'BB' : 'AA'}`;
    return [null, 'rubbish', wrongSecret, `psk_0123456789_${'A'.repeat(43)}`, `pps_0123456789_${'A'.repeat(43)}`];
  }

  test('who may not speak is answered before his body is read', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      `POST /v1/orders HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${keys.packer}\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n`,
    );
    const [first] = (await once(socket, 'data')) as [Buffer]; // not a byte of the million was sent
    socket.destroy();
    expect(first.toString()).toMatch(/^HTTP\/1.1 403 /);
  });

  /** Everything that a request could have changed. */
  async function state(): Promise<string> {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%' order by 1`.execute(
      it.hub.context.db,
    );
    const hash = createHash('sha256');
    for (const { name } of rows) {
      const content = await sql`select t::text from ${sql.table(name)} t order by 1`.execute(it.hub.context.db);
      hash.update(JSON.stringify(content.rows));
    }
    return hash.digest('hex');
  }

  /** Ways in which a key that was good stops to be: what was done, whose key, and what it is told from then on. */
  const ends: readonly [string, HubRole, string, () => Promise<unknown>][] = [
    [
      'station shut out',
      'station',
      'station_revoked',
      () => it.office('POST', `/v1/stations/${stationId}/revoke`, { reason: 'stolen' }),
    ],
    ['station copied', 'station', 'station_forked', () => markForked(it.hub.context, stationId)],
    [
      'key replaced by a newer one in use',
      'station',
      'station_revoked',
      async () => {
        const { body } = await callerOf(it.hub, keys.station)('POST', '/v1/station/rotate');
        await callerOf(it.hub, body.key)('GET', '/v1/hello');
      },
    ],
    [
      'key replaced a day ago',
      'station',
      'station_revoked',
      async () => {
        await callerOf(it.hub, keys.station)('POST', '/v1/station/rotate');
        it.time.nowMs += 24 * HOUR_MS;
      },
    ],
    [
      'station enrolled anew',
      'station',
      'station_revoked',
      async () => {
        const { code } = (await it.office('POST', '/v1/enrolments', { station_id: stationId })).body;
        await callerOf(it.hub, null)('POST', '/v1/enrol', { code });
      },
    ],
    ['session too old', 'supervisor', 'session_over', async () => (it.time.nowMs += 12 * HOUR_MS)],
    [
      'session ended',
      'supervisor',
      'session_over',
      () => it.hub.context.db.updateTable('session').set({ revoked_at: new Date().toISOString() }).execute(),
    ],
    [
      'person gone',
      'packer',
      'session_over',
      () =>
        it.office('PUT', '/v1/people', {
          people: [{ name: 'Mira K.', role: 'packer', badge: 'XB10019', active: false }],
        }),
    ],
    [
      'connector ended',
      'connector',
      'unauthenticated',
      () => it.office('POST', `/v1/keys/${keys.connector.slice(4, 14)}/revoke`),
    ],
    [
      'office ended by another office key',
      'office',
      'unauthenticated',
      async () => {
        const { key } = (await it.office('POST', '/v1/keys', { name: 'Other', role: 'office' })).body;
        await callerOf(it.hub, key)('POST', `/v1/keys/${keys.office.slice(4, 14)}/revoke`);
      },
    ],
  ];

  test.each(ends)('%s: from then on no request of it does anything', async (_, role, code, end) => {
    await begin();
    const [order] = await readyOrders(it.hub, '1');
    const mine = routes.filter(([, route]) => route.roles.includes(role));
    const claim = { request_id: uuidv7(), class: 'hard', order_ids: [order] };
    await callerOf(it.hub, keys[role])('GET', '/v1/summary'); // in use until now
    await end();
    const before = await state();
    for (const [name, route] of mine) expect([name, (await ask(keys[role], route)).code]).toEqual([name, code]);
    if (role === 'station') {
      const reply = await callerOf(it.hub, keys.station)('POST', '/v1/claims', claim);
      expect(reply.body.code).toBe(code);
    }
    expect(await state()).toBe(before);
  });

  test('no key, code, badge or PIN is ever logged, or kept in clear', async () => {
    await begin();
    const anyone = callerOf(it.hub, null);
    const { code, text } = (await it.office('POST', '/v1/enrolments', { name: 'Bench 9' })).body;
    const enrolled = (await anyone('POST', '/v1/enrol', { code })).body;
    const rotated = (await callerOf(it.hub, enrolled.key)('POST', '/v1/station/rotate')).body;
    for (const key of Object.values(keys)) await callerOf(it.hub, key)('GET', '/v1/hello');
    await anyone('POST', '/v1/sessions', { badge: 'XB10021', pin: '4713777' });
    await anyone('POST', '/v1/enrol', { code: '7777-777777' });
    await anyone('POST', '/v1/sessions', '{"badge": "XB10021", "pin": "4713"');
    const dumps: string[] = [];
    for (const table of ['station_key', 'office_key', 'session', 'enrolment', 'person'] as const) {
      dumps.push(JSON.stringify(await it.hub.context.db.selectFrom(table).selectAll().execute()));
    }
    const log = JSON.stringify(it.logged);
    expect(it.logged.length).toBeGreaterThan(10);
    const shown = [...Object.values(keys), enrolled.key, rotated.key].map((key: string) => key.slice(-43));
    const secrets = [...shown, code, code.replace('-', ''), text, 'XB10021', 'XB10019', '4713', '4711', '7777-777777'];
    for (const secret of secrets) {
      expect(log).not.toContain(secret);
      // Four digits occur by chance in what is stored of everything else.
      if (secret.length > 4) expect(dumps.join('')).not.toContain(secret);
    }
  });
});
