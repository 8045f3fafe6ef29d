import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTls, planNetwork, planServe } from '../../src/hub/cli/plan-network.ts';
import { readArguments } from '../../src/hub/cli/read-arguments.ts';
import { NoInput, UsageError } from '../../src/hub/cli/usage.ts';
import { BadCertificate, keepSelfSigned, ownCertificate, readTls } from '../../src/hub/http/tls.ts';
import { openHub } from '../../src/hub/open-hub.ts';

const plan = (...argv: readonly string[]) => planServe(readArguments(argv));

describe('how the hub is reached', () => {
  test('plain HTTP stays on this computer unless somebody says so, and then it is said aloud', () => {
    for (const host of ['127.0.0.1', '127.0.0.9', 'localhost', '::1'])
      expect(plan('--host', host)).toMatchObject({ host, tls: { kind: 'none' }, warnings: [] });
    for (const host of ['0.0.0.0', '192.168.1.5', '::', 'hub.example', '1270.0.0.1'])
      expect(() => plan('--host', host)).toThrow(UsageError);
    expect(plan('--host', '0.0.0.0', '--allow-plain-http').warnings).toEqual([
      expect.stringMatching(/plain HTTP on 0\.0\.0\.0.*in clear/),
    ]);
    expect(plan('--host', '0.0.0.0', '--tls', 'self')).toMatchObject({ tls: { kind: 'self' }, warnings: [] });
  });

  test('what stations connect to', () => {
    expect(plan().publicUrl).toBe('http://127.0.0.1:8321');
    expect(plan('--port', '0').publicUrl).toBeNull(); // not known before it listens
    expect(plan('--host', '::1', '--port', '99').publicUrl).toBe('http://[::1]:99');
    expect(plan('--host', 'hub.example', '--tls', 'self').publicUrl).toBe('https://hub.example:8321');
    expect(plan('--public-url', 'https://hub.example/').publicUrl).toBe('https://hub.example');
    expect(plan('--host', '0.0.0.0', '--tls', 'self').publicUrl).not.toContain('0.0.0.0');
    for (const url of ['hub.example', 'ftp://hub.example', 'https://hub.example/path', 'https://a:b@hub.example'])
      expect(() => plan('--public-url', url)).toThrow(UsageError);
    expect(() => plan('--tls', 'self', '--public-url', 'http://hub.example')).toThrow(UsageError);
  });

  test('what does not go together is refused', () => {
    const wrong = [
      ['--tls', 'please'],
      ['--tls-cert', 'a'],
      ['--tls-key', 'a'],
      ['--tls', 'self', '--tls-cert', 'a', '--tls-key', 'b'],
    ];
    for (const argv of wrong) expect(() => plan(...argv)).toThrow(UsageError);
    expect(plan('--tls-cert', 'a', '--tls-key', 'b').tls).toEqual({ kind: 'files', cert: 'a', key: 'b' });
  });
});

