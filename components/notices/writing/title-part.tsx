'use client';

import type { Ref } from 'react';
import { inputClass } from '@/components/form/input-class';
import { useReady } from '@/components/ui/use-ready';
import type { Problems } from '@/lib/notices/rules/checks';
import { letterCount, titleState } from '@/lib/notices/rules/title';
import type { FormTerms } from '@/lib/notices/writing/queries/form';
import { templateOf } from '@/lib/notices/writing/templates';
import { Labelled } from './labelled';
import type { NoticeFormState } from './use-notice-form';

type TitlePartProps = {
  state: NoticeFormState;
  terms: FormTerms;
  problems: Problems;
  box: Ref<HTMLInputElement>;
};

/** 标题 with its count (3.2.1); when it is long, the reason for it. None makes good a title that is refused. */
export function TitlePart({ state: { form, change }, terms, problems, box }: TitlePartProps) {
  // What is typed before the page's JavaScript runs would be lost.
  const ready = useReady();
  const count = letterCount(form.title.trim());
  const standing = titleState(form.title, terms);
  const usual = terms['notices.title_letters'];
  const over = standing === 'long' || standing === 'too_long';
  return (
    <>
      <Labelled
        label="标题"
        required
        error={problems.title}
        hint={`一般不超过 ${usual} 字，超过的说明理由，最多 ${terms['notices.title_most']} 字（制度 3.2.1）`}
        aside={
          <span className={`tabular-nums ${over ? 'text-error-ink' : 'text-muted'}`}>
            <span className="sr-only">已写</span>
            {count}/{usual} 字
          </span>
        }
      >
        {(wiring) => (
          <input
            {...wiring}
            ref={box}
            readOnly={!ready}
            value={form.title}
            onChange={(event) => change({ title: event.target.value })}
            maxLength={500}
            autoComplete="off"
            placeholder={templateOf(form.category).title}
            className={`input h-10 ${inputClass}`}
          />
        )}
      </Labelled>
      {standing === 'long' ? (
        <Labelled label="标题超长理由" required error={problems.titleReason} hint="审核人可见">
          {(wiring) => (
            <input
              {...wiring}
              value={form.titleReason}
              onChange={(event) => change({ titleReason: event.target.value })}
              maxLength={200}
              autoComplete="off"
              className={`input h-10 ${inputClass}`}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}
