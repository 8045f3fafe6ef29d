import type { HubBody } from '../../wire/hub-api.ts';
import { SESSION_HOURS, type Session } from '../../wire/hub-station.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { makeKey } from './key-secret.ts';
import { roleAtHub } from './keys.ts';
import { badgeHash, NO_PIN, pinMatches } from './person-secrets.ts';

/**
 * Badge and PIN for a key. Which of the two is wrong is never said, and takes as long to find out.
 * @throws HubRefusal wrong_badge, too_many
 */
export async function addSession(hub: HubContext, ask: HubBody<'addSession'>): Promise<Session> {
  const badge = badgeHash(hub.badgeSalt, ask.badge);
  const forgiveAll = hub.limits.sessions.begin('');
  const forgiveBadge = hub.limits.badges.begin(badge);
  const person = await hub.db
    .selectFrom('person')
    .select(['id', 'name', 'role', 'pin_hash'])
    .where('warehouse_id', '=', hub.warehouseId)
    .where('badge_hash', '=', badge)
    .where('active', '=', true)
    .executeTakeFirst();
  const matches = await pinMatches(person?.pin_hash ?? NO_PIN, ask.pin);
  if (person === undefined || !matches) {
    throw new HubRefusal(
      'wrong_badge',
      'Badge and PIN do not fit together. Try again; five wrong tries shut it for 15 minutes.',
    );
  }
  forgiveAll();
  forgiveBadge();
  const { key, keyId, hash } = makeKey('pps');
  const nowMs = hub.clock();
  const expiresAt = instantOf(nowMs + SESSION_HOURS * 3_600_000);
  await hub.db
    .insertInto('session')
    .values({
      key_id: keyId,
      secret_hash: hash,
      person_id: person.id,
      created_at: instantOf(nowMs),
      expires_at: expiresAt,
    })
    .execute();
  return {
    key,
    person: { id: person.id, name: person.name, role: person.role },
    role: roleAtHub(person.role),
    expires_at: expiresAt,
  };
}
