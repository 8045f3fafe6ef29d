// Every number beside its budget. A row without a budget is there to be compared with the last time.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} measured as it is shown
 * @property {string} budget as it is shown; empty: none
 * @property {boolean | null} within null: there is no budget
 */

/** @param {readonly Row[]} rows */
export function tableOf(rows) {
  const cells = rows.map(({ what, measured, budget, within }) => {
    return `| ${what} | ${measured}${within === false ? ' **over**' : ''} | ${budget} |`;
  });
  return ['| what (times: p50 / p99) | measured | budget |', '|---|---|---|', ...cells].join('\n');
}

/** @returns {Row} */
export function spread(what, measured, budget) {
  const [which] = Object.keys(budget);
  return {
    what,
    measured: `${measured.p50} / ${measured.p99} ms`,
    budget: which === undefined ? '' : `≤ ${budget[which]} ms ${which}`,
    within: which === undefined ? null : measured[which] <= budget[which],
  };
}

/** @returns {Row} */
export function single(what, measured, { most, unit = 'ms' }) {
  return {
    what,
    measured: `${measured} ${unit}`,
    budget: most === undefined ? '' : `≤ ${most} ${unit}`,
    within: most === undefined ? null : measured <= most,
  };
}

export function number(value) {
  return value.toLocaleString('en');
}
