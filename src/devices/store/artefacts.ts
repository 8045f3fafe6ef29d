import type { Artefacts } from '../../runtime/stores.ts';
import type { LocalDb } from './local-db.ts';

export function createArtefacts(db: LocalDb): Artefacts {
  const insert = db.statement(
    `insert or ignore into artefact (parcel_code, role, sha256, decoded, bytes, png, at_ms) values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = db.statement('select * from artefact where parcel_code = ? and role = ?');
  return {
    put({ parcelCode, role, sha256, decoded, bytes, png, atMs }) {
      insert.run(parcelCode, role, sha256, JSON.stringify(decoded), bytes, png, atMs);
    },
    get(parcelCode, role) {
      const row = select.get(parcelCode, role);
      if (row === undefined) return null;
      const { bytes, png } = row;
      if (!(bytes instanceof Uint8Array)) throw new Error('An artefact has no bytes');
      return {
        parcelCode,
        role,
        sha256: String(row.sha256),
        decoded: JSON.parse(String(row.decoded)) as string[], // written by `put` above
        bytes,
        png: png instanceof Uint8Array ? png : null,
        atMs: Number(row.at_ms),
      };
    },
  };
}
