'use client';

import { ActionForm } from '@/components/form/action-form';
import { addWordAction } from '@/lib/dictionaries/actions';
import { addWordInput } from '@/lib/dictionaries/input';
import { WordFields } from './word-fields';

/** Adds a word of the Office's own. */
export function AddWordForm() {
  return (
    <ActionForm
      schema={addWordInput}
      // A choice nobody has made yet is no value of the schema.
      defaults={{ word: '', note: '', reason: '' }}
      action={addWordAction}
      submit="新增词条"
      success={({ number }) => `已新增，词库更新到第 ${number} 版`}
      then="clear"
    >
      <WordFields />
    </ActionForm>
  );
}
