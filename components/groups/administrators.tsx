'use client';

import { ActionButton } from '@/components/form/action-button';
import { ActionForm } from '@/components/form/action-form';
import { Combobox } from '@/components/form/combobox';
import { addAdministrator, removeAdministrator } from '@/lib/groups/actions';
import { administratorInput } from '@/lib/groups/input';
import { administratorOptions } from './administrators-field';

type AdministratorsProps = {
  groupId: string;
  administrators: readonly { id: string; name: string; unitName: string }[];
};

/** Who administers a group; each can be relieved with a reason, another named. */
export function Administrators({ groupId, administrators }: AdministratorsProps) {
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-2">
        {administrators.map((person) => (
          <li key={person.id} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">
              {person.name}
              <span className="ml-2 text-muted text-xs">{person.unitName}</span>
            </span>
            <ActionButton
              action={removeAdministrator}
              input={{ groupId, personId: person.id, reason: '' }}
              label={`解除${person.name}`}
              size="small"
              reason={{ field: 'reason', label: '解除原因' }}
              success={`已解除${person.name}的群管理员`}
            />
          </li>
        ))}
      </ul>
      {administrators.length === 0 ? <p className="text-muted">还没有群管理员</p> : null}
      <ActionForm
        // Another form once somebody was added, so that nobody is chosen in it.
        key={administrators.length}
        schema={administratorInput}
        defaults={{ groupId, personId: '' }}
        action={addAdministrator}
        submit="指定"
        success="已指定群管理员，并通知本人"
      >
        <Combobox
          name="personId"
          label="指定群管理员"
          options={administratorOptions}
          placeholder="输入姓名或拼音首字母"
          required
        />
      </ActionForm>
    </div>
  );
}
