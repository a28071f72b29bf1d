import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SearchForm } from '@/components/layout/top-bar';
import { Findings } from '@/components/search/findings';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { SearchParams } from '@/lib/core/paging';
import { requireActor } from '@/lib/request/viewer';
import { search } from '@/lib/search/queries';

export const metadata: Metadata = { title: '搜索' };

export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const { q } = await searchParams;
  const { text, findings, exact } = await search(actor, (Array.isArray(q) ? q[0] : q) ?? '');
  if (exact) redirect(exact);
  return (
    <>
      <PageHeader title="搜索" note={text ? `「${text}」` : undefined} />
      <div className="mb-3 md:hidden">
        <SearchForm words="搜人员、群、信息、编号" value={text} />
      </div>
      {findings.length > 0 ? (
        <Findings findings={findings} q={text} />
      ) : (
        <Card>
          <EmptyState
            title={text ? `没有找到「${text}」` : '请输入要找的内容'}
            hint="可以用姓名、群名、拼音首字母（如 zs）、信息的标题和正文或编号（如 RQ-2026-0418）查找；只显示您有权查看的内容。"
          />
        </Card>
      )}
    </>
  );
}
