'use client';

import { ActionForm } from '@/components/form/action-form';
import { changeWordAction } from '@/lib/dictionaries/actions';
import { changeWordInput } from '@/lib/dictionaries/input';
import type { WordRow } from '@/lib/dictionaries/list';
import { WordFields } from './word-fields';

const categoryTexts = { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6' } as const;

/** Changes what a word says. */
export function ChangeWordForm({
  row,
}: {
  row: Pick<WordRow, 'id' | 'word' | 'category' | 'severity' | 'note' | 'origin' | 'version'>;
}) {
  const { id, word, category, severity, note, origin, version } = row;
  return (
    <ActionForm
      // Once changed it is another form: the version in this one is of the past.
      key={version}
      schema={changeWordInput}
      defaults={{ id, version, word, category: categoryTexts[category], severity, note, reason: '' }}
      action={changeWordAction}
      submit="保存修改"
      success={({ number }) => `已修改，词库更新到第 ${number} 版`}
    >
      <WordFields fixed={origin === 'shipped'} />
    </ActionForm>
  );
}
