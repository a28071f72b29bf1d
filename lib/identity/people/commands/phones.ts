import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { encrypt, lookupHash, lookupHashes } from '@/lib/core/crypto';
import { brokenConstraint, refuse } from '@/lib/core/errors';
import { visiblePeople } from '../queries/scope';
import { maskPhone } from '../rules';

/** A number as its columns keep it; none when it is empty. To be asked for while `holdPhones` holds it. */
export const sealedPhone = (phone: string) =>
  phone
    ? { phoneCipher: encrypt(phone), phoneHash: lookupHash(phone), phoneMasked: maskPhone(phone) }
    : { phoneCipher: null, phoneHash: null, phoneMasked: null };

/** Whether that is the number on file, which two that look alike when masked need not be. */
export const isOnFile = ({ phoneHash }: { phoneHash: string | null }, phone: string): boolean =>
  phoneHash !== null && lookupHashes(phone).includes(phoneHash);

/** A new number as the record may show it; said to be another where only digits that are left out differ. */
export function renumbered(before: string | null, phone: string): string {
  const after = maskPhone(phone);
  return after === before ? `${after}（隐去的数字已更正）` : after;
}

const hashesOf = (phones: readonly string[]): string[] => [...new Set(phones.flatMap(lookupHashes))].sort();

/**
 * Makes whoever writes one of these numbers take turns until this transaction ends, and gives every hash under which they may
 * be kept. While secrets change a number has several, and the unique index knows of one at a time: it is the writer who looks
 * for the others, and nobody may write one while he does.
 */
export async function holdPhones(tx: Tx, phones: readonly string[]): Promise<string[]> {
  const hashes = hashesOf(phones);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(value, 0)) from (
    select value from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) order by value collate "C" offset 0) as wanted`);
  // The secrets may have changed while we waited: who wrote before us knew more of them.
  return hashesOf(phones).join() === hashes.join() ? hashes : holdPhones(tx, phones);
}

/** Names the owner of a phone number, if the actor may see him. */
async function refuseTakenPhone(tx: Tx, actor: Actor, hashes: string[]): Promise<never> {
  const [owner] = await tx
    .select({ name: people.name, unit: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(inArray(people.phoneHash, hashes), isNull(people.departedAt), visiblePeople(actor)));
  const message = owner ? `该手机号已登记给${owner.unit}${owner.name}` : '该手机号已登记给他人';
  return refuse('invalid', message, { fields: { phone: message } });
}

/** @returns the number's hashes, held until the transaction ends */
async function claim(tx: Tx, actor: Actor, id: string, phone: string): Promise<string[]> {
  const hashes = await holdPhones(tx, [phone]);
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.phoneHash, hashes), isNull(people.departedAt), ne(people.id, id)))
    .limit(1);
  if (other) await refuseTakenPhone(tx, actor, hashes);
  return hashes;
}

/**
 * Runs a write of a person and his phone (empty: none), unless somebody else in post has it. In a savepoint, so that when the
 * index objects the transaction can still say whose it is.
 */
export async function unlessPhoneTaken(
  tx: Tx,
  actor: Actor,
  { id, phone }: { id: string; phone: string },
  write: (savepoint: Tx) => Promise<unknown>,
): Promise<void> {
  const hashes = phone ? await claim(tx, actor, id, phone) : [];
  try {
    await tx.transaction(write);
  } catch (error) {
    if (hashes.length && brokenConstraint(error) === 'people_phone')
      await refuseTakenPhone(tx, actor, hashes);
    throw error;
  }
}
