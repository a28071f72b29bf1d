'use client';

import { type RefObject, type SetStateAction, useState } from 'react';
import type { NoticeForm } from '@/lib/notices/input';
import type { FormFile, FormStart, FormTerms } from '@/lib/notices/writing/queries/form';
import type { TargetGroup } from '@/lib/notices/writing/queries/groups';
import { isUntouched, templateOf } from '@/lib/notices/writing/templates';

/** The form's values as the server takes them. */
export function inputOf({ groups, files, ...values }: FormStart): NoticeForm {
  return {
    ...values,
    groupIds: groups.map(({ id }) => id),
    fileIds: files.map(({ id }) => id),
  };
}

/** What the form holds, and how it changes: by nobody's hand while it is `busy`, being submitted, since that would be in neither. */
export function useNoticeForm(start: FormStart, terms: FormTerms, busy: RefObject<boolean>) {
  const [form, setAlways] = useState(start);
  const setForm = (next: SetStateAction<FormStart>) => {
    if (!busy.current) setAlways(next);
  };
  const change = (part: Partial<FormStart>) => setForm((before) => ({ ...before, ...part }));
  return {
    form,
    change,
    /** A skeleton nobody has written in yet gives way to that of the new category. */
    setCategory: (category: FormStart['category']) =>
      setForm((before) => ({
        ...before,
        category,
        body: before.body && isUntouched(before.body) ? templateOf(category).body : before.body,
      })),
    /** What is major is to be acknowledged (2.2.2b); the time can be changed. */
    setMajor: (major: boolean) =>
      setForm((before) => ({
        ...before,
        major,
        ...(major
          ? { receiptWanted: 'acknowledge' as const, receiptDue: before.receiptDue || terms.receiptDue }
          : {}),
      })),
    setReceipt: (receiptWanted: FormStart['receiptWanted']) =>
      setForm((before) => ({
        ...before,
        receiptWanted,
        receiptDue: before.receiptDue || (receiptWanted === 'acknowledge' ? terms.receiptDue : ''),
      })),
    addGroups: (added: readonly TargetGroup[]) =>
      setForm((before) => {
        const known = new Set(before.groups.map(({ id }) => id));
        return { ...before, groups: [...before.groups, ...added.filter(({ id }) => !known.has(id))] };
      }),
    removeGroups: (ids: ReadonlySet<string>) =>
      setForm((before) => ({ ...before, groups: before.groups.filter(({ id }) => !ids.has(id)) })),
    // An upload that ends meanwhile is there should the submission be refused.
    addFile: (file: FormFile) => setAlways((before) => ({ ...before, files: [...before.files, file] })),
    removeFile: (id: string) =>
      setForm((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) })),
  };
}

export type NoticeFormState = ReturnType<typeof useNoticeForm>;
