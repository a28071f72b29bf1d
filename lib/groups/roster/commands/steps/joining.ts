import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { headsByUnit } from '../../../orders/queries/heads';
import { officeAdmins } from '../../../orders/queries/recipients';
import { enterJoins } from '../../../requests/commands/enter';
import { maySubmit } from '../../../requests/policy';
import type { LockedEntry } from '../entries';
import { namesText } from './members';
import { type Settled, sift, type TakeStep, type Work } from './work';

const foundInChat = '花名册比对发现已在群内，补办入群';

/**
 * Strangers whom the street knows apply after all: at once, where the actor may ask for their unit; otherwise their heads are asked
 * to, or the Office where a unit has nobody.
 */
export const requestJoins: TakeStep = async (work, entries) => {
  const { free, stopped } = sift(entries, ({ personId, personName, nickname, departed }) => {
    if (departed) return `${personName}已离任，请下达移出办理单`;
    return personId ? undefined : `登记中没有「${nickname}」，请从「登记并申请」填写此人后提交`;
  });
  const own = free.filter(({ unitId }) => unitId && maySubmit(work.actor, unitId).allowed);
  const others = free.filter((entry) => !own.includes(entry));
  return [...stopped, ...(await submit(work, own)), ...(await ask(work, others))];
};

async function submit(work: Work, entries: readonly LockedEntry[]): Promise<Settled[]> {
  const { tx, actor, check } = work;
  const wanted = entries.flatMap(({ personId, unitId }) => {
    const found = unitId ? maySubmit(actor, unitId) : undefined;
    return personId && unitId && found?.allowed
      ? [{ personId, unitId, groupId: check.group.id, grant: found.grant }]
      : [];
  });
  const reason = work.reason || foundInChat;
  const { entered, refused } = await enterJoins(tx, actor, wanted, { batchId: work.batchId, reason });
  await tellOffice(
    work,
    entered.map(({ id, facts }) => ({ id, name: facts.personName })),
  );
  const requests = new Map(entered.map(({ personId, id }) => [personId, id]));
  const refusals = new Map(refused.map(({ personId, refusal }) => [personId, refusal]));
  return entries.map(({ id, personId }): Settled => {
    const requestId = requests.get(personId ?? '');
    if (requestId) return { id, step: 'join', requestId };
    const refusal = refusals.get(personId ?? '');
    return { id, refusal: refusal ?? { code: 'rule', message: '此人在名单中出现两次，申请只提交一件' } };
  });
}

async function tellOffice(
  { tx, actor, check }: Work,
  joins: readonly { id: string; name: string }[],
): Promise<void> {
  const [first] = joins;
  if (!first) return;
  const office = await officeAdmins(tx, actor.personId);
  await notify(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'membership' as const,
      title: `${namesText(joins.map(({ name }) => name))}补办加入「${check.group.name}」，请审核`,
      detail: foundInChat,
      href:
        joins.length > 1 ? `/membership?group=${check.group.id}&status=submitted` : `/membership/${first.id}`,
    })),
  );
}

/** One message to whoever may apply for them, for each of them, since each is a form to be filled in; once a day. */
async function ask({ tx, actor, check }: Work, entries: readonly LockedEntry[]): Promise<Settled[]> {
  if (!entries.length) return [];
  const heads = await headsByUnit(
    tx,
    entries.flatMap(({ unitId }) => unitId ?? []),
  );
  const office = await officeAdmins(tx, actor.personId);
  const day = officeDay(now());
  await notify(
    tx,
    entries.flatMap(({ personId, personName, unitId }) =>
      (heads.get(unitId ?? '') ?? office).map((head) => ({
        personId: head,
        kind: 'membership' as const,
        title: `${personName}在「${check.group.name}」群内，但没有入群申请，请补办`,
        detail: '花名册比对发现；不应在群的，请告知群管理员移出',
        href: `/membership/new?group=${check.group.id}&person=${personId}`,
        dedupeKey: `roster.ask:${check.group.id}:${personId}:${day}`,
      })),
    ),
  );
  return entries.map(({ id }): Settled => ({ id, step: 'ask' }));
}
