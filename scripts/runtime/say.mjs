// One voice for all scripts. It speaks on stderr, so that stdout stays free for what a script is asked
// to print (a path, one JSON object, the closing test line).

/** @param {string} line */
export function say(line) {
  process.stderr.write(`packhouse: ${line}\n`);
}
