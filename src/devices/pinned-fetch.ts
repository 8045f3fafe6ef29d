import { createHash, X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Agent } from 'undici';

/** Loaded by those who need it only: most shops talk to a hub whose certificate an authority signed, or to their own computer. */
type Undici = typeof import('undici')['default'];

/**
 * A `fetch` that trusts one certificate and no other: the hub's own, as enrolment gave it.
 * The name in it does not count, because a hub in a warehouse changes its address more often than its key. It is compared and not given to
 * TLS as an authority: BoringSSL, which Electron has, takes no certificate for one that does not say it is.
 * @param certificatePem PEM
 */
export function createPinnedFetch(certificatePem: string): typeof fetch {
  return createFirstFetch(createHash('sha256').update(new X509Certificate(certificatePem).raw).digest('hex'));
}

/**
 * A `fetch` for the first connection, when only the fingerprint is known: nothing is sent before it was compared.
 * @param fingerprint SHA-256 of the certificate (DER), lower-case hex
 */
export function createFirstFetch(fingerprint: string): typeof fetch {
  return fetchThrough(({ Agent, buildConnector }) => {
    const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0 });
    return new Agent({
      connect(options, done) {
        connect(options, (error, socket) => {
          if (error !== null) return done(error, null);
          // Over https it is one; over http there would be nothing to compare, and nobody asks us to.
          if (fingerprintOf(socket as TLSSocket) === fingerprint) return done(null, socket);
          socket.destroy();
          done(new Error("the hub's certificate is not the one that the code names"), null);
        });
      },
    });
  });
}

function fetchThrough(open: (undici: Undici) => Agent): typeof fetch {
  let opened: Promise<{ readonly undici: Undici; readonly dispatcher: Agent }> | null = null;
  async function load() {
    // In a bundle only the default export has what a CommonJS package exports.
    const { default: undici } = await import('undici');
    return { undici, dispatcher: open(undici) };
  }
  return async (input, init) => {
    opened ??= load();
    const { undici, dispatcher } = await opened;
    // Node's own fetch is an older undici: the same classes under other names, so the compiler cannot know them as the same.
    const answer = await undici.fetch(input as string, { ...(init as object), dispatcher });
    return answer as unknown as Response;
  };
}

function fingerprintOf(socket: TLSSocket): string {
  // Without one it is an empty object, whatever the types say.
  const { raw } = socket.getPeerCertificate() as { readonly raw?: Buffer };
  return raw === undefined ? 'none' : createHash('sha256').update(raw).digest('hex');
}
