/** Where a reader stands. To stations it is an opaque text. */
export interface FeedCursor {
  readonly warehouseId: string;
  readonly epoch: string;
  readonly pos: number;
  /** Head when the snapshot began: what left before that was never shown, so its removal need not be told. */
  readonly snapshotAt: number;
}

export function encodeCursor(cursor: FeedCursor): string {
  const text = ['v1', cursor.warehouseId, cursor.epoch, cursor.pos, cursor.snapshotAt].join('|');
  return Buffer.from(text).toString('base64url');
}

/** Null for anything that is not a cursor of ours. */
export function decodeCursor(text: string): FeedCursor | null {
  const [version, warehouseId, epoch, pos, snapshotAt, ...rest] = Buffer.from(text, 'base64url').toString().split('|');
  if (version !== 'v1' || warehouseId === undefined || epoch === undefined || rest.length > 0) return null;
  if (!isCount(pos) || !isCount(snapshotAt)) return null;
  return { warehouseId, epoch, pos: Number(pos), snapshotAt: Number(snapshotAt) };
}

function isCount(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}

/** ETag of a page that says all there is up to `pos`. */
export function tagOf({ epoch, pos }: Pick<FeedCursor, 'epoch' | 'pos'>): string {
  return `"${epoch}.${pos}"`;
}
