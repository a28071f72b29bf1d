'use client';

import { inputClass } from '@/components/form/input-class';
import { useReady } from '@/components/ui/use-ready';
import type { Problems } from '@/lib/notices/rules/checks';
import type { FormStart, FormTerms } from '@/lib/notices/writing/queries/form';
import { Labelled } from './labelled';
import type { NoticeFormState } from './use-notice-form';

const receipts = { read: '只统计已读', acknowledge: '要求点“我已知悉”' } as const;
const releases = {
  approved: '审核通过后发布',
  planned: '定时发布',
  by_hand: '审核通过后由我发布',
} as const;

const shortMoment = (local: string): string => local.slice(5).replace('T', ' ');

/** What is set, in one line, so that it need not be opened to be known. */
function summaryOf({ receiptWanted, receiptDue, releaseWhen, planned }: FormStart): string {
  const receipt =
    receiptWanted === 'acknowledge' && receiptDue
      ? `要求回执，${shortMoment(receiptDue)} 前`
      : receipts[receiptWanted];
  const release =
    releaseWhen === 'planned' && planned ? `${shortMoment(planned)} 发布` : releases[releaseWhen];
  return `${receipt}；${release}`;
}

type ReleasePartProps = { state: NoticeFormState; terms: FormTerms; problems: Problems };

/** 回执 and 发布时间: as they usually are until somebody opens them. */
export function ReleasePart({ state, terms, problems }: ReleasePartProps) {
  const { form, change, setReceipt } = state;
  const wrong = problems.receiptDue ?? problems.planned;
  return (
    <details open={wrong ? true : undefined} className="rounded-md border border-base-300">
      <summary className="flex min-h-10 cursor-pointer flex-wrap items-center gap-x-3 px-3 py-1.5">
        <span className="font-medium">回执和发布时间</span>
        <span className="text-muted">{summaryOf(form)}</span>
      </summary>
      <div className="grid gap-4 border-base-300 border-t p-3 md:grid-cols-2">
        <div className="flex flex-col gap-2">
          <Choice
            legend="回执"
            name="receipt"
            choices={receipts}
            value={form.receiptWanted}
            onChange={setReceipt}
          />
          {form.receiptWanted === 'acknowledge' ? (
            <Moment
              label="回执截止时间"
              value={form.receiptDue}
              problem={problems.receiptDue}
              onChange={(receiptDue) => change({ receiptDue })}
            />
          ) : (
            <p className="text-error-ink text-xs empty:hidden">{problems.receiptDue}</p>
          )}
        </div>
        <div className="flex flex-col gap-2">
          <Choice
            legend="发布时间"
            name="release"
            choices={releases}
            value={form.releaseWhen}
            onChange={(releaseWhen) => change({ releaseWhen })}
          />
          {form.releaseWhen === 'planned' ? (
            <Moment
              label="计划发布时间"
              value={form.planned}
              problem={problems.planned}
              onChange={(planned) => change({ planned })}
            />
          ) : null}
          <p className="text-muted text-xs">工作日 {terms.window} 发布，时段外的顺延（制度 3.3.2）</p>
        </div>
      </div>
    </details>
  );
}

type ChoiceProps<Value extends string> = {
  legend: string;
  name: string;
  choices: Readonly<Record<Value, string>>;
  value: Value;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ legend, name, choices, value, onChange }: ChoiceProps<Value>) {
  const ready = useReady();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      {(Object.keys(choices) as Value[]).map((one) => (
        <label key={one} className="flex min-h-8 items-center gap-2 max-md:min-h-9">
          <input
            type="radio"
            name={name}
            checked={one === value}
            disabled={!ready}
            onChange={() => onChange(one)}
            className="radio radio-primary size-5"
          />
          {choices[one]}
        </label>
      ))}
    </fieldset>
  );
}

type MomentProps = {
  label: string;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
};

function Moment({ label, value, problem, onChange }: MomentProps) {
  const ready = useReady();
  return (
    <Labelled label={label} required error={problem}>
      {(wiring) => (
        <input
          {...wiring}
          readOnly={!ready}
          type="datetime-local"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`input h-10 ${inputClass}`}
        />
      )}
    </Labelled>
  );
}
