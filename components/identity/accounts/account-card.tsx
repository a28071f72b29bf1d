import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import type { AccountHold } from '@/lib/identity/accounts/queries';
import type { PersonDetail } from '@/lib/identity/people/queries/person';
import { AccountBadge } from '../people/people-table';
import { AccountActs } from './account-acts';

type AccountCardProps = { person: PersonDetail; hold: AccountHold | null };

/** Signing in, as the system administrator manages it. */
export function AccountCard({ person, hold }: AccountCardProps) {
  const { account, username, lastSignInAt, may } = person;
  return (
    <Card title="账号" aside={<AccountBadge state={account} />}>
      <DefinitionList
        columns={1}
        items={[
          { term: '用户名', value: username },
          { term: '最近登录', value: lastSignInAt ? <DateTime at={lastSignInAt} /> : '从未登录' },
          ...(hold ? [{ term: '动态口令', value: hold.secondFactor ? '已启用' : '未启用' }] : []),
        ]}
      />
      {may.manageAccount ? (
        <AccountActs person={{ id: person.id, name: person.name, account, username }} hold={hold} />
      ) : null}
    </Card>
  );
}
