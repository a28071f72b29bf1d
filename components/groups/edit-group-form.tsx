'use client';

import { ActionForm } from '@/components/form/action-form';
import type { Option } from '@/components/form/option-finder';
import { editGroup } from '@/lib/groups/actions';
import { type EditGroup, editGroupInput } from '@/lib/groups/input';
import { FactFields } from './fact-fields';

type EditGroupFormProps = {
  id: string;
  facts: EditGroup['seen'] & Omit<EditGroup, 'id' | 'seen'>;
  owner: Option;
  units: readonly Option[];
};

export function EditGroupForm({ id, facts, owner, units }: EditGroupFormProps) {
  const { name, platform, ownerUnitId, purpose } = facts;
  const seen = { name, platform, ownerUnitId, purpose };
  return (
    <ActionForm
      // A group changed since is another form: the one filled before would be refused anyway.
      key={JSON.stringify(seen)}
      schema={editGroupInput}
      defaults={{ id, ...seen, seen }}
      action={editGroup}
      submit="保存修改"
      success="已保存"
    >
      <FactFields units={units} owner={owner} />
    </ActionForm>
  );
}
