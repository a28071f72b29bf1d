import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Bench } from '@/components/screening/bench';
import { ScreeningTabs } from '@/components/screening/screening-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { dictionaryFigures } from '@/lib/dictionaries/queries/versions';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '内容筛查' };

export default async function ScreeningPage() {
  const actor = await pageActor('screening.manage');
  if (!actor) notFound();
  const figures = await dictionaryFigures(actor);
  const note = figures?.version
    ? `词库第 ${figures.version} 版，启用 ${figures.words.toLocaleString('en-US')} 条`
    : '使用产品自带词表';
  return (
    <>
      <PageHeader title="内容筛查" crumb="系统 / 制度 1.3.3、5.1" note={note} />
      <ScreeningTabs current="" />
      <Bench />
    </>
  );
}
