'use client';

import { ActionForm } from '@/components/form/action-form';
import type { Option } from '@/components/form/option-finder';
import { ButtonLink } from '@/components/ui/button';
import { createGroup } from '@/lib/groups/actions';
import { createGroupInput } from '@/lib/groups/input';
import { AdministratorsField } from './administrators-field';
import { FactFields } from './fact-fields';

export function NewGroupForm({ units }: { units: readonly Option[] }) {
  return (
    <ActionForm
      schema={createGroupInput}
      defaults={{
        name: '',
        platform: 'wechat',
        ownerUnitId: '',
        purpose: '',
        administrators: [{ personId: '' }],
      }}
      action={createGroup}
      submit="建立工作群"
      aside={<ButtonLink href="/admin/groups">取消</ButtonLink>}
      success="已建立工作群，并通知群管理员"
      next={({ id }) => `/groups/${id}`}
    >
      <FactFields units={units} />
      <AdministratorsField />
    </ActionForm>
  );
}
