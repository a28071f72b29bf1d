'use client';

import { ActionForm } from '@/components/form/action-form';
import { CheckboxGroup } from '@/components/form/choice-fields';
import { PasswordField } from '@/components/form/password-field';
import { endMine } from '@/lib/identity/accounts/actions';
import { endMySessionsInput } from '@/lib/identity/accounts/input';

type SessionChoice = { value: string; label: string; hint: string };

/** None is chosen at first: what ends is what somebody has pointed at. */
export function SessionsForm({ others }: { others: SessionChoice[] }) {
  return (
    <ActionForm
      key={others.map((other) => other.value).join()}
      schema={endMySessionsInput}
      defaults={{ sessionIds: [], current: '' }}
      action={endMine}
      submit="结束所选会话"
      success={({ ended }) => `已结束 ${ended} 个会话`}
    >
      <CheckboxGroup name="sessionIds" label="其他会话" choices={others} />
      <PasswordField
        name="current"
        label="密码"
        required
        autoComplete="current-password"
        hint="结束会话前请确认是您本人"
      />
    </ActionForm>
  );
}
