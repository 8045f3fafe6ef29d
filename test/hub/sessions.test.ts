import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Caller, callerOf, databases, openTestHub, type TestHub } from './hub-fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PEOPLE = [
  { name: 'Mira K.', role: 'packer', badge: 'XB10019', pin: '4711' },
  { name: 'Jonas P.', role: 'lead', badge: 'XB10020', pin: '4712' },
  { name: 'Ines R.', role: 'supervisor', badge: 'XB10021', pin: '4713' },
  { name: 'No Pin', role: 'supervisor', badge: 'XB10022' },
];

describe.each(databases())('sessions on $name', ({ choose }) => {
  let it: TestHub;
  let anyone: Caller;
  const signIn = (badge: string, pin: string) => anyone('POST', '/v1/sessions', { badge, pin });
  beforeAll(async () => {
    it = await openTestHub(await choose());
    anyone = callerOf(it.hub, null);
  });
  afterAll(() => it.close());
  let days = 0;
  beforeEach(async () => {
    await it.reset();
    days += 1;
    it.time.nowMs += days * DAY_MS; // wrong tries of the test before are forgotten
    await it.office('PUT', '/v1/people', { people: PEOPLE });
  });

  test('badge and PIN give a key for twelve hours, with the role of the person', async () => {
    const roles = ['packer', 'packer', 'supervisor'];
    for (const [at, person] of PEOPLE.slice(0, 3).entries()) {
      const reply = await signIn(person.badge.toLowerCase(), person.pin ?? '');
      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject({ role: roles[at], person: { name: person.name, role: person.role } });
      expect(reply.body.expires_at).toBe(new Date(it.time.nowMs + 12 * HOUR_MS).toISOString());
      const call = callerOf(it.hub, reply.body.key);
      expect((await call('GET', '/v1/summary')).status).toBe(200);
      expect((await call('GET', '/v1/stations')).status).toBe(roles[at] === 'supervisor' ? 200 : 403);
    }
  });

  test('twelve hours later it is over', async () => {
    const { key } = (await signIn('XB10021', '4713')).body;
    it.time.nowMs += 12 * HOUR_MS - 1;
    expect((await callerOf(it.hub, key)('GET', '/v1/summary')).status).toBe(200);
    it.time.nowMs += 1;
    const over = await callerOf(it.hub, key)('GET', '/v1/summary');
    expect([over.status, over.body.code]).toEqual([401, 'session_over']);
  });

  test('it ends with the person, and its rights follow the role', async () => {
    const { key, person } = (await signIn('XB10021', '4713')).body;
    const call = callerOf(it.hub, key);
    const change = (fields: object) =>
      it.office('PUT', '/v1/people', { people: [{ id: person.id, name: 'Ines R.', role: 'supervisor', ...fields }] });
    await change({ role: 'packer' });
    expect((await call('GET', '/v1/stations')).body.code).toBe('wrong_role');
    await change({ active: false });
    expect((await call('GET', '/v1/summary')).body.code).toBe('session_over');
    expect((await signIn('XB10021', '4713')).body.code).toBe('wrong_badge');
  });

  test('which of the two was wrong is not said', async () => {
    const replies = await Promise.all([
      signIn('XB10021', '9999'),
      signIn('XB99999', '4713'),
      signIn('XB10022', '0000'), // has no PIN
    ]);
    const [first, ...rest] = replies.map((reply) => [reply.status, reply.body]);
    expect(first?.[0]).toBe(403);
    for (const other of rest) expect(other).toEqual(first);
  });

  test('five wrong tries shut a badge for fifteen minutes, known or not, and no other', async () => {
    for (const badge of ['XB10021', 'XB99999']) {
      const codes: string[] = [];
      for (let tries = 0; tries < 5; tries++) codes.push((await signIn(badge, '0000')).body.code);
      expect(codes).toEqual(Array(5).fill('wrong_badge'));
      const shut = await signIn(badge, '4713');
      expect([shut.status, shut.body.code]).toEqual([429, 'too_many']);
    }
    expect((await signIn('XB10019', '4711')).status).toBe(201);
    it.time.nowMs += 15 * 60_000 - 1;
    expect((await signIn('XB10021', '4713')).body.code).toBe('too_many');
    it.time.nowMs += 1;
    expect((await signIn('XB10021', '4713')).status).toBe(201);
  });

  test('guesses at once are counted at once', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, (_, at) => signIn('XB10021', `000${at}`)));
    const refused = replies.filter((reply) => reply.body.code === 'too_many');
    expect(refused).toHaveLength(3);
  });

  test('right PINs are no tries', async () => {
    for (let tries = 0; tries < 6; tries++) expect((await signIn('XB10021', '4713')).status).toBe(201);
  });

  test('badges by the dozen: the hub stops hashing before it is kept busy', async () => {
    const replies = await Promise.all(Array.from({ length: 61 }, (_, at) => signIn(`XX${10_000 + at}`, '0000')));
    const codes = replies.map((reply) => reply.body.code);
    expect(codes.filter((code) => code === 'wrong_badge')).toHaveLength(60);
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(1);
  });
});
