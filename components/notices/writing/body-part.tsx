'use client';

import type { ClipboardEvent, Ref } from 'react';
import { inputClass } from '@/components/form/input-class';
import { Button } from '@/components/ui/button';
import { useReady } from '@/components/ui/use-ready';
import { missingNames, withNames } from '@/lib/notices/rules/attachments';
import type { Problems } from '@/lib/notices/rules/checks';
import { pastedText } from '@/lib/notices/rules/plain';
import { isUntouched, templateOf } from '@/lib/notices/writing/templates';
import { longestText } from '@/lib/screening/notice';
import { Labelled } from './labelled';
import type { NoticeFormState } from './use-notice-form';

type BodyPartProps = { state: NoticeFormState; problems: Problems; box: Ref<HTMLTextAreaElement> };

/** 正文: plain text. What is pasted loses its formatting; its paragraphs and lists stay. */
export function BodyPart({ state: { form, change }, problems, box }: BodyPartProps) {
  const ready = useReady();
  const names = form.files.map(({ name }) => name);
  const missing = missingNames(form.body, names);
  const skeleton = templateOf(form.category).body;
  const offered = isUntouched(form.body) && form.body !== skeleton;
  return (
    <Labelled
      label="正文"
      required
      error={problems.body}
      hint="分段、编号书写即可；粘贴的内容只保留文字"
      aside={
        <>
          {offered ? (
            <Button size="small" disabled={!ready} onClick={() => change({ body: skeleton })}>
              套用格式
            </Button>
          ) : null}
          {missing.length ? (
            <Button size="small" onClick={() => change({ body: withNames(form.body, names) })}>
              插入附件名称
            </Button>
          ) : null}
        </>
      }
    >
      {(wiring) => (
        <textarea
          {...wiring}
          ref={box}
          readOnly={!ready}
          value={form.body}
          onChange={(event) => change({ body: event.target.value })}
          onPaste={(event) => pastePlain(event, (body) => change({ body }))}
          maxLength={longestText}
          rows={10}
          className={`textarea field-sizing-content max-h-[70vh] min-h-56 leading-7 ${inputClass}`}
        />
      )}
    </Labelled>
  );
}

/** Puts in the tidied text instead of what the browser would; by its own editing command, so that it can be undone. */
function pastePlain(event: ClipboardEvent<HTMLTextAreaElement>, change: (body: string) => void): void {
  const pasted = event.clipboardData.getData('text/plain');
  const tidy = pastedText(pasted);
  if (!pasted || tidy === pasted) return;
  event.preventDefault();
  const box = event.currentTarget;
  if (document.execCommand('insertText', false, tidy)) return;
  box.setRangeText(tidy, box.selectionStart, box.selectionEnd, 'end');
  change(box.value);
}
