'use client';

import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { ButtonLink } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { Refusal } from '@/lib/core/errors';
import type { Tally } from '@/lib/groups/joining/rules/rows';
import type { Saved } from './use-draft';

const number = (count: number) => count.toLocaleString('zh-CN');

const nothing = (groups: number): string => (groups ? '没有可以提交的项' : '请选择工作群');

/** What sending would come to, in words. */
function Coming({ tally, groups }: { tally: Tally; groups: number }) {
  const stays = [
    tally.wrong ? `${number(tally.wrong)} 行有误` : '',
    tally.unsure ? `${number(tally.unsure)} 行待确认` : '',
  ].filter(Boolean);
  const added = tally.added ? `（其中新增人员 ${number(tally.added)} 名）` : '';
  return (
    <>
      <p>
        {tally.pairs ? (
          <>
            将提交 <strong>{number(tally.pairs)}</strong> 项：{number(tally.people)} 人{added}，{groups} 个群
          </>
        ) : (
          nothing(groups)
        )}
        {tally.idle ? `；另有 ${number(tally.idle)} 项已在群中或已有申请，不重复提交` : ''}。
      </p>
      {stays.length ? (
        <p className="text-warning-ink">{stays.join('，')}，不会提交，留在名单中待改正。</p>
      ) : null}
    </>
  );
}

const savedWords: Record<Saved, string> = {
  untouched: '',
  waiting: '正在保存…',
  saved: '填写内容已自动保存',
  failed: '填写内容暂未保存，请不要关闭本页',
};

type SendPartProps = {
  rows: number;
  groups: number;
  tally: Tally;
  /** Rows still to be checked. */
  waiting: number;
  pending: boolean;
  refusal: Refusal | undefined;
  /** Why the rows could not be checked. */
  unchecked: Refusal | undefined;
  saved: Saved;
  /** When the Office would have to decide. */
  due: string;
  onSend: () => void;
};

/** The foot of the form: what would be sent, how far checking is, and the button. */
export function SendPart(props: SendPartProps) {
  const { rows, groups, tally, waiting, pending, refusal, unchecked, saved, due, onSend } = props;
  return (
    <form
      aria-label="提交"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
      className="flex flex-col gap-3 rounded-lg border border-base-300 bg-base-100 p-4"
    >
      <div role="status" className="flex flex-col gap-1">
        {rows === 0 && !refusal ? <p className="text-muted">请先选择、粘贴或导入人员。</p> : null}
        {rows > 0 && waiting > 0 && !unchecked ? <Checking done={rows - waiting} of={rows} /> : null}
        {rows > 0 && waiting === 0 ? <Coming tally={tally} groups={groups} /> : null}
      </div>
      {unchecked && !refusal ? <RefusalNotice refusal={unchecked} /> : null}
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SubmitButton pending={pending}>提交申请</SubmitButton>
        <ButtonLink href="/membership">取消</ButtonLink>
        <p className="text-muted text-xs">
          街道办公室在 {due} 前审核（制度 2.1.1）
          <span role="status" className="ml-3">
            {savedWords[saved]}
          </span>
        </p>
      </div>
    </form>
  );
}

function Checking({ done, of }: { done: number; of: number }) {
  return (
    <div className="flex items-center gap-3">
      <Progress className="w-48" value={done} max={of} label="核对进度" />
      <p>
        正在核对 {number(done)} / {number(of)} 人…
      </p>
    </div>
  );
}
