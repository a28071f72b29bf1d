'use client';

import { ActionForm } from '@/components/form/action-form';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { DateField } from '@/components/form/text-field';
import { Card } from '@/components/ui/card';
import { addPostingAction, endPostingAction } from '@/lib/identity/people/actions';
import { addPostingInput, endPostingInput } from '@/lib/identity/people/input';
import { Disclosure } from '../disclosure';

type PostingsCardProps = {
  personId: string;
  postings: readonly { id: string; unitName: string; startsOn: string; endsOn: string | null }[];
  units: readonly Option[];
  /** `2026-11-22` */
  today: string;
  editable: boolean;
};

/** 兼职: units a person works for besides his own, by day. */
export function PostingsCard({ personId, postings, units, today, editable }: PostingsCardProps) {
  return (
    <Card title="兼职" hint="所在单位以外的任职，该单位负责人也能看到">
      {postings.length ? (
        <ul className="mb-3 flex flex-col gap-3">
          {postings.map((posting) => (
            <li key={posting.id}>
              {posting.unitName}
              <span className="ml-2 text-muted text-xs tabular-nums">
                {posting.startsOn} 至 {posting.endsOn ?? '今后'}
              </span>
              {editable ? (
                <Disclosure key={posting.endsOn} label={`结束在${posting.unitName}的兼职`}>
                  <ActionForm
                    schema={endPostingInput}
                    defaults={{ id: posting.id, personId, endsOn: today }}
                    action={endPostingAction}
                    submit="确定"
                    success="已结束兼职"
                  >
                    <DateField name="endsOn" label="最后一天" required />
                  </ActionForm>
                </Disclosure>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-muted">没有兼职</p>
      )}
      {editable ? (
        <Disclosure key={postings.length} label="新增兼职">
          <ActionForm
            schema={addPostingInput}
            defaults={{ personId, unitId: '', startsOn: today, endsOn: '' }}
            action={addPostingAction}
            submit="保存"
            then="clear"
            success="已新增兼职"
          >
            <Combobox name="unitId" label="兼职单位" options={units} required />
            <DateField name="startsOn" label="开始日期" required />
            <DateField name="endsOn" label="最后一天" hint="长期兼职可不填" />
          </ActionForm>
        </Disclosure>
      ) : null}
    </Card>
  );
}
