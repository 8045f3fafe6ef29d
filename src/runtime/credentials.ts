/** Badges and PINs are compared as hashes only; the plain text lives no longer than the call. */
export interface Credentials {
  /** HMAC-SHA256 of the badge text under the hub's badge salt (base64url), lower-case hex. */
  badgeHash(badgeSalt: string, badge: string): string;
  /** Compares with `scrypt$N$r$p$salt$hash`. */
  pinMatches(pinHash: string, pin: string): Promise<boolean>;
}
