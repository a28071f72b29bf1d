import type { Reader } from '@/db/client';
import type { ImportKind } from '@/db/schema/imports';
import { personLine, type RowContent, unitLine } from '../rules/lines';
import { judgePeople, type PersonPlan } from '../rules/people';
import { judgeUnits, type UnitPlan } from '../rules/units';
import type { Verdict } from '../rules/verdict';
import { type Looking, peopleFacts, unitsOnFile } from './facts';

export interface SheetLine {
  /** In the sheet. */
  row: number;
  content: RowContent;
}

/** What importing rows would do, row by row. */
export type Assessment =
  | { kind: 'people'; verdicts: Verdict<PersonPlan>[] }
  | { kind: 'units'; verdicts: Verdict<UnitPlan>[] };

/** Compares rows with what is on file just now, in a fixed number of statements. */
export async function assess(
  on: Reader,
  kind: ImportKind,
  lines: readonly SheetLine[],
  looking: Looking,
): Promise<Assessment> {
  if (kind === 'units') {
    const read = lines.map(({ row, content }) => unitLine(row, content));
    return { kind, verdicts: judgeUnits(read, await unitsOnFile(on, looking)) };
  }
  const read = lines.map(({ row, content }) => personLine(row, content));
  return { kind, verdicts: judgePeople(read, await peopleFacts(on, read, looking)) };
}
