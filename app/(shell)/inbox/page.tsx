import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionButton } from '@/components/form/action-button';
import { MessageList } from '@/components/inbox/message-list';
import { ClearFilters } from '@/components/list/clear-filters';
import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { now } from '@/lib/core/clock';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { markAllRead } from '@/lib/inbox/actions';
import { inboxList } from '@/lib/inbox/list';
import { listInbox, unreadCount } from '@/lib/inbox/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '消息' };

const { state: stateFilter, kind: kindFilter } = inboxList.filters;

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('inbox.view');
  if (!actor) notFound();
  const state = parseList(inboxList, await searchParams);
  // Before they are read, so that what comes meanwhile stays unread.
  const until = now().toISOString();
  const [page, unread] = await Promise.all([listInbox(actor, state), unreadCount(actor)]);
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  return (
    <>
      <PageHeader
        title="消息"
        note={unread > 0 ? `${unread} 条未读` : undefined}
        actions={
          unread > 0 ? (
            <ActionButton
              action={markAllRead}
              input={{ until }}
              label="全部标为已读"
              success="已全部标为已读"
            />
          ) : null
        }
      />
      <ListToolbar
        base="/inbox"
        state={state}
        total={page}
        unit="条"
        search="搜消息"
        exportName={inboxList.name}
        filters={[
          { key: 'state', label: '状态', choices: stateFilter?.choices ?? [], single: true },
          { key: 'kind', label: '类别', choices: kindFilter?.choices ?? [] },
        ]}
      />
      <Card padded={false}>
        {page.rows.length > 0 ? (
          <MessageList messages={page.rows} />
        ) : (
          <EmptyState
            title={narrowed ? '没有符合条件的消息' : '还没有消息'}
            hint={narrowed ? '可以减少筛选条件再看。' : '与您有关的申请、办理和提醒会出现在这里。'}
            action={narrowed ? <ClearFilters base="/inbox" state={state} /> : undefined}
          />
        )}
        <Pagination base="/inbox" state={state} page={page} />
      </Card>
    </>
  );
}
