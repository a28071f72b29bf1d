'use client';

import { useState } from 'react';
import { ActionButton } from '@/components/form/action-button';
import { revealPhonesAction } from '@/lib/notices/emergency/actions';
import type { EmergencyGroupRow } from '@/lib/notices/emergency/queries/follow-up';

type PhonesProps = { id: string; groups: readonly EmergencyGroupRow[] };

/** Who can post in each chat, and how he is reached: masked until asked for, which is recorded. */
export function Phones({ id, groups }: PhonesProps) {
  const [known, setKnown] = useState<ReadonlyMap<string, string>>();
  const others = groups.some(({ administrators }) => administrators.length);
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y divide-base-300">
        {groups.map((group) => (
          <li key={group.name} className="flex flex-wrap gap-x-3 gap-y-1 py-2 first:pt-0">
            <span className="font-medium">{group.name}</span>
            {group.own ? <span>由您在群里发布</span> : null}
            {group.administrators.map((person) => (
              <span key={person.id} className="tabular-nums">
                {person.name} <Phone masked={person.phone} phone={known?.get(person.id)} />
              </span>
            ))}
            {group.own || group.administrators.length ? null : (
              <span className="text-muted">没有群管理员，请联系街道办公室</span>
            )}
          </li>
        ))}
      </ul>
      {known ? <p className="text-muted text-xs">查看已记入审计日志；离开本页后不再显示</p> : null}
      {others && !known ? (
        <div>
          <ActionButton
            action={revealPhonesAction}
            input={{ id }}
            label="显示手机号"
            size="small"
            onSuccess={({ phones }) =>
              setKnown(new Map(phones.flatMap(({ personId, phone }) => (phone ? [[personId, phone]] : []))))
            }
          />
        </div>
      ) : null}
    </div>
  );
}

function Phone({ masked, phone }: { masked: string | null; phone: string | undefined }) {
  if (phone)
    return (
      <a href={`tel:${phone}`} className="text-link hover:underline">
        {phone}
      </a>
    );
  return <span className="text-muted">{masked ?? '未登记手机号'}</span>;
}
