'use client';

import { ActionForm } from '@/components/form/action-form';
import { ButtonLink } from '@/components/ui/button';
import { createUnitAction, editUnitAction } from '@/lib/identity/units/actions';
import { createUnitInput, editUnitInput } from '@/lib/identity/units/input';
import type { UnitForEdit } from '@/lib/identity/units/queries';
import { UnitFields } from './unit-fields';

export function NewUnitForm() {
  return (
    <ActionForm
      schema={createUnitInput}
      defaults={{ name: '', shortName: '', kind: 'community', sort: 100 }}
      action={createUnitAction}
      submit="保存"
      aside={<ButtonLink href="/admin/units">取消</ButtonLink>}
      success="已新增单位"
      next="/admin/units"
    >
      <UnitFields office={false} />
    </ActionForm>
  );
}

export function EditUnitForm({ unit }: { unit: UnitForEdit }) {
  const { id, name, shortName, kind, sort } = unit;
  return (
    <ActionForm
      schema={editUnitInput}
      defaults={{ id, name, shortName, kind, sort }}
      action={editUnitAction}
      submit="保存"
      success="已保存"
    >
      <UnitFields office={kind === 'office'} />
    </ActionForm>
  );
}
