import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ChaseMissing } from '@/components/notices/receipts/chase-missing';
import { CollectForm } from '@/components/notices/receipts/collect-form';
import { ReceiptTable } from '@/components/notices/receipts/receipt-table';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { receiptList } from '@/lib/notices/receipts/list';
import { receiptFigures } from '@/lib/notices/receipts/queries/figures';
import { followedNotice, listReceipts } from '@/lib/notices/receipts/queries/list';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '已读与回执' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function ReceiptsPage({ params, searchParams }: Props) {
  const actor = await pageActor('notices.receipts');
  const id = idField.safeParse((await params).id);
  const notice = actor && id.success ? await followedNotice(actor, id.data) : null;
  if (!(actor && notice)) notFound();
  const state = parseList(receiptList, { ...(await searchParams), notice: notice.id });
  const [page, figures] = await Promise.all([listReceipts(actor, state), receiptFigures(actor, notice)]);
  const base = `/notices/${notice.id}/receipts`;
  const units = figures?.units.map(({ unitId, unitName }) => ({ value: unitId, label: unitName })) ?? [];
  return (
    <>
      <PageHeader
        title="已读与回执"
        back={{ href: `/notices/${notice.id}`, label: '信息' }}
        crumb={`${notice.title}，制度 2.2.2b`}
        actions={figures ? <ChaseMissing noticeId={notice.id} figures={figures} /> : undefined}
      />
      {figures?.may.collect ? (
        <Card id="collect" title="登记群内回执" className="mb-4">
          <CollectForm noticeId={notice.id} />
        </Card>
      ) : null}
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="人"
        search="搜姓名、首字母"
        filters={[
          { key: 'state', label: '状态', choices: receiptList.filters.state?.choices ?? [] },
          ...(units.length > 1 ? [{ key: 'unit', label: '单位', choices: units }] : []),
        ]}
        exportName={receiptList.name}
      />
      <ReceiptTable base={base} state={state} page={page} />
    </>
  );
}
