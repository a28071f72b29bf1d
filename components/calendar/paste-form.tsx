'use client';

import { ActionForm } from '@/components/form/action-form';
import { TextArea, TextField } from '@/components/form/text-field';
import { pasteCalendarDaysAction } from '@/lib/calendar/actions';
import { pasteDaysInput } from '@/lib/calendar/input';

/** Takes over a whole year's holidays from the announcement. */
export function PasteForm({ year }: { year: number }) {
  return (
    <ActionForm
      key={year}
      schema={pasteDaysInput}
      defaults={{ year, text: '', source: '' }}
      action={pasteCalendarDaysAction}
      submit="登记"
      success={({ days }) => `已登记 ${days} 天`}
      then="clear"
    >
      <TextArea
        name="text"
        label="放假安排"
        required
        rows={6}
        hint="可直接粘贴公布的通知正文，或每行一天：日期 名称（上班的日子在行末写“上班”）"
        placeholder={`一、元旦：1月1日（周五）至3日（周日）放假。\n${year}-02-20 春节 上班`}
      />
      <TextField name="source" label="依据" required placeholder="如：国务院办公厅关于部分节假日安排的通知" />
    </ActionForm>
  );
}
