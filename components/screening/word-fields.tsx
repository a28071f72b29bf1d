'use client';

import { Select } from '@/components/form/choice-fields';
import { TextArea, TextField } from '@/components/form/text-field';
import {
  categoryChoices,
  longestNote,
  longestWord,
  severityChoices,
  weightyHint,
} from '@/lib/dictionaries/rules';

/** What a word of the dictionaries says, and why it is written so. */
export function WordFields({ fixed = false }: { fixed?: boolean }) {
  return (
    <>
      <TextField
        name="word"
        label="词条"
        required
        readOnly={fixed}
        maxLength={longestWord}
        autoComplete="off"
        hint={
          fixed
            ? '自带词条不能改写，可停用后另行新增'
            : '至少两个字；全角半角、繁简、大小写、夹杂符号不必另列'
        }
      />
      <Select name="category" label="类别" required choices={categoryChoices} placeholder="请选择" />
      <Select
        name="severity"
        label="级别"
        required
        choices={severityChoices}
        placeholder="请选择"
        hint={`阻止：须删去或遮盖；警示：须说明理由；提示：提醒注意。${weightyHint}`}
      />
      <TextField
        name="note"
        label="说明"
        maxLength={longestNote}
        autoComplete="off"
        hint="命中时告诉作者为什么，可不填"
      />
      <TextArea name="reason" label="原因" required rows={2} maxLength={200} hint="记入词库版本" />
    </>
  );
}
