import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts, people, roleAssignments, setupTokens } from '@/db/schema/identity';
import { street, units } from '@/db/schema/units';
import { type Actor, systemActor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { randomToken, sameSecret, sha256 } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { spelled } from '@/lib/core/pinyin';
import { enterShipped, holdDictionaries } from '@/lib/dictionaries/commands/write';
import { command } from '@/lib/workflow/command';
import { createAccount, type FreshCode, freshCode, giveCode, type Slip } from '../accounts/commands/codes';
import { checkPassword } from '../accounts/commands/new-password';
import { preparing } from '../accounts/commands/prepare';
import type { setupInput } from './input';

type SetupInput = z.output<typeof setupInput>;

const makeToken = command<void, string | null>({ name: 'setup.token' }, async (tx, actor) => {
  const [made] = await tx.select({ name: street.name }).from(street);
  if (made) return null;
  const token = randomToken();
  const row = { tokenHash: sha256(token), issuedAt: now(), usedAt: null };
  await tx.insert(setupTokens).values(row).onConflictDoUpdate({ target: setupTokens.id, set: row });
  await record(tx, actor, { action: 'setup.token' });
  return token;
});

/**
 * A new one-time token for /setup, to be printed on the console; the one before no longer counts. Null when the street is
 * set up already.
 */
export async function issueSetupToken(): Promise<string | null> {
  const made = await makeToken(systemActor('setup'), undefined);
  return made.ok ? made.value : null;
}

/** Uses the token up; the row stays locked, so that of two who send the form at once one is refused. */
async function useToken(tx: Tx, token: string): Promise<void> {
  const [issued] = await tx.select().from(setupTokens).for('update');
  const [made] = await tx.select({ name: street.name }).from(street);
  if (made || issued?.usedAt) refuse('conflict', '系统已经初始化，请直接登录');
  if (!(issued && sameSecret(sha256(token), issued.tokenHash))) {
    const message = '口令不正确：请填写本次启动时控制台显示的一次性口令';
    refuse('forbidden', message, { fields: { token: message } });
  }
  await tx.update(setupTokens).set({ usedAt: now() }).where(eq(setupTokens.id, issued.id));
}

async function addPerson(
  tx: Tx,
  unitId: string,
  name: string,
  role: 'system_admin' | 'office_admin',
): Promise<string> {
  const [id, at] = [newId(), now()];
  await tx.insert(people).values({ id, name, ...spelled(name, 'person'), unitId, createdAt: at });
  await tx
    .insert(roleAssignments)
    .values({ id: newId(), personId: id, role, startsAt: at, reason: '系统初始化' });
  return id;
}

/** What is hashed before the transaction begins. */
interface Prepared {
  passwordHash: string;
  code: FreshCode;
}

/** Whether the token is the one on the console, in a transaction of its own, which holds no lock. */
const knowsToken = command<string, boolean>({ name: 'setup.street' }, async (tx, _actor, token) => {
  const [issued] = await tx.select({ hash: setupTokens.tokenHash }).from(setupTokens);
  return issued !== undefined && sameSecret(sha256(token), issued.hash);
});

/**
 * Hashes what the form holds, but only for who knows the token: nobody else can make the server work. The command looks at the
 * token again, under its lock.
 */
async function prepared(actor: Actor, input: SetupInput): Promise<Prepared | null> {
  const known = await knowsToken(actor, input.token);
  if (!(known.ok && known.value)) return null;
  return { passwordHash: await hashPassword(input.password), code: await freshCode() };
}

async function addSystemAdmin(
  tx: Tx,
  unitId: string,
  input: SetupInput,
  passwordHash: string,
): Promise<void> {
  const personId = await addPerson(tx, unitId, input.adminName, 'system_admin');
  const accountId = await createAccount(tx, personId, input.adminUsername);
  await checkPassword(tx, input.password, {
    username: input.adminUsername,
    name: input.adminName,
    unitName: input.officeName,
    unitShortName: input.officeShortName,
    streetName: input.streetName,
  });
  await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId));
}

async function addOfficeAdmin(
  tx: Tx,
  unitId: string,
  input: SetupInput,
  code: FreshCode,
): Promise<Slip | null> {
  if (!input.officeAdminName) return null;
  const personId = await addPerson(tx, unitId, input.officeAdminName, 'office_admin');
  const id = await createAccount(tx, personId, input.officeAdminUsername);
  return giveCode(tx, { id, username: input.officeAdminUsername }, code);
}

const foundStreet = command<SetupInput & { hashes: Prepared | null }, Slip | null>(
  { name: 'setup.street', entity: ({ streetName }) => ({ type: 'street', id: '1', label: streetName }) },
  async (tx, actor, { hashes, ...input }) => {
    await useToken(tx, input.token);
    // Right now, wrong a moment ago: the console has just printed another one.
    if (!hashes) return refuse('conflict', '口令刚刚更换，请重新提交');
    const { streetName, officeName, officeShortName } = input;
    const [unitId, at] = [newId(), now()];
    await tx.insert(street).values({ name: streetName, createdAt: at });
    await tx
      .insert(units)
      .values({ id: unitId, name: officeName, shortName: officeShortName, kind: 'office', createdAt: at });
    await addSystemAdmin(tx, unitId, input, hashes.passwordHash);
    const slip = await addOfficeAdmin(tx, unitId, input, hashes.code);
    await enterShipped(tx, await holdDictionaries(tx));
    await record(tx, actor, {
      action: 'setup.street',
      entity: { type: 'street', id: '1', label: streetName },
      after: {
        街道办公室: officeName,
        系统管理员: `${input.adminName}（${input.adminUsername}）`,
        街道办公室管理员: slip ? `${input.officeAdminName}（${slip.username}）` : '未设置',
      },
    });
    return slip;
  },
);

/**
 * Makes the street, its Office and the first system administrator; and, since he decides no business, the first
 * administrator of the Office with a one-time code if one is named. Refuses a wrong token (`forbidden`) and a second time
 * (`conflict`).
 */
export const setUpStreet = preparing(foundStreet, async (actor, input: SetupInput) => ({
  ...input,
  hashes: await prepared(actor, input),
}));
