import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { notifyTogether } from '@/lib/inbox/notify';
import { setsNicknames } from '../../rules';
import { concernedIn, placeOf } from './concerned';
import type { LockedRequest } from './lock';

type Some<T> = readonly [T, ...T[]];

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

/** `王五`, `王五、李四`, `王五、李四等 5 人`. */
export function peopleOf(requests: readonly Pick<LockedRequest, 'personId' | 'personName'>[]): string {
  const persons = new Map(requests.map(({ personId, personName }) => [personId, personName]));
  const named = [...persons.values()].slice(0, 2).join('、');
  return persons.size > 2 ? `${named}等 ${persons.size} 人` : named;
}

/** `「和平社区工作群」`, or how many there are. */
export function groupsOf(requests: readonly Pick<LockedRequest, 'groupName'>[]): string {
  const names = distinct(requests.map(({ groupName }) => `「${groupName}」`));
  return names.length > 2 ? ` ${names.length} 个群` : names.join('');
}

/** Where all of them are read about: the request itself, what was sent together, or the list. */
export function placeOfAll(requests: Some<Pick<LockedRequest, 'id' | 'batchId' | 'transferId'>>): string {
  const [first] = requests;
  if (distinct(requests.map(placeOf)).length === 1) return placeOf(first);
  const together = requests.every(({ batchId, transferId }) => !transferId && batchId === first.batchId);
  return together ? `/membership/batch/${first.batchId}` : '/membership?kind=join';
}

/** A request that has just been decided. */
export interface Decided {
  request: LockedRequest;
  decision: 'approve' | 'reject';
  reason?: string | undefined;
}

const nextSteps = {
  planned: '工作变动生效后转群管理员办理',
  portal: '已加入，本平台的群不用办理',
  chat: '已转群管理员办理',
} as const;

function stepOf({ planned, platform }: LockedRequest): keyof typeof nextSteps {
  if (planned) return 'planned';
  return setsNicknames(platform) ? 'chat' : 'portal';
}

/** What comes next for those approved: in one word when it is the same for all. */
function nextOf(approved: readonly LockedRequest[]): string {
  const steps = approved.map(stepOf);
  if (new Set(steps).size === 1) return steps[0] ? nextSteps[steps[0]] : '';
  const kinds = ['chat', 'portal', 'planned'] as const;
  const counted = kinds.map((kind) => ({ kind, count: steps.filter((step) => step === kind).length }));
  return counted.flatMap(({ kind, count }) => (count ? [`${count} 项${nextSteps[kind]}`] : [])).join('，');
}

function titleOf(approved: readonly LockedRequest[], rejected: readonly LockedRequest[]): string {
  const [one, ...more] = [...approved, ...rejected];
  if (one && !more.length)
    return `${one.personName}加入「${one.groupName}」的申请${approved.length ? '已通过' : '被驳回'}`;
  const count = approved.length + rejected.length;
  if (!rejected.length) return `${count} 项入群申请已通过`;
  if (!approved.length) return `${count} 项入群申请被驳回`;
  return `${count} 项入群申请已审核：通过 ${approved.length} 项，驳回 ${rejected.length} 项`;
}

/** Whoever asked is told of one act of deciding once, however many requests it decided. */
export function tellDecided(tx: Tx, actor: Actor, decided: readonly Decided[]): Promise<number> {
  return notifyTogether(
    tx,
    decided,
    ({ request }) => concernedIn(request, actor),
    (own) => {
      const of = (decision: Decided['decision']) =>
        own.filter((one) => one.decision === decision).map(({ request }) => request);
      const [approved, rejected] = [of('approve'), of('reject')];
      const many = own.length > 1;
      const parts = [
        many && approved.length ? `通过：${peopleOf(approved)}` : '',
        approved.length ? nextOf(approved) : '',
        many && rejected.length ? `驳回：${peopleOf(rejected)}` : '',
        ...distinct(own.map(({ reason }) => reason ?? '')),
      ];
      const [first, ...others] = own;
      return {
        kind: 'membership',
        title: titleOf(approved, rejected),
        detail: parts.filter(Boolean).join('；'),
        href: placeOfAll([first.request, ...others.map(({ request }) => request)]),
      };
    },
  );
}

/** Whoever asked is told once that people are in their groups now. */
export function tellRequesters(tx: Tx, actor: Actor, joined: readonly LockedRequest[]): Promise<number> {
  return notifyTogether(
    tx,
    joined,
    (request) => concernedIn(request, actor),
    (own) => ({
      kind: 'membership',
      title: `${peopleOf(own)}已加入${groupsOf(own)}`,
      detail:
        own.length > 1
          ? `${own.length} 项申请已办结`
          : `申请 ${own[0].number} 已办结，群昵称为「${own[0].nickname}」`,
      href: placeOfAll(own),
    }),
  );
}

/** Who has been added: in a chat he has his nickname to set; the portal shows it by itself. */
export async function tellMembers(tx: Tx, joined: readonly LockedRequest[]): Promise<void> {
  const known = joined.filter(({ hasAccount }) => hasAccount);
  const self = ({ personId }: LockedRequest) => [personId];
  await notifyTogether(
    tx,
    known.filter(({ platform }) => setsNicknames(platform)),
    self,
    (own) => {
      const nicknames = distinct(own.map(({ nickname }) => `「${nickname}」`));
      const asked = nicknames.length === 1 ? `请将群昵称改为${nicknames[0]}` : '请按规定修改群昵称';
      return {
        kind: 'nickname',
        title: `您已加入${groupsOf(own)}，${asked}`,
        detail: '制度 2.1.2：群昵称为单位加姓名，可在「我的」中复制',
        href: '/me',
      };
    },
  );
  await notifyTogether(
    tx,
    known.filter(({ platform }) => !setsNicknames(platform)),
    self,
    (own) => ({
      kind: 'membership',
      title: `您已加入${groupsOf(own)}`,
      detail: '本平台的群：信息在「信息发布」中查看，群昵称自动显示',
      href: own.length > 1 ? '/me' : `/groups/${own[0].groupId}`,
    }),
  );
}
