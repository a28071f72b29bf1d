'use client';

import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { useSelection } from '@/components/list/selection';
import { notify } from '@/components/ui/notify';
import { chaseNicknamesAction, confirmNicknamesAction } from '@/lib/groups/nickname/actions';

type NicknameBarProps = Record<'confirm' | 'remind' | 'unreached', readonly string[]>;

/**
 * What can be done with all ticked nicknames; each button takes those of them it may be done with. Of those `unreached`, who have no
 * account, it says why they are fewer.
 */
export function NicknameBar({ confirm, remind, unreached }: NicknameBarProps) {
  const { ids, clear } = useSelection();
  const confirming = useAction(confirmNicknamesAction, {});
  const chasing = useAction(chaseNicknamesAction, {});
  const toConfirm = ids.filter((id) => confirm.includes(id));
  const toRemind = ids.filter((id) => remind.includes(id));
  const silent = ids.filter((id) => unreached.includes(id)).length;

  async function sayConfirmed(): Promise<void> {
    const outcome = await confirming.run({ membershipIds: toConfirm });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    notify('success', `已确认 ${outcome.value.confirmed} 人次`);
    clear();
  }
  async function chase(): Promise<void> {
    const outcome = await chasing.run({ membershipIds: toRemind });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    notify('success', `已催改 ${outcome.value.reminded} 人次`);
    clear();
  }
  return (
    <>
      {silent ? <span className="text-muted">{silent} 人次没有账号，请在群内提醒</span> : null}
      {toRemind.length ? (
        <SubmitButton
          type="button"
          size="small"
          kind="plain"
          pending={chasing.pending}
          onClick={() => void chase()}
        >
          催改 {toRemind.length} 人次
        </SubmitButton>
      ) : null}
      {toConfirm.length ? (
        <SubmitButton
          type="button"
          size="small"
          pending={confirming.pending}
          onClick={() => void sayConfirmed()}
        >
          已改好 {toConfirm.length} 人次
        </SubmitButton>
      ) : null}
    </>
  );
}
