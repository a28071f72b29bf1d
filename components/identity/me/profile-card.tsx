import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { roles } from '@/lib/access/roles';
import { formatShort } from '@/lib/core/time';
import type { HeldRole, myAccount } from '@/lib/identity/accounts/queries';

type ProfileCardProps = {
  actor: Actor;
  account: NonNullable<Awaited<ReturnType<typeof myAccount>>>;
  held: HeldRole[];
};

function roleLine({ role, scope, endsAt }: HeldRole): string {
  const until = endsAt ? `，至 ${formatShort(endsAt)}` : '';
  return `${roles[role]}${scope ? `（${scope}${until}）` : until}`;
}

/** Who I am here, and by which roles I act. */
export function ProfileCard({ actor, account, held }: ProfileCardProps) {
  const duties = actor.grants.flatMap(({ role, onBehalfOf }) =>
    onBehalfOf ? [`代${onBehalfOf.name}：${roles[role]}`] : [],
  );
  const delegates =
    duties.length > 0 || mayAtAll(actor, 'delegation.own') || mayAtAll(actor, 'delegation.enter');
  const lines = [...held.map(roleLine), ...duties];
  return (
    <Card
      title="基本信息"
      hint="有误请联系街道办公室"
      aside={delegates ? <TextLink href="/delegation">职责委托</TextLink> : null}
    >
      <DefinitionList
        items={[
          { term: '姓名', value: account.name },
          { term: '用户名', value: account.username },
          { term: '单位', value: account.unitName },
          { term: '职务', value: account.duty || null },
          { term: '手机号', value: account.phone },
          {
            term: '角色',
            wide: true,
            value: lines.length ? lines.map((line) => <p key={line}>{line}</p>) : roles.member,
          },
        ]}
      />
    </Card>
  );
}
