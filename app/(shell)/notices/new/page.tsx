import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BegunDrafts } from '@/components/notices/writing/begun-drafts';
import { NoticeWriter } from '@/components/notices/writing/notice-writer';
import { PageHeader } from '@/components/ui/page-header';
import { blankForm, formTerms, lastTargets, ownDrafts } from '@/lib/notices/writing/queries/form';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '新建信息' };

export default async function NewNoticePage() {
  const actor = await pageActor('notices.write');
  const terms = actor && (await formTerms(actor));
  if (!(actor && terms)) notFound();
  const [start, drafts, last] = await Promise.all([
    blankForm(actor, terms.units),
    ownDrafts(actor),
    lastTargets(actor),
  ]);
  return (
    <>
      <PageHeader title="新建信息" back={{ href: '/notices', label: '信息发布' }} crumb="制度 3.1.1、3.2" />
      <BegunDrafts drafts={drafts} />
      <NoticeWriter start={start} terms={terms} last={last} staysMajor={false} />
    </>
  );
}
