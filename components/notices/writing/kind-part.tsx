'use client';

import { useId } from 'react';
import { inputClass } from '@/components/form/input-class';
import { PageLink } from '@/components/ui/page-link';
import { useReady } from '@/components/ui/use-ready';
import type { Problems } from '@/lib/notices/rules/checks';
import { majorSuggestion } from '@/lib/notices/rules/importance';
import { categoryNames, writtenCategories } from '@/lib/notices/states';
import type { FormTerms } from '@/lib/notices/writing/queries/form';
import { Labelled } from './labelled';
import type { NoticeFormState } from './use-notice-form';

type KindPartProps = {
  state: NoticeFormState;
  terms: FormTerms;
  staysMajor: boolean;
  problems: Problems;
};

/** 信息类别, 重要事项, and for those of several units, in whose name. */
export function KindPart({ state, terms, staysMajor, problems }: KindPartProps) {
  const { form, change, setCategory } = state;
  const ready = useReady();
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Labelled
        label="信息类别"
        required
        hint={
          terms.emergency ? (
            <>
              突发事件请到
              <PageLink href="/notices/emergency" className="text-link underline">
                突发事件
              </PageLink>
              先行发布
            </>
          ) : undefined
        }
      >
        {(wiring) => (
          <select
            {...wiring}
            disabled={!ready}
            value={form.category}
            onChange={(event) => {
              const chosen = writtenCategories.find((one) => one === event.target.value);
              if (chosen) setCategory(chosen);
            }}
            className={`select h-10 ${inputClass}`}
          >
            {writtenCategories.map((category) => (
              <option key={category} value={category}>
                {categoryNames[category]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {terms.units.length > 1 ? (
        <Labelled label="署名单位" required error={problems.unitId}>
          {(wiring) => (
            <select
              {...wiring}
              disabled={!ready}
              value={form.unitId}
              onChange={(event) => change({ unitId: event.target.value })}
              className={`select h-10 ${inputClass}`}
            >
              {terms.units.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ) : null}
      <MajorBox state={state} staysMajor={staysMajor} problem={problems.major} />
    </div>
  );
}

type MajorBoxProps = { state: NoticeFormState; staysMajor: boolean; problem: string | undefined };

function MajorBox({ state, staysMajor, problem }: MajorBoxProps) {
  const { form, setMajor } = state;
  const ready = useReady();
  const id = useId();
  const suggestion = majorSuggestion(form);
  const suggested = suggestion && !form.major;
  return (
    <div className="md:self-end">
      <label className="flex min-h-10 items-center gap-2">
        <input
          type="checkbox"
          checked={form.major}
          disabled={staysMajor || !ready}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setMajor(event.target.checked)}
          className="checkbox checkbox-primary size-5"
        />
        重要事项
      </label>
      <p
        id={`${id}-hint`}
        role="status"
        className={`text-xs ${suggested ? 'text-warning-ink' : 'text-muted'}`}
      >
        {problem ?? hintOf(form.major, staysMajor, suggestion)}
      </p>
    </div>
  );
}

function hintOf(major: boolean, stays: boolean, suggestion: string | null): string {
  if (stays) return '已提交过的重要事项不能改为一般信息（制度 3.4.1）';
  if (major) return '须单位负责人、分管领导审核，并要求回执（制度 3.4.1）';
  return suggestion
    ? `可能属于${suggestion}，是的话请勾选（制度 3.4.1）`
    : '重要工作部署、政策解读、重大事项请勾选';
}
