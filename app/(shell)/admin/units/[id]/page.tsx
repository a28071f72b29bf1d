import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionButton } from '@/components/form/action-button';
import { EditUnitForm } from '@/components/identity/units/unit-form';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { archiveUnitAction } from '@/lib/identity/units/actions';
import { unitForEdit } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '修改单位' };

export default async function EditUnitPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('units.manage');
  const id = idField.safeParse((await params).id);
  const unit = actor && id.success ? await unitForEdit(actor, id.data) : null;
  if (!unit) notFound();
  return (
    <>
      <PageHeader
        title="修改单位"
        note={unit.name}
        back={{ href: '/admin/units', label: '单位' }}
        crumb="制度 1.2"
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <Card title="单位资料">
          <EditUnitForm unit={unit} />
        </Card>
        {unit.may.archive ? (
          <Card title="停用">
            <p className="mb-3 text-muted">
              撤销或并入其他单位后停用，记录保留。现有在岗人员{' '}
              <TextLink inText href={`/admin/people?unit=${unit.id}`}>
                {unit.people} 人
              </TextLink>
              ；还有人员、负责人或分管领导时不能停用。
            </p>
            <ActionButton
              action={archiveUnitAction}
              input={{ id: unit.id, reason: '' }}
              label="停用"
              kind="danger"
              reason={{ field: 'reason', label: '停用原因', placeholder: '如：并入和平社区' }}
              success="已停用"
              next="/admin/units"
            />
          </Card>
        ) : null}
      </div>
    </>
  );
}
