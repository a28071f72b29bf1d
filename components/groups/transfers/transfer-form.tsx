'use client';

import { ActionForm } from '@/components/form/action-form';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { DateField, TextArea, TextField } from '@/components/form/text-field';
import { ReasonChips } from '@/components/groups/requests/reason-chips';
import { ButtonLink } from '@/components/ui/button';
import { planTransferAction } from '@/lib/groups/transfers/actions';
import { planTransferFormInput } from '@/lib/groups/transfers/input';
import { commonTransferReasons } from '@/lib/groups/transfers/rules';
import { TransferGroups } from './transfer-groups';

type TransferFormProps = { person: Option | null; units: readonly Option[]; today: string; latest: string };

/** One person, his new unit, the day, what he leaves and joins. `person` is the one a link named; `today` and `latest` are the days between which it may take effect. */
export function TransferForm({ person, units, today, latest }: TransferFormProps) {
  return (
    <ActionForm
      schema={planTransferFormInput}
      defaults={{
        submissionId: '',
        personId: person?.value ?? '',
        toUnitId: '',
        duty: '',
        effectiveOn: today,
        leaves: [],
        joins: [],
        reason: '',
        checkedFor: '',
      }}
      action={planTransferAction}
      submit="提交变动"
      aside={<ButtonLink href="/membership/transfer">取消</ButtonLink>}
      success={({ carriedOut }) => (carriedOut ? '工作变动已生效，办理单已下达' : '已登记，到日自动生效')}
      next={({ id }) => `/membership/transfer/${id}`}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <Combobox
          name="personId"
          label="人员"
          required
          options="/api/options/join-people"
          placeholder="姓名、拼音或首字母"
          {...(person ? { initial: person } : {})}
        />
        <Combobox
          name="toUnitId"
          label="调往单位"
          required
          options={units}
          placeholder="单位名称、拼音或首字母"
        />
        <TextField name="duty" label="新职务" maxLength={30} autoComplete="off" placeholder="如：网格员" />
        <DateField
          name="effectiveOn"
          label="生效日期"
          required
          min={today}
          max={latest}
          hint="当天生效的，提交后立即办理"
        />
      </div>
      <div>
        <TextArea name="reason" label="变动事由" required rows={2} maxLength={200} />
        <ReasonChips reasons={commonTransferReasons} />
      </div>
      <TransferGroups today={today} />
    </ActionForm>
  );
}
