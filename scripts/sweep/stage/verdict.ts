import type { Outcome } from './actions';
import { type Trace, traces, writtenSince } from './ledger';
import { headersMissing, hiddenWord, leaksIn } from './scan';

/** One cell of a table that was asked. */
export interface Asked {
  /** Which cell it is. */
  cell: string;
  expected: string;
  address: string;
  outcome: Outcome;
}

export interface Report {
  cells: number;
  /** Every cell that is not as the table says, with what was found. */
  wrong: string[];
}

export const joined = (reports: readonly Report[]): Report => ({
  cells: reports.reduce((sum, { cells }) => sum + cells, 0),
  wrong: reports.flatMap(({ wrong }) => wrong),
});

const codes: Readonly<Record<string, string>> = {
  S: 'session',
  F: 'forbidden',
  N: 'not_found',
  C: 'conflict',
  R: 'rule',
  I: 'invalid',
  L: 'limited',
};
/** These must not say anything about what they are aimed at. */
const silent = new Set(['S', 'F', 'N', 'I', 'i', 'L']);

const longestRefusal = 5_000;

/** Refused input that left no record was refused at the door. */
function letterOf({ letter }: Outcome, found: readonly Trace[]): string {
  return letter === 'I' && found.length === 0 ? 'i' : letter;
}

function faultsOf({ expected, outcome }: Asked, found: readonly Trace[]): string[] {
  const letter = letterOf(outcome, found);
  const faults = letter === expected ? [] : [`is ${letter}: ${outcome.answer.text.slice(0, 300)}`];
  const code = codes[letter];
  const recorded = found.length === 1 && found[0]?.outcome === 'refused' && found[0].code === code;
  if (code && !recorded) faults.push(`left ${JSON.stringify(found)} in the audit trail`);
  if (silent.has(letter) && outcome.said.includes(hiddenWord)) faults.push('names what it is aimed at');
  if (silent.has(letter) && outcome.said.length > longestRefusal) faults.push('is long-winded');
  return [...faults, ...leaksIn(outcome.answer), ...headersMissing(outcome.answer)];
}

/** Judges cells by answer and audit trail. */
export async function judged(asked: readonly Asked[]): Promise<Report> {
  const found = await traces(asked.map(({ address }) => address));
  const wrong = asked.flatMap((one) =>
    faultsOf(one, found.get(one.address) ?? []).map(
      (fault) => `${one.cell}: should be ${one.expected}, ${fault}`,
    ),
  );
  return { cells: asked.length, wrong };
}

/** The same for cells that are all refused: since the mark nothing was written but one audit record for each capital. */
export async function judgedRefusals(asked: readonly Asked[], mark: number): Promise<Report> {
  const report = await judged(asked);
  const records = asked.filter(({ expected }) => codes[expected]).length;
  const { '1 insert audit_events': refusals = 0, ...other } = await writtenSince(mark);
  const wrong = [
    ...report.wrong,
    ...Object.entries(other).map(([written, times]) => `refused calls wrote: ${written}, ${times} times`),
  ];
  if (refusals !== records) wrong.push(`${refusals} refusals were recorded instead of ${records}`);
  return { cells: report.cells, wrong };
}
