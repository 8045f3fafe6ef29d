import type { LocalDb, Row } from './local-db.ts';

/** A paper is about 40 KB, and its pages are freed one by one. */
const PAPERS = 4;
const LOOKED_AT = 300;

/** Printed papers of orders that were settled before `beforeMs`, oldest first; a few at each call. @returns how many went */
export function createPaperForgetting(db: LocalDb): (beforeMs: number, underWay: ReadonlySet<string>) => number {
  // The time of printing stands behind the bytes; it is only read of a paper whose order says nothing.
  const next = db.statement(
    `select p.rowid as no, c.order_id, d.at_ms as settled_at from paper p left join parcel c on c.code = p.parcel_code
     left join settled d on d.order_id = c.order_id where p.rowid > ? order by p.rowid limit 1`,
  );
  const printedAt = db.statement('select at_ms from paper where rowid = ?');
  const drop = db.statement('delete from paper where rowid = ?');
  /** Papers up to here were looked at and stay. */
  let passed = 0;

  function isOld({ no, settled_at: settledAt }: Row, beforeMs: number): boolean {
    const atMs = settledAt ?? printedAt.get(no ?? null)?.at_ms;
    return Number(atMs) < beforeMs;
  }

  return (beforeMs, underWay) =>
    db.transaction(() => {
      let went = 0;
      for (let looked = 0; looked < LOOKED_AT && went < PAPERS; looked += 1) {
        const paper = next.get(passed);
        if (paper === undefined) break;
        const isKept = typeof paper.order_id === 'string' && underWay.has(paper.order_id);
        if (!isKept && isOld(paper, beforeMs)) {
          drop.run(paper.no ?? null);
          went += 1;
        } else if (isKept) passed = Number(paper.no);
        // What was printed after the first recent paper is recent too, but for a few.
        else break;
      }
      if (went === 0) passed = 0;
      return went;
    });
}
