'use client';

import { ActionForm } from '@/components/form/action-form';
import { Checkbox, RadioGroup } from '@/components/form/choice-fields';
import { TextField } from '@/components/form/text-field';
import { setCalendarDayAction } from '@/lib/calendar/actions';
import { setDayInput } from '@/lib/calendar/input';
import type { CalendarDay } from '@/lib/calendar/queries';

const choices = [
  { value: 'working', label: '上班' },
  { value: 'off', label: '放假' },
];

/** The office's own word on a day; offers the opposite of what holds, since that is why one comes here. */
export function DayForm({ day }: { day: CalendarDay }) {
  const { own } = day;
  const opposite = day.working ? 'off' : 'working';
  const kept = own?.working ? 'working' : 'off';
  return (
    <ActionForm
      key={`${day.day} ${own?.changedAt}`}
      schema={setDayInput}
      defaults={{
        day: day.day,
        working: own ? kept : opposite,
        name: own?.name ?? '',
        source: own?.source ?? '',
        provisional: own?.provisional ?? false,
      }}
      action={setCalendarDayAction}
      submit={own ? '修改调整' : '保存调整'}
      success={`已调整 ${day.day}`}
    >
      <RadioGroup name="working" label="安排" required choices={choices} />
      <TextField name="name" label="名称" required placeholder="如：国庆节、防汛值守" />
      <TextField name="source" label="依据" required placeholder="如：国务院办公厅通知、街道通知" />
      <Checkbox name="provisional" label="暂定，待正式文件确认" />
    </ActionForm>
  );
}
