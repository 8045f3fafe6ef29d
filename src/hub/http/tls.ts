import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { HubCertificate } from '../hub-context.ts';

/** PEM texts, as Node's TLS takes them; the certificate may be followed by those that vouch for it. */
export interface HubTls {
  readonly cert: string;
  readonly key: string;
}

/** The files do not make a pair that can be served with. */
export class BadCertificate extends Error {
  override readonly name = 'BadCertificate';
}

/** @throws BadCertificate, or the error of the file system */
export function readTls(certFile: string, keyFile: string): HubTls {
  const tls = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  let fits: boolean;
  try {
    fits = new X509Certificate(tls.cert).checkPrivateKey(createPrivateKey(tls.key));
  } catch {
    throw new BadCertificate(
      `${certFile} and ${keyFile} must be a certificate and its key, both PEM, without a password.`,
    );
  }
  if (!fits) throw new BadCertificate(`The key in ${keyFile} is not that of the certificate in ${certFile}.`);
  return tls;
}

/** The certificate for stations to pin; null when an authority signed it, because it may then be renewed at any time. */
export function ownCertificate(cert: string): HubCertificate | null {
  const certificate = new X509Certificate(cert);
  if (certificate.subject !== certificate.issuer || !certificate.verify(certificate.publicKey)) return null;
  return {
    pem: certificate.toString(),
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
  };
}

/** Names and addresses of `names` that the certificate does not stand for; a station that pins it does not mind, a browser does. */
export function notCovered(cert: string, names: readonly string[]): readonly string[] {
  const certificate = new X509Certificate(cert);
  return names.filter((name) =>
    isIP(name) === 0 ? certificate.checkHost(name) === undefined : certificate.checkIP(name) === undefined,
  );
}

/**
 * A certificate that the hub signs itself and keeps in `dir`: made once, because every station pins it.
 * @param names host names and IP addresses that it stands for, beside this computer's own
 * @throws BadCertificate, or the error of the file system
 */
export async function keepSelfSigned(dir: string, names: readonly string[]): Promise<HubTls> {
  const certFile = join(dir, 'certificate.pem');
  const keyFile = join(dir, 'key.pem');
  if (existsSync(certFile)) return readTls(certFile, keyFile);
  // Loaded here, with all that it needs: it is used once in ten years.
  const { makeCertificate } = await import('./make-certificate.ts');
  const made = await makeCertificate([...new Set([...names, 'localhost', hostname(), '127.0.0.1', '::1'])]);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(keyFile, made.key, { mode: 0o600 });
  // Last and whole: without it the next start makes both anew, and no station has seen them.
  writeFileSync(`${certFile}.new`, made.cert);
  renameSync(`${certFile}.new`, certFile);
  return made;
}
