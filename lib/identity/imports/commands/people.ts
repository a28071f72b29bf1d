import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people, secondaryPostings } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { type AuditEntry, record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { spelled } from '@/lib/core/pinyin';
import { officeDay } from '@/lib/core/time';
import { sealedPhone } from '@/lib/identity/people/commands/phones';
import { maskPhone } from '@/lib/identity/people/rules';
import type { PersonPlan } from '../rules/people';
import { clause } from './lock';

export interface Writing {
  grant: Grant;
  /** Which import it came with, as the reason in the audit trail. */
  reason: string;
}

interface Planned {
  id: string;
  plan: PersonPlan;
}

async function addPeople(tx: Tx, added: readonly Planned[]): Promise<void> {
  if (!added.length) return;
  const at = now();
  await tx.insert(people).values(
    added.map(({ id, plan }) => ({
      id,
      name: plan.name,
      ...spelled(plan.name, 'person'),
      unitId: plan.unit.id,
      duty: plan.duty,
      affiliated: plan.affiliated,
      ...sealedPhone(plan.phone ?? ''),
      createdAt: at,
    })),
  );
}

async function changePeople(tx: Tx, changed: readonly Planned[]): Promise<void> {
  if (!changed.length) return;
  const rows = changed.map(({ id, plan }) => {
    const { phoneCipher, phoneHash, phoneMasked } = sealedPhone(plan.phone ?? '');
    return {
      id,
      unit: plan.unit.id,
      duty: plan.duty,
      cipher: phoneCipher,
      hash: phoneHash,
      masked: phoneMasked,
    };
  });
  await tx.execute(sql`
    update people set unit_id = given.unit, duty = given.duty, phone_cipher = coalesce(given.cipher, phone_cipher),
      phone_hash = coalesce(given.hash, phone_hash), phone_masked = coalesce(given.masked, phone_masked)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id uuid, unit uuid, duty text, cipher text, hash text, masked text)
    where people.id = given.id`);
}

async function addPostings(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const startsOn = officeDay(now());
  const postings = planned.flatMap(({ id, plan }) =>
    plan.postings.map((unit) => ({ id: newId(), personId: id, unitId: unit.id, startsOn, endsOn: null })),
  );
  if (postings.length) await tx.insert(secondaryPostings).values(postings);
}

function entries({ id, plan }: Planned, { grant, reason }: Writing): AuditEntry[] {
  const { name, unit, duty, affiliated, before } = plan;
  const about = { entity: { type: 'person', id, label: name }, grant, clause, reason };
  const phone = plan.phone ? maskPhone(plan.phone) : null;
  const person: AuditEntry = before
    ? {
        ...about,
        action: 'person.edit',
        before: {
          name: before.name,
          unit: before.unitName,
          duty: before.duty,
          ...(phone ? { phone: before.phoneMasked } : {}),
        },
        after: { name, unit: unit.name, duty, ...(phone ? { phone } : {}) },
      }
    : { ...about, action: 'person.create', after: { name, unit: unit.name, duty, affiliated, phone } };
  const onlyPosted = before?.unitId === unit.id && before.duty === duty && !phone;
  const startsOn = officeDay(now());
  const posted = plan.postings.map((posting) => ({
    ...about,
    action: 'person.post',
    after: { unit: posting.name, startsOn, endsOn: null },
  }));
  return onlyPosted ? posted : [person, ...posted];
}

/** Writes people as planned, each with his records in the audit trail. The caller holds them, their units and their phones. */
export async function writePeople(
  tx: Tx,
  actor: Actor,
  writing: Writing,
  plans: readonly PersonPlan[],
): Promise<string[]> {
  const planned = plans.map((plan) => ({ id: plan.before?.id ?? newId(), plan }));
  await addPeople(
    tx,
    planned.filter(({ plan }) => !plan.before),
  );
  await changePeople(
    tx,
    planned.filter(({ plan }) => plan.before),
  );
  await addPostings(tx, planned);
  await record(tx, actor, ...planned.flatMap((one) => entries(one, writing)));
  return planned.map(({ id }) => id);
}
