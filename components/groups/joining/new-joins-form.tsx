'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { runAction } from '@/components/form/run-action';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/notify';
import { useReady } from '@/components/ui/use-ready';
import type { Refusal } from '@/lib/core/errors';
import { submitJoinsAction } from '@/lib/groups/joining/actions';
import type { RecentGroups } from '@/lib/groups/joining/queries/form';
import { mostPairs, rowsOf, rowsText, type SubmittedJoins, tally } from '@/lib/groups/joining/rules/rows';
import { GroupsPart } from './groups-part';
import { PeoplePart } from './people-part';
import { ReasonPart } from './reason-part';
import { SendPart } from './send-part';
import { SentNotice } from './sent-notice';
import { useChecks } from './use-checks';
import { useDraft } from './use-draft';
import { type JoinForm, useJoinForm } from './use-join-form';

/** Not before somebody is in the list. */
const RowTable = dynamic(() => import('./row-table').then(({ RowTable: Table }) => Table));

type NewJoinsFormProps = {
  /** What was begun and not sent: its rows as text, and since when. */
  initial: Omit<JoinForm, 'rows'> & { rows: string };
  restored: string | null;
  recent: RecentGroups;
  due: string;
};

/** What keeps the form from being sent before the server is asked. */
function missing({ rows, groups, reason }: JoinForm, typed: string): Refusal | undefined {
  const say = (message: string, fields: Record<string, string>) => ({
    code: 'invalid' as const,
    message,
    fields,
  });
  // Whoever was typed there would be left out without a word.
  if (typed.trim()) return say('「粘贴名单」里还有内容没有加入名单，请先点「加入名单」', { rows: '' });
  if (!rows.length) return say('请先选择、粘贴或导入人员', { rows: '' });
  if (!groups.length) return say('请选择工作群', { groupIds: '' });
  if (!reason.trim()) return say('请填写申请事由', { reason: '请填写申请事由' });
  if (rows.length * groups.length > mostPairs)
    return say(`一次最多提交 ${mostPairs.toLocaleString('en-US')} 项（人数 × 群数），请分几次提交`, {
      rows: '',
    });
  return undefined;
}

/** Whether somebody was entered while the form was being sent: he would be lost by leaving it. */
function cameSince(now: { form: JoinForm; typed: string }, { rows }: JoinForm): boolean {
  const sent = new Set(rows.map(({ key }) => key));
  return now.typed.trim() !== '' || now.form.rows.some(({ key }) => !sent.has(key));
}

/** 新建申请: people and groups, checked as they are entered, sent together. */
export function NewJoinsForm({ initial, restored, recent, due }: NewJoinsFormProps) {
  const router = useRouter();
  const ready = useReady();
  const state = useJoinForm(() => ({ ...initial, rows: rowsOf(initial.rows) }));
  const { form } = state;
  const groupIds = form.groups.map(({ id }) => id);
  const { checks, waiting, refusal: unchecked } = useChecks(form.rows, groupIds);
  const draft = useDraft(form);
  const [refusal, setRefusal] = useState<Refusal>();
  const [lacking, setLacking] = useState<Refusal>();
  const [sent, setSent] = useState<SubmittedJoins>();
  const [note, setNote] = useState(restored);
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const latest = useRef({ form, typed });
  latest.current = { form, typed };

  async function send(): Promise<void> {
    if (busy.current) return;
    const found = missing(form, typed);
    setLacking(found);
    setRefusal(undefined);
    if (found) return;
    busy.current = true;
    setPending(true);
    draft.stop();
    const { submissionId } = state;
    const input = { submissionId, rows: rowsText(form.rows), groupIds, reason: form.reason };
    const outcome = await runAction(submitJoinsAction, input);
    busy.current = false;
    if (outcome.ok && !outcome.value.behind.length && !cameSince(latest.current, form))
      return leave(outcome.value);
    setPending(false);
    draft.goOn();
    if (!outcome.ok) return setRefusal(outcome.refusal);
    setSent(outcome.value);
    setNote(null);
    state.goOn(form.rows, outcome.value.behind);
  }
  function leave({ batchId, count, only }: SubmittedJoins): void {
    notify('success', only ? `已提交，编号 ${only.number}` : `已提交 ${count.toLocaleString('zh-CN')} 项`);
    router.push(only ? `/membership/${only.id}` : `/membership/batch/${batchId}`);
  }
  function clear(): void {
    state.clear();
    setTyped('');
    setNote(null);
    setLacking(undefined);
    setRefusal(undefined);
  }
  // What was lacking is said until it is there, not until the next sending.
  const stillLacking = lacking && missing(form, typed)?.message === lacking.message ? lacking : undefined;
  return (
    <div className="flex flex-col gap-4">
      {note ? (
        <Notice
          action={
            <button type="button" disabled={!ready} onClick={clear} className="underline">
              清空
            </button>
          }
        >
          已恢复 {note} 未提交的内容
        </Notice>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="1. 人员">
          <PeoplePart typed={typed} onTyped={setTyped} onAdd={state.addRows} />
        </Card>
        <Card title="2. 工作群和事由">
          <div className="flex flex-col gap-4">
            <GroupsPart
              groups={form.groups}
              recent={recent}
              onAdd={state.addGroups}
              onRemove={state.removeGroup}
            />
            <ReasonPart
              reason={form.reason}
              error={form.reason.trim() ? undefined : (stillLacking ?? refusal)?.fields?.reason}
              onChange={state.setReason}
            />
          </div>
        </Card>
      </div>
      {form.rows.length ? (
        <RowTable
          rows={form.rows}
          checks={checks}
          groups={form.groups}
          onChange={state.changeRow}
          onRemove={state.removeRow}
        />
      ) : null}
      {sent ? <SentNotice sent={sent} /> : null}
      <SendPart
        rows={form.rows.length}
        groups={groupIds.length}
        tally={tally(checks, groupIds)}
        waiting={waiting}
        pending={pending}
        refusal={stillLacking ?? refusal}
        unchecked={unchecked}
        saved={draft.saved}
        due={due}
        onSend={() => void send()}
      />
    </div>
  );
}