describe('certificates', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'packhouse-tls-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('its own is made once, for ten years, for the names it was given, and its key is for nobody else', async () => {
    const dir = join(folder, 'own', 'tls');
    const tls = await keepSelfSigned(dir, ['hub.example', '10.0.0.5', 'fd00::5']);
    const certificate = new X509Certificate(tls.cert);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(certificate.checkHost('hub.example')).toBe('hub.example');
    for (const address of ['10.0.0.5', 'fd00::5', '127.0.0.1', '::1'])
      expect(certificate.checkIP(address)).toBe(address);
    const years = (Date.parse(certificate.validTo) - Date.now()) / (365.25 * 86_400_000);
    expect(years).toBeGreaterThan(9.9);
    expect(statSync(join(dir, 'key.pem')).mode & 0o777).toBe(0o600);
    expect(await keepSelfSigned(dir, ['other.example'])).toEqual(tls);
    const { warnings } = await openTls(
      planNetwork(readArguments(['--data', join(folder, 'own'), '--tls', 'self', '--host', 'other.example'])),
    );
    expect(warnings).toEqual([expect.stringContaining('does not name other.example')]);
  });

  test('only what no authority signed is pinned', async () => {
    const authority = await generate([{ name: 'commonName', value: 'CA' }], {
      algorithm: 'sha256',
      keyType: 'ec',
      extensions: [{ name: 'basicConstraints', cA: true }],
    });
    const signed = await generate([{ name: 'commonName', value: 'hub' }], {
      algorithm: 'sha256',
      keyType: 'ec',
      ca: { key: authority.private, cert: authority.cert },
    });
    expect(ownCertificate(signed.cert)).toBeNull();
    expect(ownCertificate(`${authority.cert}\n${signed.cert}`)).toEqual({
      pem: expect.stringContaining('BEGIN CERTIFICATE'),
      fingerprint: new X509Certificate(authority.cert).fingerprint256.replaceAll(':', '').toLowerCase(),
    });

    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const [cert, key, other] = [
      write('cert.pem', signed.cert),
      write('key.pem', signed.private),
      write('other.pem', authority.private),
    ];
    expect(readTls(cert, key)).toEqual({ cert: signed.cert, key: signed.private });
    expect(() => readTls(cert, other)).toThrow(BadCertificate);
    expect(() => readTls(key, cert)).toThrow(BadCertificate);
    const missing = planNetwork(readArguments(['--tls-cert', cert, '--tls-key', join(folder, 'none.pem')]));
    await expect(openTls(missing)).rejects.toThrow(NoInput);
  });

  test('a hub with its own certificate: the QR code says its print, the pin opens, nothing else does', async () => {
    const tls = await keepSelfSigned(join(folder, 'hub'), []);
    const hub = await openHub({ database: { kind: 'pglite', dir: null }, tls });
    try {
      const { url } = await hub.listen({ host: '127.0.0.1', port: 0 });
      expect(url).toMatch(/^https:/);
      const pin = new X509Certificate(tls.cert).fingerprint256.replaceAll(':', '').toLowerCase();
      const { key: office } = await hub.addOfficeKey('test');
      const asked = await call(`${url}/v1/enrolments`, { ca: tls.cert, key: office, body: { name: 'Bench 1' } });
      const said = new URL(asked.text).searchParams;
      expect([said.get('hub'), said.get('pin')]).toEqual([url, pin]);
      const enrolled = await call(`${url}/v1/enrol`, { ca: tls.cert, body: { code: said.get('code') } });
      expect(enrolled.certificate).toBe(new X509Certificate(tls.cert).toString());
      expect(await call(`${url}/v1/hello`, { ca: enrolled.certificate, key: enrolled.key })).toMatchObject({
        station: { name: 'Bench 1' },
      });
      await expect(call(`${url}/v1/hello`, { key: enrolled.key })).rejects.toThrow(/self.signed/);
      const stranger = await keepSelfSigned(join(folder, 'stranger'), []);
      await expect(call(`${url}/v1/hello`, { ca: stranger.cert, key: enrolled.key })).rejects.toThrow();
    } finally {
      await hub.close();
    }
  });

  test('a half-made pair is made anew', async () => {
    const dir = join(folder, 'half');
    const first = await keepSelfSigned(dir, []);
    rmSync(join(dir, 'certificate.pem')); // as if the power had gone before it was written
    const second = await keepSelfSigned(dir, []);
    expect(second.cert).not.toBe(first.cert);
    expect(readFileSync(join(dir, 'key.pem'), 'utf8')).toBe(second.key);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
async function call(url: string, how: { ca?: string; key?: string; body?: unknown }): Promise<any> {
  const body = how.body === undefined ? null : JSON.stringify(how.body);
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      url,
      {
        method: body === null ? 'GET' : 'POST',
        ...(how.ca === undefined ? {} : { ca: how.ca }),
        headers: {
          ...(how.key === undefined ? {} : { authorization: `Bearer ${how.key}` }),
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        },
        agent: false,
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve(JSON.parse(text)));
      },
    );
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}
