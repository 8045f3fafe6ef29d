import type { ClaimAnswer } from '../../wire/hub-claims.ts';
import type { Defaulted, Json, MadeByDatabase, MaybeText, MaybeTime, Time } from './columns.ts';

/** Who speaks: stations, keys, sessions, and what was asked before. */
export interface StationTables {
  station: {
    id: string;
    no: number;
    warehouse_id: string;
    name: string;
    epoch: Defaulted<number>;
    last_seq: Defaulted<number>;
    status: Defaulted<'active' | 'revoked' | 'forked'>;
    offline_buffer: Defaulted<number>;
    last_seen: MaybeTime;
    app_version: MaybeText;
    /** When it said its claims after the last restore. */
    asserted_at: MaybeTime;
    revoked_at: MaybeTime;
    revoke_reason: MaybeText;
    forked_at: MaybeTime;
  };
  enrolment: {
    code_hash: Uint8Array;
    warehouse_id: string;
    station_id: string | null;
    name: string | null;
    offline_buffer: number | null;
    created_by: string;
    created_at: Time;
    expires_at: Time;
    used_at: MaybeTime;
    tries: Defaulted<number>;
  };
  session: {
    key_id: string;
    secret_hash: Uint8Array;
    person_id: string;
    created_at: Time;
    expires_at: Time;
    revoked_at: MaybeTime;
  };
  station_key: {
    key_id: string;
    station_id: string;
    secret_hash: Uint8Array;
    created_at: MadeByDatabase;
    revoked_at: MaybeTime;
    /** Of an old key after rotation. */
    ends_at: MaybeTime;
    used_at: MaybeTime;
  };
  office_key: {
    key_id: string;
    name: string;
    role: Defaulted<'office' | 'connector'>;
    secret_hash: Uint8Array;
    created_at: MadeByDatabase;
    revoked_at: MaybeTime;
  };
  request_memo: {
    station_id: string;
    request_id: string;
    request_hash: Uint8Array;
    response: Json<ClaimAnswer>;
    at: MadeByDatabase;
  };
  claim_override: {
    id: string;
    order_id: string;
    at: Time;
    /** Name of a key or a person, or a person's id. */
    by: string;
    reason: string;
    from_station: string | null;
    /** Null: back into the pool. */
    to_station: string | null;
    /** After it. */
    fence: number;
  };
}
