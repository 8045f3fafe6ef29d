// Every way a script here can end, in one table. The number is for machines, the sentence for people.

/**
 * Exit codes of `npm start`, `npm test`, `npm run demo` and the runtime command. 64 to 79 follow the
 * spirit of sysexits: outside the range that shells (126 and up) and test runners (1) use.
 */
export const EXIT = Object.freeze({
  ok: 0,
  testsFailed: 1,
  usage: 64,
  nodeTooOld: 65,
  modulesMissing: 66,
  runtimeUnavailable: 67,
  integrityMismatch: 68,
  noDisplay: 69,
  librariesMissing: 70,
  aptFailed: 71,
  buildFailed: 72,
  tookTooLong: 73,
  demoResultMissing: 74,
  cacheUnusable: 75,
  couldNotStart: 76,
  appMistake: 77, // the app's own, see electron/main.ts
  unexpected: 79,
});

/** A failure that is already explained: its message is the one sentence the person reads. */
export class Stop extends Error {
  /**
   * @param {number} exitCode one of EXIT
   * @param {string} sentence what happened and what to do
   */
  constructor(exitCode, sentence) {
    super(sentence);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}

/**
 * @param {unknown} error
 * @returns {{ exitCode: number, sentence: string }}
 */
export function explain(error) {
  if (error instanceof Stop) return { exitCode: error.exitCode, sentence: error.message };
  const message = error instanceof Error ? error.message : String(error);
  const firstLine = message.split('\n')[0];
  return {
    exitCode: EXIT.unexpected,
    sentence: `Something unexpected went wrong (${firstLine}); run again with PACKHOUSE_DEBUG=1 to see where.`,
  };
}
