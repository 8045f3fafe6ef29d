/** Switches of the demo, as the launcher passes them. Read from argv: Electron's own parser changes the case of switches. */
export interface DemoOptions {
  /** Play a shift without a hand, then leave. */
  readonly shift: boolean;
  readonly orders: number;
  readonly ordersFrom: string | null;
  /** Stop the hub before the second order and start it after the last. */
  readonly outage: boolean;
  /** Also make the mistakes and faults that are worth a picture. */
  readonly tour: boolean;
  readonly jsonOut: string | null;
  /** Where pictures and labels go. */
  readonly pictures: string;
  /** Off for measuring: taking pictures of the window costs main more memory than packing does. */
  readonly camera: boolean;
}

export function demoOptionsFrom(argv: readonly string[], defaultPictures: string): DemoOptions {
  const value = (name: string) => argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const has = (name: string) => argv.includes(`--${name}`);
  const orders = Number(value('orders') ?? 4);
  return {
    shift: has('demo-shift'),
    orders: Number.isInteger(orders) && orders > 0 ? orders : 4,
    ordersFrom: value('orders-from'),
    outage: has('outage'),
    tour: has('tour'),
    jsonOut: value('json-out'),
    pictures: value('pictures') ?? defaultPictures,
    camera: !has('no-camera'),
  };
}
