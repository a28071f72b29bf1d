import type { Tx } from '@/db/client';
import { membershipRequests, memberships } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { notify } from '@/lib/inbox/notify';
import { transition } from '@/lib/workflow/transition';
import type { mayHandle } from '../../orders/policy';
import { joinWorkflow } from '../states';
import { concernedIn, placeOf } from './concerned';
import type { LockedRequest } from './lock';

export interface Admission {
  request: LockedRequest;
  /** When the person was added in the chat, as the administrator states it. */
  since: Date;
}

/**
 * The consequence of done *add* orders: their requests are done and the memberships begin, with the nickname still to be set.
 * Requests are locked by the caller and approved; `may` is what allowed the receipt, or `system` in a portal group.
 */
export async function admit(
  tx: Tx,
  actor: Actor,
  admissions: readonly Admission[],
  may: typeof mayHandle | 'system',
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
  await tell(tx, actor, admissions);
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

async function tell(tx: Tx, actor: Actor, admissions: readonly Admission[]): Promise<void> {
  await notify(
    tx,
    admissions.flatMap(({ request }) => [
      ...concernedIn(request, actor).map((personId) => ({
        personId,
        kind: 'membership' as const,
        title: `${request.personName}已加入「${request.groupName}」`,
        detail: `申请 ${request.number} 已办结，群昵称为「${request.nickname}」`,
        href: placeOf(request),
      })),
      ...(request.hasAccount
        ? [
            {
              personId: request.personId,
              kind: 'nickname' as const,
              title: `您已加入「${request.groupName}」，请将群昵称改为「${request.nickname}」`,
              detail: '制度 2.1.2：群昵称为单位加姓名，可在「我的」中复制',
              href: '/me',
            },
          ]
        : []),
    ]),
  );
}
