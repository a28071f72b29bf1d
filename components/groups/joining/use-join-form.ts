'use client';

import { useRef, useState } from 'react';
import { v4 as uuid } from 'uuid';
import type { FormGroup } from '@/lib/groups/joining/queries/form';
import { emptyRow, type JoinRow, mostRows } from '@/lib/groups/joining/rules/rows';

export interface JoinForm {
  rows: JoinRow[];
  groups: FormGroup[];
  reason: string;
}

/** What the form holds, and how it changes. Every change of a row makes a new row, by which what was checked is told from what was not. */
export function useJoinForm(begun: () => JoinForm) {
  const [form, setForm] = useState(begun);
  const [submissionId, setSubmissionId] = useState(() => uuid());
  const last = useRef(0);

  const change = (part: Partial<JoinForm>) => setForm((before) => ({ ...before, ...part }));
  /** Adds people without keys; somebody picked who is there already is not added again. @returns how many found no room */
  function addRows(added: readonly Partial<JoinRow>[]): number {
    const room = mostRows - form.rows.length;
    setForm((before) => {
      const picked = new Set(before.rows.map(({ personId }) => personId).filter(Boolean));
      const taken = new Set(before.rows.map(({ key }) => key));
      const fresh = added.filter(({ personId }) => !(personId && picked.has(personId))).slice(0, room);
      const keyed = fresh.map((row) => {
        do last.current += 1;
        while (taken.has(`r${last.current}`));
        return { ...emptyRow, ...row, key: `r${last.current}` };
      });
      return { ...before, rows: [...before.rows, ...keyed] };
    });
    return Math.max(added.length - room, 0);
  }
  function changeRow(key: string, part: Partial<JoinRow>): void {
    setForm((before) => ({
      ...before,
      rows: before.rows.map((row) => (row.key === key ? { ...row, ...part } : row)),
    }));
  }
  function addGroups(groups: readonly FormGroup[]): void {
    setForm((before) => {
      const known = new Set(before.groups.map(({ id }) => id));
      return { ...before, groups: [...before.groups, ...groups.filter(({ id }) => !known.has(id))] };
    });
  }
  return {
    form,
    submissionId,
    addRows,
    changeRow,
    addGroups,
    removeRow: (key: string) =>
      setForm((before) => ({ ...before, rows: before.rows.filter((row) => row.key !== key) })),
    removeGroup: (id: string) =>
      setForm((before) => ({ ...before, groups: before.groups.filter((group) => group.id !== id) })),
    setReason: (reason: string) => change({ reason }),
    clear: () => change({ rows: [], groups: [], reason: '' }),
    /** Keeps for another sending what stayed behind of the rows that were sent, and what has come since. */
    goOn: (sent: readonly JoinRow[], behind: readonly string[]) => {
      const gone = new Set(sent.map(({ key }) => key).filter((key) => !behind.includes(key)));
      // As new rows, to be checked anew: whom a row is about has changed with those that were sent.
      const kept = (rows: readonly JoinRow[]) =>
        rows.filter(({ key }) => !gone.has(key)).map((row) => ({ ...row }));
      setForm((before) => ({ ...before, rows: kept(before.rows) }));
      setSubmissionId(uuid());
    },
  };
}
