import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { accounts, people, roleAssignments } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { type FreshCode, freshCode, giveCode, type Slip } from '../../accounts/commands/codes';
import { preparing } from '../../accounts/commands/prepare';
import { isSystemAdmin } from '../../roles/commands/last-admin';
import { inForce } from '../../roles/queries/period';
import { endSessionsOf } from '../../sessions/commands/end';
import { clearAttempts } from '../../signin/commands/limits';
import { replaceCodes } from './codes';

interface RecoverInput {
  username: string;
}

const byConsole = '在服务器控制台恢复系统管理员账号';

const letIn = command<RecoverInput & { fresh: FreshCode }, Slip>(
  { name: 'account.recover', entity: ({ username }) => ({ type: 'account', id: username, label: username }) },
  async (tx, actor, { username, fresh }) => {
    if (actor.personId !== null) refuse('forbidden', '此项只能在服务器控制台办理');
    const account = await lockAdministrator(tx, username);
    const lost = await tx.delete(secondFactors).where(eq(secondFactors.accountId, account.id)).returning();
    await replaceCodes(tx, account.id, []);
    if (lost.length) await tx.update(accounts).set({ mustEnrol: true }).where(eq(accounts.id, account.id));
    const slip = await giveCode(tx, account, fresh);
    const ended = await endSessionsOf(tx, { accountId: account.id, reason: byConsole });
    await clearAttempts(tx, account.username);
    await tellWatchers(tx, account);
    await record(tx, actor, {
      action: 'account.recover',
      entity: { type: 'account', id: account.id, label: `${account.name}（${account.username}）` },
      reason: byConsole,
      after: { 结束会话: ended, 取消动态口令: lost.length > 0, 登录码有效期至: slip.expiresAt },
    });
    return slip;
  },
);

/** The account of a system administrator in office. Everybody else is helped by one, who sees whom he helps. */
async function lockAdministrator(tx: Tx, username: string) {
  const [account] = await tx
    .select({ id: accounts.id, username: accounts.username, personId: people.id, name: people.name })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(accounts.username, username), isNull(accounts.disabledAt), isNull(people.departedAt)))
    .for('update');
  if (!account) return refuse('not_found', `没有用户名为 ${username} 且在用的账号`);
  if (!(await isSystemAdmin(tx, account.personId, now())))
    refuse('rule', `${account.name}不是系统管理员：请由系统管理员在「人员」中办理`);
  return account;
}

/** Whoever holds the machine can do this: those who watch over the accounts and the trail hear of it. */
async function tellWatchers(tx: Tx, { personId, name }: { personId: string; name: string }): Promise<void> {
  const watchers = await tx
    .selectDistinct({ personId: roleAssignments.personId })
    .from(roleAssignments)
    .where(
      and(
        inArray(roleAssignments.role, ['system_admin', 'auditor']),
        ne(roleAssignments.personId, personId),
        inForce(roleAssignments, now()),
      ),
    );
  const title = `系统管理员${name}的账号已在服务器控制台恢复`;
  await notify(
    tx,
    [{ personId }, ...watchers].map((watcher) => ({
      ...watcher,
      kind: 'account' as const,
      title,
      detail: '发放了新的登录码，原密码和动态口令已失效。如不知情，请立即核实',
      href: watcher.personId === personId ? '/me' : '/inbox',
    })),
  );
}

/**
 * The way back for a system administrator whom no other one can help: a one-time code in place of password and second factor, given
 * to whoever runs the machine. By the system only: no action leads here, `npm run account:recover` does.
 */
export const recoverAdministrator = preparing(letIn, async (_actor, input: RecoverInput) => ({
  ...input,
  fresh: await freshCode(),
}));
