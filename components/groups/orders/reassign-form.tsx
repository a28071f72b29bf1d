'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { Select } from '@/components/form/choice-fields';
import { TextField } from '@/components/form/text-field';
import { Button } from '@/components/ui/button';
import { reassignOrdersAction } from '@/lib/groups/handling/actions';
import { reassignInput } from '@/lib/groups/handling/input';

export interface Handler {
  id: string;
  name: string;
}

interface ReassignFormProps {
  groupId: string;
  /** Without it all open orders of the group. */
  orderId?: string;
  /** The group's administrators, and the Office in their place. */
  administrators: Handler[];
  office: Handler[];
}

/** 转交: who is to handle it instead, and why. */
export function ReassignForm(props: ReassignFormProps) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button kind="plain" size="small" onClick={() => setOpen(true)}>
        转交…
      </Button>
    );
  return <Open {...props} onClose={() => setOpen(false)} />;
}

function Open({
  groupId,
  orderId,
  administrators,
  office,
  onClose,
}: ReassignFormProps & { onClose: () => void }) {
  const known = new Set(administrators.map(({ id }) => id));
  const choices = [
    ...administrators.map(({ id, name }) => ({ value: id, label: `${name}（群管理员）` })),
    ...office
      .filter(({ id }) => !known.has(id))
      .map(({ id, name }) => ({ value: id, label: `${name}（街道办公室）` })),
  ];
  return (
    <div className="w-full">
      <ActionForm
        schema={reassignInput}
        defaults={{ groupId, toPersonId: '', reason: '', ...(orderId ? { orderId } : {}) }}
        action={reassignOrdersAction}
        submit={orderId ? '转交' : '全部转交'}
        success={({ reassigned, to }) => `已转交${to}，共 ${reassigned} 件`}
        onSuccess={onClose}
        aside={
          <Button kind="quiet" onClick={onClose}>
            取消
          </Button>
        }
      >
        <Select name="toPersonId" label="转交给" choices={choices} placeholder="请选择" required />
        <TextField name="reason" label="转交原因" placeholder="如：群管理员休假" required />
      </ActionForm>
    </div>
  );
}
