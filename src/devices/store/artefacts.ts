import type { DecodedSymbol, PaperKind } from '../../core/print.ts';
import type { Artefact, Artefacts } from '../../runtime/stores.ts';
import type { LocalDb, Row } from './local-db.ts';

export function createArtefacts(db: LocalDb): Artefacts {
  // The same bytes again are the same paper; a carrier's second label for a parcel is another.
  const insert = db.statement(
    `insert or ignore into paper (parcel_code, kind, form, source, sha256, decoded, bytes, png, at_ms)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // Papers that an older program made have no form; they were all for the one printer that there was.
  const byForm = db.statement(
    `select rowid, * from paper where parcel_code = ? and kind = ? and form in (?, '') order by rowid desc limit 1`,
  );
  const bySha = db.statement('select * from paper where sha256 = ? limit 1');
  const newest = db.statement(
    'select rowid, * from paper where parcel_code = ? and kind = ? order by rowid desc limit 1',
  );
  return {
    put({ parcelCode, paper, form, source, sha256, decoded, bytes, png, atMs }) {
      insert.run(parcelCode, paper, form, source, sha256, JSON.stringify(decoded), bytes, png, atMs);
    },
    get: (parcelCode, paper, form) => artefactOf(byForm.get(parcelCode, paper, form)),
    bySha: (sha256) => artefactOf(bySha.get(sha256)),
    latest: (parcelCode, paper) => artefactOf(newest.get(parcelCode, paper)),
  };
}

function artefactOf(row: Row | undefined): Artefact | null {
  if (row === undefined) return null;
  const { bytes, png } = row;
  if (!(bytes instanceof Uint8Array)) throw new Error('An artefact has no bytes');
  return {
    parcelCode: String(row.parcel_code),
    paper: row.kind as PaperKind, // written by `put` above, as is the rest
    form: String(row.form),
    source: typeof row.source === 'string' ? row.source : null,
    sha256: String(row.sha256),
    decoded: JSON.parse(String(row.decoded)) as DecodedSymbol[],
    bytes,
    png: png instanceof Uint8Array ? png : null,
    atMs: Number(row.at_ms),
  };
}
