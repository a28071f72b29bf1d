import type { Tx } from '@/db/client';
import { membershipRequests, memberships } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { transition } from '@/lib/workflow/transition';
import type { mayHandle } from '../../orders/policy';
import { joinWorkflow } from '../states';
import type { LockedRequest } from './lock';
import { tellMembers, tellRequesters } from './tell';

export interface Admission {
  request: LockedRequest;
  /** When the person was added in the chat, as the administrator states it. */
  since: Date;
}

/**
 * The consequence of done *add* orders: their requests are done and the memberships begin, with the nickname still to be set.
 * Requests are locked by the caller and approved; `may` is what allowed the receipt, or `system` in a portal group;
 * `told` when whoever asked learns of it from what the caller tells him.
 */
export async function admit(
  tx: Tx,
  actor: Actor,
  admissions: readonly Admission[],
  may: typeof mayHandle | 'system',
  told = false,
): Promise<void> {
  if (!admissions.length) return;
  const moved = await transition(tx, {
    table: membershipRequests,
    workflow: joinWorkflow,
    verb: 'finish',
    rows: admissions.map(({ request }) => request),
    actor,
    may,
    label: ({ number }) => number,
    set: { doneAt: now() },
  });
  const grants = new Map<string, Grant | undefined>();
  for (const answer of moved) {
    if (!answer.ok) refuse(answer.refusal.code, answer.refusal.message);
    grants.set(answer.id, answer.grant);
  }
  await beginMemberships(tx, admissions);
  await recordJoined(tx, actor, admissions, grants);
  const joined = admissions.map(({ request }) => request);
  if (!told) await tellRequesters(tx, actor, joined);
  await tellMembers(tx, joined);
}

async function beginMemberships(tx: Tx, admissions: readonly Admission[]): Promise<void> {
  await tx
    .insert(memberships)
    .values(
      admissions.map(({ request, since }) => ({
        id: newId(),
        groupId: request.groupId,
        personId: request.personId,
        unitId: request.unitId,
        nickname: request.nickname,
        nicknameState: 'to_set' as const,
        origin: 'join' as const,
        originRequestId: request.id,
        since,
      })),
    )
    // Entered into the register by a baseline meanwhile: then he is a member, which is what was asked for.
    .onConflictDoNothing();
}

async function recordJoined(
  tx: Tx,
  actor: Actor,
  admissions: readonly Admission[],
  grants: ReadonlyMap<string, Grant | undefined>,
): Promise<void> {
  await record(
    tx,
    actor,
    ...admissions.map(({ request, since }) => ({
      action: 'group.join',
      entity: { type: 'group', id: request.groupId, label: request.groupName },
      grant: grants.get(request.id),
      clause: '2.1.1',
      after: {
        person: request.personName,
        unit: request.unitName,
        nickname: request.nickname,
        request: request.number,
        since: since.toISOString(),
      },
    })),
  );
}
