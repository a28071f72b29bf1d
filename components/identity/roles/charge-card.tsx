'use client';

import { ActionButton } from '@/components/form/action-button';
import { ActionForm } from '@/components/form/action-form';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { TextField } from '@/components/form/text-field';
import { Card } from '@/components/ui/card';
import { endChargeAction, takeChargeAction } from '@/lib/identity/roles/actions';
import { takeChargeInput } from '@/lib/identity/roles/input';
import { Disclosure } from '../disclosure';

type ChargeCardProps = {
  leaderId: string;
  charge: readonly { unitId: string; unitName: string }[];
  units: readonly Option[];
  editable: boolean;
};

/** 分管单位 of a leader. A unit has one leader at a time: taking it over ends the former. */
export function ChargeCard({ leaderId, charge, units, editable }: ChargeCardProps) {
  const free = units.filter((unit) => !charge.some(({ unitId }) => unitId === unit.value));
  return (
    <Card title="分管单位" hint={charge.length ? `${charge.length} 个` : undefined}>
      {charge.length ? (
        <ul className="flex flex-col gap-2">
          {charge.map(({ unitId, unitName }) => (
            <li key={unitId} className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 flex-1">{unitName}</span>
              {editable ? (
                <ActionButton
                  action={endChargeAction}
                  input={{ leaderId, unitId, reason: '' }}
                  label={`不再分管${unitName}`}
                  size="small"
                  reason={{ field: 'reason', label: '事由' }}
                  success={`${unitName}不再由其分管`}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">没有分管单位</p>
      )}
      {editable ? (
        <div className="mt-4 border-base-300 border-t pt-4">
          <Disclosure key={charge.length} label="增加分管单位">
            <ActionForm
              schema={takeChargeInput}
              defaults={{ leaderId, unitId: '', reason: '' }}
              action={takeChargeAction}
              submit="保存"
              then="clear"
              success={({ former }) => (former ? `已接管，${former}不再分管该单位` : '已增加分管单位')}
            >
              <Combobox
                name="unitId"
                label="单位"
                hint="一个单位只有一位分管领导，保存后原分管领导自动交出"
                options={free}
                required
              />
              <TextField name="reason" label="事由" placeholder="如：领导分工调整" required maxLength={200} />
            </ActionForm>
          </Disclosure>
        </div>
      ) : null}
    </Card>
  );
}
