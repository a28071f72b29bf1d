import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { enqueue } from '@/lib/jobs/enqueue';
import { command } from '@/lib/workflow/command';
import { isSystemAdmin, keepOneSystemAdmin } from '../../roles/commands/last-admin';
import { endSessionsOf } from '../../sessions/commands/end';
import { clearAttempts } from '../../signin/commands/limits';
import type { accountInput, issueCodeInput } from '../input';
import { mayManageAccount } from '../policy';
import { createAccount, type FreshCode, freshCode, giveCode, type Slip } from './codes';
import { preparing } from './prepare';

type AccountInput = z.output<typeof accountInput>;
type IssueInput = z.output<typeof issueCodeInput>;

const target = ({ personId }: { personId: string }) => ({ type: 'person', id: personId, label: '人员' });

interface Held {
  id: string;
  username: string;
  disabledAt: Date | null;
}

async function lockAccount(tx: Tx, personId: string): Promise<{ person: string; account: Held | null }> {
  const [person] = await tx
    .select({ name: people.name, departedAt: people.departedAt })
    .from(people)
    .where(eq(people.id, personId))
    .for('update');
  if (!person || person.departedAt) return refuse('not_found', '没有找到这个人，可能已离任');
  const [account] = await tx
    .select({ id: accounts.id, username: accounts.username, disabledAt: accounts.disabledAt })
    .from(accounts)
    .where(eq(accounts.personId, personId))
    .for('update');
  return { person: person.name, account: account ?? null };
}

/** The account of somebody else, locked for an act of the administrator. Refuses whoever may not, and where there is none. */
export async function lockExisting(tx: Tx, actor: Actor, personId: string) {
  const grant = granted(mayManageAccount(actor, personId));
  const { person, account } = await lockAccount(tx, personId);
  if (!account) return refuse('not_found', `${person}还没有账号`);
  return { grant, name: person, account, label: `${person}（${account.username}）` };
}

const entry = (action: string, account: Held, label: string, grant: Grant, reason?: string) => ({
  action,
  entity: { type: 'account', id: account.id, label },
  grant,
  reason,
});

const storeCode = command<IssueInput & { fresh: FreshCode }, Slip>(
  { name: 'account.issue_code', entity: target },
  async (tx, actor, { personId, username, fresh }) => {
    const grant = granted(mayManageAccount(actor, personId));
    const { person, account: held } = await lockAccount(tx, personId);
    if (held?.disabledAt) refuse('conflict', '账号已停用，请先恢复');
    if (!(held || username))
      refuse('invalid', '请填写用户名', { fields: { username: '首次发放请填写用户名' } });
    const account = held ?? { id: await createAccount(tx, personId, username), username, disabledAt: null };
    const slip = await giveCode(tx, account, fresh);
    await endSessionsOf(tx, { accountId: account.id, reason: '重新发放登录码' });
    await clearAttempts(tx, account.username);
    await record(tx, actor, {
      ...entry('account.issue_code', account, `${person}（${account.username}）`, grant),
      after: { 有效期至: slip.expiresAt, 新建账号: !held },
    });
    return slip;
  },
);

/**
 * Gives a person an account, or a way back into it: a one-time code, valid for as many days as the setting says. What
 * opened the account before no longer does, and its sessions end.
 */
export const issueCode = preparing(storeCode, async (_actor, input: IssueInput) => ({
  ...input,
  fresh: await freshCode(),
}));

/**
 * Closes an account: its sessions end at once, and nothing opens it until it is enabled again. Refused for the last system
 * administrator who can sign in, also when two close each other's at once.
 */
export const disableAccount = command<AccountInput, null>(
  { name: 'account.disable', entity: target },
  async (tx, actor, { personId, reason }) => {
    const { grant, name, account, label } = await lockExisting(tx, actor, personId);
    if (account.disabledAt) refuse('conflict', '账号已经停用');
    const at = now();
    if (await isSystemAdmin(tx, personId, at)) await keepOneSystemAdmin(tx, { id: personId, name }, at);
    await tx.update(accounts).set({ disabledAt: at }).where(eq(accounts.id, account.id));
    const ended = await endSessionsOf(tx, { accountId: account.id, reason: `账号停用：${reason}` });
    await enqueue(tx, 'notices.find_left', {});
    await record(tx, actor, {
      ...entry('account.disable', account, label, grant, reason),
      after: { 结束会话: ended },
    });
    return null;
  },
);

/** Opens a disabled account again, with the password it had. */
export const enableAccount = command<AccountInput, null>(
  { name: 'account.enable', entity: target },
  async (tx, actor, { personId, reason }) => {
    const { grant, account, label } = await lockExisting(tx, actor, personId);
    if (!account.disabledAt) refuse('conflict', '账号没有停用');
    await tx.update(accounts).set({ disabledAt: null }).where(eq(accounts.id, account.id));
    await record(tx, actor, entry('account.enable', account, label, grant, reason));
    return null;
  },
);

/** Clears the failed attempts that hold an account back, from wherever they were made. */
export const unlockAccount = command<AccountInput, null>(
  { name: 'account.unlock', entity: target },
  async (tx, actor, { personId, reason }) => {
    const { grant, account, label } = await lockExisting(tx, actor, personId);
    await clearAttempts(tx, account.username);
    await record(tx, actor, entry('account.unlock', account, label, grant, reason));
    return null;
  },
);
