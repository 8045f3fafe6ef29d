import { isIP } from 'node:net';
import { generate } from 'selfsigned';
import type { HubTls } from './tls.ts';

const YEARS = 10;

/**
 * A certificate that signs itself, on P-256, for ten years: replacing it means to enrol every station anew.
 * @param names host names and IP addresses that it stands for
 */
export async function makeCertificate(names: readonly string[]): Promise<HubTls> {
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const made = await generate([{ name: 'commonName', value: 'Packhouse hub' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
