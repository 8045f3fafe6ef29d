import { createHash, X509Certificate } from 'node:crypto';
import { createServer as createPlain } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrolStation, parseEnrolment } from '../../src/devices/enrol.ts';
import { createPinnedFetch } from '../../src/devices/pinned-fetch.ts';

const PIN = 'a1'.repeat(32);
const CODE = 'ABCDE12345';

describe('an enrolment', () => {
  it.each([
    [
      `packhouse:enrol?hub=${encodeURIComponent('https://hub.lan:8321')}&code=ABCDE-12345&pin=${PIN}`,
      'https://hub.lan:8321',
      PIN,
    ],
    ['packhouse:enrol?hub=http://127.0.0.1:8321&code=ABCDE-12345', 'http://127.0.0.1:8321', null],
    ['https://hub.lan:8321 ABCDE-12345', 'https://hub.lan:8321', null],
    ['  https://hub.lan   abcde 12345 ', 'https://hub.lan', null],
    ['https://hub.lan ABCDE-I234S'.replace('S', '5'), 'https://hub.lan', null],
  ])('is read from %s', (text, hub, pin) => expect(parseEnrolment(text)).toEqual({ hub, code: CODE, pin }));

  it.each([
    '',
    'ABCDE-12345',
    'https://hub.lan',
    'https://hub.lan ABCDE-1234',
    'https://hub.lan ABCDE-1234U',
    'ftp://hub.lan ABCDE-12345',
    'packhouse:enrol?hub=https://hub.lan&code=ABCDE-12345&pin=short',
    'packhouse:enrol?code=ABCDE-12345',
    'javascript:alert(1) ABCDE-12345',
  ])('is not read from %j', (text) => expect(parseEnrolment(text)).toBeNull());
});

const ENROLLED = { no: 1, name: 'Bench 1', epoch: 1, key: 'psk_x', hub_id: '0190a1b2-0000-7000-8000-000000000001' };
const pinOf = (pem: string) => createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');

describe('enrolling over a network', () => {
  const servers: { close(): unknown; closeAllConnections(): void }[] = [];
  let own: { cert: string; private: string };
  let strange: { cert: string; private: string };
  const heard: string[] = [];
  beforeAll(async () => {
    [own, strange] = await Promise.all([certificate(), certificate()]);
  });
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  function certificate() {
    return generate([{ name: 'commonName', value: 'hub.lan' }], { keySize: 2048 });
  }

  /** A hub with this certificate that tells `tells` as its own. */
  async function hubWith(pair: { cert: string; private: string }, tells: string | null): Promise<string> {
    const server: Server = createServer({ cert: pair.cert, key: pair.private }, (request, response) => {
      heard.push(`${request.method} ${request.url}`);
      response.statusCode = 201;
      response.end(JSON.stringify({ ...ENROLLED, station_id: ENROLLED.hub_id, certificate: tells }));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('trusts the certificate that the code names, and from then on no other', async () => {
    const hub = await hubWith(own, own.cert);
    const answer = await enrolStation({ hub, code: CODE, pin: pinOf(own.cert), appVersion: '1' });
    expect(answer).toMatchObject({ ok: true, value: { key: 'psk_x', certificate: own.cert } });
    const pinned = createPinnedFetch(own.cert);
    expect((await pinned(`${hub}/v1/hello`)).status).toBe(201);
    const other = await hubWith(strange, null);
    await expect(pinned(`${other}/v1/hello`)).rejects.toThrow('fetch failed');
  });

  it('says nothing to a hub with another certificate', async () => {
    const hub = await hubWith(strange, strange.cert);
    heard.length = 0;
    const answer = await enrolStation({ hub, code: CODE, pin: pinOf(own.cert), appVersion: '1' });
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'hub-unreachable', detail: expect.stringContaining('not the one') },
    });
    expect(heard).toEqual([]);
  });

  it('takes no other certificate from the answer, and none that is none', async () => {
    for (const told of [strange.cert, 'rubbish']) {
      const hub = await hubWith(own, told);
      const answer = await enrolStation({ hub, code: CODE, pin: pinOf(own.cert), appVersion: '1' });
      expect(answer).toMatchObject({ ok: false, error: { kind: 'hub-garbled' } });
    }
  });

  it('without a pin asks the authorities, who know nothing of it', async () => {
    const hub = await hubWith(own, own.cert);
    heard.length = 0;
    const answer = await enrolStation({ hub, code: CODE, pin: null, appVersion: '1' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'hub-unreachable' } });
    expect(heard).toEqual([]);
  });

  it('goes in clear to this computer, and elsewhere only when that was said', async () => {
    const server = createPlain((_, response) => {
      response.statusCode = 201;
      response.end(JSON.stringify({ ...ENROLLED, station_id: ENROLLED.hub_id, certificate: null }));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await enrolStation({ hub, code: CODE, pin: null, appVersion: '1' })).toMatchObject({ ok: true });
    let asked = 0;
    const network: typeof fetch = () => {
      asked += 1;
      return Promise.reject(new Error('nobody there'));
    };
    const far = { hub: 'http://hub.lan', code: CODE, pin: null, appVersion: '1', fetch: network };
    expect(await enrolStation(far)).toMatchObject({
      ok: false,
      error: { detail: expect.stringContaining('not encrypted') },
    });
    expect(asked).toBe(0);
    expect(await enrolStation({ ...far, allowPlainHttp: true })).toMatchObject({ error: { detail: 'nobody there' } });
    expect(asked).toBe(1);
  });
});
