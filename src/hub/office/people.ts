import type { PersonInput } from '../../wire/hub-office.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { badgeHash, hashPin, pinMatches } from './person-secrets.ts';

interface Hashed {
  readonly input: PersonInput;
  readonly badge: string | null;
  readonly pin: string | null;
}

/** Adds or changes people. A badge or PIN that is left out stays as it is. @throws HubRefusal name_taken, not_found */
export async function putPeople(
  hub: HubContext,
  people: readonly PersonInput[],
): Promise<{ id: string; name: string }[]> {
  // Hashing is slow on purpose, so it happens before any row is locked.
  const hashed: Hashed[] = [];
  for (const input of people) {
    const badge = input.badge === undefined ? null : badgeHash(hub.badgeSalt, input.badge);
    hashed.push({ input, badge, pin: input.pin === undefined ? null : await hashPin(input.pin) });
  }
  const done = await transact(hub.db, async (tx) => {
    const changes = createFeedChanges();
    const answers: { id: string; name: string }[] = [];
    for (const person of hashed) {
      const { id, changed } = await putPerson(tx, hub, person);
      if (changed) changes.people.add(id);
      answers.push({ id, name: person.input.name });
    }
    await publish(tx, hub, changes);
    return answers;
  });
  hub.bell.ring();
  return done;
}

async function putPerson(
  tx: Tx,
  hub: HubContext,
  { input, badge, pin }: Hashed,
): Promise<{ id: string; changed: boolean }> {
  const people = tx.selectFrom('person').selectAll().where('warehouse_id', '=', hub.warehouseId).forUpdate();
  const byBadge =
    badge === null
      ? undefined
      : await people.where('badge_hash', '=', badge).where('active', '=', true).executeTakeFirst();
  const known = input.id === undefined ? byBadge : await people.where('id', '=', input.id).executeTakeFirst();
  if (input.id !== undefined && byBadge !== undefined && byBadge.id !== input.id) {
    throw new HubRefusal(
      'name_taken',
      `The badge of ${input.name} belongs to ${byBadge.name}. Give another badge, or make that person inactive.`,
    );
  }
  if (known === undefined) {
    const id = input.id ?? hub.newId();
    await tx
      .insertInto('person')
      .values({
        id,
        warehouse_id: hub.warehouseId,
        name: input.name,
        role: input.role,
        badge_hash: badge,
        pin_hash: pin,
        active: input.active ?? true,
        feed_pos: null,
      })
      .execute();
    return { id, changed: true };
  }
  // A new salt makes a new hash for the same PIN; without this look every repeat would go out on the feed.
  const samePin = input.pin === undefined || (known.pin_hash !== null && (await pinMatches(known.pin_hash, input.pin)));
  const next = {
    name: input.name,
    role: input.role,
    badge_hash: badge ?? known.badge_hash,
    pin_hash: samePin ? known.pin_hash : pin,
    active: input.active ?? known.active,
  };
  const changed = Object.entries(next).some(([key, value]) => known[key as keyof typeof next] !== value);
  if (changed) await tx.updateTable('person').set(next).where('id', '=', known.id).execute();
  return { id: known.id, changed };
}
