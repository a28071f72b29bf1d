import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { DraftNotes } from '@/components/notices/writing/draft-notes';
import { NoticeWriter } from '@/components/notices/writing/notice-writer';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { formTerms, isAuthor, lastTargets, openDraft } from '@/lib/notices/writing/queries/form';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '修改信息' };

export default async function EditNoticePage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('notices.write');
  const id = idField.safeParse((await params).id).data;
  if (!(actor && id)) notFound();
  const [draft, terms, last] = await Promise.all([
    openDraft(actor, id),
    formTerms(actor),
    lastTargets(actor),
  ]);
  // Submitted meanwhile: its own page says where it stands.
  if (!draft && (await isAuthor(actor, id))) redirect(`/notices/${id}`);
  if (!(draft && terms)) notFound();
  const { number, staysMajor } = draft;
  return (
    <>
      <PageHeader
        title="修改信息"
        back={number ? { href: `/notices/${id}`, label: '信息' } : { href: '/notices', label: '信息发布' }}
        crumb={number ? `${number}，修改后重新提交审核` : '草稿'}
      />
      <DraftNotes draft={draft} />
      <NoticeWriter
        start={draft.form}
        terms={terms}
        last={last}
        staysMajor={staysMajor}
        isSubmittedOnce={number !== null}
      />
    </>
  );
}
