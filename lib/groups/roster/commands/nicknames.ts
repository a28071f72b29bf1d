import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { endRenames } from '../../nickname/commands/end-renames';
import type { AssessedEntry } from '../rules/assess';
import type { HeldMember } from './facts';
import { type HeldGroup, idsIn } from './lock';

/** When, where and by which grant nicknames were seen. */
export interface Seen {
  group: HeldGroup;
  grant: Grant;
  at: Date;
}

/**
 * What a check says of nicknames is kept with the members: those the chat shows as they should be are confirmed, those it does not
 * are to be set again, from now on. Members are locked by the caller; each of both is one statement.
 */
export async function keepNicknames(
  tx: Tx,
  actor: Actor,
  seen: Seen,
  entries: readonly AssessedEntry[],
  members: readonly HeldMember[],
): Promise<void> {
  const byId = new Map(members.map((member) => [member.membershipId, member]));
  const of = (kind: AssessedEntry['kind']) =>
    entries.flatMap((entry) => {
      const member = entry.kind === kind && entry.membershipId ? byId.get(entry.membershipId) : undefined;
      return member ? [{ member, entry }] : [];
    });
  await confirm(
    tx,
    actor,
    seen,
    of('conforms').map(({ member }) => member),
  );
  await askAgain(
    tx,
    actor,
    seen,
    of('misnamed').map(({ member, entry }) => ({ member, seenAs: entry.nickname ?? '' })),
  );
}

async function confirm(
  tx: Tx,
  actor: Actor,
  { group, grant, at }: Seen,
  members: readonly HeldMember[],
): Promise<void> {
  const fresh = members.filter(({ toSet }) => toSet);
  if (!fresh.length) return;
  await tx
    .update(memberships)
    .set({
      nicknameState: 'confirmed',
      nicknameConfirmedAt: at,
      nicknameConfirmedBy: actor.personId,
      nicknameSeen: null,
    })
    .where(inArray(memberships.id, idsIn(fresh.map(({ membershipId }) => membershipId))));
  await endRenames(
    tx,
    actor,
    fresh.map(({ membershipId }) => membershipId),
  );
  await record(
    tx,
    actor,
    ...fresh.map(({ membershipId, stored }) => ({
      action: 'nickname.confirm',
      entity: { type: 'member', id: membershipId, label: `${stored} · ${group.name}` },
      grant,
      clause: '2.1.2',
      reason: '花名册比对',
      before: { nicknameState: 'to_set' },
      after: { nicknameState: 'confirmed', nickname: stored },
    })),
  );
}

/** Members whose nickname the chat was seen to show otherwise: from now on it is to be set. Locked by the caller. */
export async function askAgain(
  tx: Tx,
  actor: Actor,
  { group, grant, at }: Seen,
  misnamed: readonly { member: HeldMember; seenAs: string }[],
): Promise<void> {
  if (!misnamed.length) return;
  const rows = misnamed.map(({ member, seenAs }) => ({
    id: member.membershipId,
    nickname: member.nickname,
    seen: seenAs,
  }));
  // Who had been asked before has been asked since then.
  await tx.execute(sql`
    update memberships set nickname = given.nickname, nickname_seen = given.seen, nickname_state = 'to_set',
      nickname_confirmed_at = null, nickname_confirmed_by = null,
      nickname_asked_at = case nickname_state when 'to_set' then nickname_asked_at else ${at.toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, nickname text, seen text)
    where memberships.id = given.id and memberships.until is null`);
  const shaken = misnamed.filter(({ member }) => !member.toSet);
  await record(
    tx,
    actor,
    ...shaken.map(({ member, seenAs }) => ({
      action: 'nickname.ask',
      entity: { type: 'member', id: member.membershipId, label: `${member.nickname} · ${group.name}` },
      grant,
      clause: '2.1.2',
      reason: '花名册比对',
      before: { nicknameState: 'confirmed' },
      after: { nicknameState: 'to_set', seen: seenAs },
    })),
  );
}
