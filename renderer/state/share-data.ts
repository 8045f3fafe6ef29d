/**
 * Gives `next` the parts of `previous` that have not changed. Every view arrives as a fresh copy from main; with the old
 * parts kept, a memoised row or key is told apart by identity and the picture of one scan costs one row.
 */
export function shareData<Data>(previous: unknown, next: Data): Data {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(next)) {
    if (!Array.isArray(previous)) return next;
    const shared: unknown[] = next.map((value, at) => shareData(previous[at], value));
    return (same(previous, shared) ? previous : shared) as Data;
  }
  if (!isRecord(next) || !isRecord(previous)) return next;
  const shared = Object.fromEntries(Object.entries(next).map(([key, value]) => [key, shareData(previous[key], value)]));
  const unchanged =
    Object.keys(previous).length === Object.keys(shared).length &&
    Object.keys(shared).every((key) => Object.is(previous[key], shared[key]));
  return (unchanged ? previous : shared) as Data;
}

function same(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, at) => Object.is(value, right[at]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
