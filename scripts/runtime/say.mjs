// One voice for all scripts. It speaks on stderr, so that stdout stays free for what a script is asked
// to print (a path, one JSON object, the closing test line).

/** @param {string} line not shown with PACKHOUSE_QUIET, which our own tests set */
export function say(line) {
  if (process.env.PACKHOUSE_QUIET) return;
  process.stderr.write(`packhouse: ${line}\n`);
}
