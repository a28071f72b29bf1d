import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionButton } from '@/components/form/action-button';
import { ChangeWordForm } from '@/components/screening/change-word-form';
import { WordHistory } from '@/components/screening/word-history';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { removeWordsAction, switchWordsAction } from '@/lib/dictionaries/actions';
import { wordDetail } from '@/lib/dictionaries/queries/words';
import { originNames } from '@/lib/dictionaries/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '修改词条' };

const back = { href: '/admin/screening/words', label: '筛查词库' };

export default async function WordPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('screening.manage');
  const id = idField.safeParse((await params).id).data;
  const word = actor && id ? await wordDetail(actor, id) : null;
  if (!word) notFound();
  const turn = word.active ? '停用' : '启用';
  return (
    <>
      <PageHeader title={word.word} back={back} crumb={`${originNames[word.origin]}词条`} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="修改词条" aside={word.active ? null : <Badge>停用</Badge>}>
          <ChangeWordForm row={word} />
          <div className="mt-4 flex flex-wrap gap-2 border-base-300 border-t pt-4">
            <ActionButton
              action={switchWordsAction}
              input={{ ids: [word.id], active: !word.active, reason: '' }}
              label={turn}
              reason={{ field: 'reason', label: `${turn}原因` }}
              success={`已${turn}`}
            />
            {word.origin === 'own' ? (
              <ActionButton
                action={removeWordsAction}
                input={{ ids: [word.id], reason: '' }}
                label="删除"
                kind="danger"
                reason={{ field: 'reason', label: '删除原因' }}
                success="已删除"
                next={back.href}
              />
            ) : null}
          </div>
        </Card>
        <Card title="变更记录">
          <WordHistory history={word.history} />
        </Card>
      </div>
    </>
  );
}
