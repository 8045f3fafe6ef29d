import { createHash, randomBytes } from 'node:crypto';
import { ENROLMENT_CODE } from '../../wire/hub-station.ts';

/** Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O and U, which are misread or make words. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** Ten characters of 5 random bits each. */
export function makeCode(): string {
  return [...randomBytes(LENGTH)].map((byte) => DIGITS.charAt(byte % DIGITS.length)).join('');
}

/** As it is read out and typed. */
export function spokenCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** What somebody typed, as the hub made it; null: this cannot be a code. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return ENROLMENT_CODE.test(code) ? code : null;
}

/** 50 random bits that live for 15 minutes, behind a limit of tries: a plain hash keeps them well enough. */
export function hashCode(code: string): Uint8Array {
  return createHash('sha256').update(code).digest();
}

/**
 * What the QR code says and a person may paste: where the hub is, the code, and which certificate it must show.
 * @param hub.pin SHA-256 of the certificate in hex; null: an authority vouches for it, or it speaks plain HTTP
 */
export function enrolmentText(code: string, hub: { readonly url: string | null; readonly pin: string | null }): string {
  const said = [
    ...(hub.url === null ? [] : [`hub=${encodeURIComponent(hub.url)}`]),
    `code=${code}`,
    ...(hub.pin === null ? [] : [`pin=${hub.pin}`]),
  ];
  return `packhouse:enrol?${said.join('&')}`;
}
