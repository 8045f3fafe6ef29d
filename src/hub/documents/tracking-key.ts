/** People and carriers write the same number with and without spaces and dashes, in capitals and not: it is compared like this. */
export function trackingKeyOf(tracking: string): string {
  return tracking.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
