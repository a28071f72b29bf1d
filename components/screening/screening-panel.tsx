'use client';

import { useId, useRef } from 'react';
import { FieldNotes } from '@/components/form/field';
import { inputClass } from '@/components/form/input-class';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { NoticeFindings } from '@/lib/dictionaries/rules';
import {
  type Answers,
  judgeNotice,
  longestReason,
  type NoticeHit,
  type NoticeText,
  type NoticeThing,
  type NoticeVerdict,
  shortestReason,
  thingsOf,
} from '@/lib/screening/notice';
import { FoundThing } from './found-thing';
import { MaskButton } from './mask-button';
import type { Screening } from './use-screening';

type ScreeningPanelProps = {
  /** What `useScreening` says of the text; asked by the form, so that it knows as well whether it may be sent. */
  screening: Screening;
  text: NoticeText;
  answers: Answers;
  /** Takes all answers, changed; those to what is gone from the text stay, in case it comes back. */
  onAnswer: (answers: Answers) => void;
  /** Takes title and body with everything covered that blocks them: 一键遮盖. */
  onMask: (masked: { title: string; body: string }) => void;
  /** Shows a place of title or body, e.g. by selecting it in its field. */
  onShow?: (hit: NoticeHit) => void;
  /** What the server said of the answers. */
  problem?: string | undefined;
};

/** What is found in a notice while it is written, and what the author does about it: covers it, or gives his reason. */
export function ScreeningPanel(props: ScreeningPanelProps) {
  const { text, answers, onMask, onShow, problem } = props;
  const { findings, current, refusal } = props.screening;
  const status = useRef<HTMLDivElement>(null);
  const id = useId();
  const things = thingsOf(findings?.hits ?? []);
  const masked = findings?.masked;
  function mask(): void {
    if (masked) onMask(masked);
    // The button goes with what it covered.
    status.current?.focus();
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div ref={status} role="status" tabIndex={-1} className="outline-none">
        <Summary findings={findings} answers={answers} current={current} />
      </div>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      {masked ? <MaskButton hits={findings?.hits ?? []} onMask={mask} disabled={!current} /> : null}
      {things.length ? (
        <ol aria-label="筛查结果" className="divide-y divide-base-300">
          {things.map((thing, index) => (
            <FoundThing
              key={`${thing.hit.severity}${thing.hit.key}`}
              thing={thing}
              text={text}
              number={index + 1}
              onShow={current ? onShow : undefined}
            >
              {thing.hit.severity === 'warn' ? (
                <Reason
                  thing={thing}
                  things={things}
                  answers={answers}
                  onAnswer={props.onAnswer}
                  asked={problem !== undefined}
                />
              ) : null}
            </FoundThing>
          ))}
        </ol>
      ) : null}
      <FieldNotes id={id} hint={null} error={problem} />
    </div>
  );
}

function textOf({ blocking, unanswered, kept }: NoticeVerdict, findings: NoticeFindings): string {
  const things = thingsOf(kept);
  const hints = things.filter(({ hit }) => hit.severity === 'hint').length;
  const warnings = things.length - hints;
  const left = unanswered.length ? `还有 ${unanswered.length} 项须说明理由` : '均已说明理由';
  const parts = [
    blocking.length ? `阻止 ${blocking.length} 处，须删去或遮盖` : '',
    warnings ? `警示 ${warnings} 项，${left}` : '',
    hints ? `提示 ${hints} 项，请留意` : '',
    findings.more ? `另有 ${findings.more} 处未列出，请先处理已列出的，长名单请改用附件` : '',
  ];
  return parts.filter(Boolean).join('；');
}

function toneOf({ blocking, unanswered }: NoticeVerdict): 'error' | 'warning' | 'info' {
  if (blocking.length) return 'error';
  return unanswered.length ? 'warning' : 'info';
}

/** Said with what was looked for, as nobody is to take it for a judgement on the content. */
const nothingFound =
  '查了违法、涉密、谣言、广告、低俗等用语，以及证件、银行卡、手机、车牌号码和住址、网址，未发现问题。机器查不全，请通读后再提交。';

type SummaryProps = { findings: NoticeFindings | undefined; answers: Answers; current: boolean };

function Summary({ findings, answers, current }: SummaryProps) {
  if (!findings)
    return <p className="text-muted">{current ? '边写边筛查，命中的会列在这里' : '正在筛查…'}</p>;
  if (!findings.hits.length) return <p className="text-muted">{current ? nothingFound : '正在筛查…'}</p>;
  const verdict = judgeNotice(findings.hits, answers);
  return (
    <Notice tone={toneOf(verdict)}>
      {textOf(verdict, findings)}
      {current ? null : <span className="text-muted">（正在更新…）</span>}
    </Notice>
  );
}

type ReasonProps = {
  thing: NoticeThing;
  things: readonly NoticeThing[];
  /** It has been tried to send it without. */
  asked: boolean;
} & Pick<ScreeningPanelProps, 'answers' | 'onAnswer'>;

const reasonIn = (answers: Answers, { hit }: NoticeThing): string => answers[hit.key] ?? '';

/** The author's reason for a warning; once written, it can be given for all others of the kind that have none. */
function Reason({ thing, things, answers, onAnswer, asked }: ReasonProps) {
  const id = useId();
  const { hit } = thing;
  const reason = reasonIn(answers, thing);
  const alike = things.filter(
    (other) =>
      other.hit.severity === 'warn' &&
      other.hit.key !== hit.key &&
      other.hit.detector === hit.detector &&
      other.hit.category === hit.category &&
      reasonIn(answers, other).trim().length < shortestReason,
  );
  const given = (keys: readonly NoticeThing[], text: string) =>
    onAnswer({ ...answers, ...Object.fromEntries(keys.map((one) => [one.hit.key, text])) });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-muted">
        理由<span className="sr-only">：{hit.found}</span>
      </label>
      <input
        id={id}
        value={reason}
        onChange={(event) => given([thing], event.currentTarget.value)}
        maxLength={longestReason}
        autoComplete="off"
        aria-invalid={asked && reason.trim().length < shortestReason}
        placeholder="确需发布的理由，审核人可见"
        className={`input h-9 min-w-48 flex-1 max-md:h-10 ${inputClass}`}
      />
      {alike.length && reason.trim().length >= shortestReason ? (
        <Button size="small" onClick={() => given(alike, reason)}>
          同类 {alike.length} 项都用此理由
        </Button>
      ) : null}
    </div>
  );
}
