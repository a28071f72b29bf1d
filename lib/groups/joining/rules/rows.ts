/** One person of a form, as he was picked, pasted, or read from a sheet; what is not said is empty. */
export interface JoinRow {
  /** Of the form's own making: by it an answer finds its row. */
  key: string;
  /** Somebody on file, when he was picked; then nothing else is asked. */
  personId: string;
  name: string;
  phone: string;
  duty: string;
  /** Name or short name of a unit. */
  unit: string;
  affiliated: boolean;
  /** Said to be somebody else than the person on file he looks like. */
  distinct: boolean;
  /** Why the line or the sheet's row could not be read; gone once it is edited. */
  fault: string;
  /** The line as it stood, where it could not be read. */
  said: string;
}

export const emptyRow: JoinRow = {
  key: '',
  personId: '',
  name: '',
  phone: '',
  duty: '',
  unit: '',
  affiliated: false,
  distinct: false,
  fault: '',
  said: '',
};

const texts = ['key', 'personId', 'name', 'phone', 'duty', 'unit', 'fault', 'said'] as const;
const flags = ['affiliated', 'distinct'] as const;

/** Rows as one text to send or keep: a line each, the fields parted by tabs, which none of them holds. */
export const rowsText = (rows: readonly JoinRow[]): string =>
  rows
    .map((row) =>
      [
        ...texts.map((key) => row[key].replace(/[\t\n\r]+/g, ' ')),
        ...flags.map((key) => (row[key] ? '1' : '')),
      ].join('\t'),
    )
    .join('\n');

/** The rows of such a text. */
export const rowsOf = (text: string): JoinRow[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const cells = line.split('\t');
      const said = texts.map((key, n) => [key, cells[n] ?? '']);
      const set = flags.map((key, n) => [key, cells[texts.length + n] === '1']);
      return { ...emptyRow, ...Object.fromEntries([...said, ...set]) };
    });

export type RowField = 'person' | 'name' | 'phone' | 'duty' | 'unit';

export interface RowProblem {
  field: RowField;
  message: string;
  /** Units that may be meant by the one that was written. */
  units?: string[];
}

/** Somebody on file, as the form names him. */
export interface KnownPerson {
  id: string;
  name: string;
  unitName: string;
  duty: string;
  phoneMasked: string | null;
}

/** What is to be said of a row and one group; groups of which there is nothing to say are left out. */
export interface GroupNote {
  groupId: string;
  /** `free`: can be asked for, and there is something to know. */
  is: 'member' | 'open' | 'free';
  message: string;
  /** The request that stands in the way, when the actor may open it. */
  requestId?: string | undefined;
}

/** What a row comes to: somebody on file, somebody to be added, not clear which, or wrong. */
export type RowState = 'known' | 'new' | 'unsure' | 'wrong';

export interface RowCheck {
  state: RowState;
  problems: RowProblem[];
  person: KnownPerson | null;
  /** Whom it may be about: to be chosen from when unsure, or instead of what is wrong. */
  candidates: KnownPerson[];
  /** Whether it may also be somebody new, to be said so. */
  mayBeNew: boolean;
  /** The unit the membership will represent. */
  unit: { id: string; name: string } | null;
  nickname: string;
  notes: GroupNote[];
  /** Whether another phone stands in the list than is on file: the one on file stays. */
  otherPhone: boolean;
  /** What no other row of the form may share with it. */
  marks: string[];
}

/** Letters of all rows together: in bytes, what an action takes. */
export const mostLetters = 300_000;
/** At most so many people in a form: as many as a sheet may have. */
export const mostRows = 5_000;
export const mostGroups = 30;
/** Requests sent together. */
export const mostPairs = 5_000;
/** People added to the register with one form. */
export const mostAdded = 1_000;
/** Lines pasted at a time; more come by sheet. */
export const mostLines = 1_000;

const isGood = ({ state }: RowCheck): boolean => state === 'known' || state === 'new';

/** The later of two rows about the same person, or with the same phone, is wrong: the first one goes. */
export function withRepeats(checks: readonly (RowCheck | undefined)[]): (RowCheck | undefined)[] {
  const first = new Map<string, number>();
  return checks.map((check, index) => {
    if (!(check && isGood(check))) return check;
    const earlier = check.marks.map((mark) => first.get(mark)).find((place) => place !== undefined);
    if (earlier === undefined) {
      for (const mark of check.marks) first.set(mark, index + 1);
      return check;
    }
    const field = check.person ? 'person' : 'phone';
    return {
      ...check,
      state: 'wrong',
      problems: [{ field, message: `与第 ${earlier} 行重复` }],
      candidates: [],
    };
  });
}

/** The groups a row asks for, of those chosen; none when it cannot be sent. */
export function groupsAsked(check: RowCheck | undefined, groupIds: readonly string[]): string[] {
  if (!(check && isGood(check))) return [];
  const taken = new Set(check.notes.filter(({ is }) => is !== 'free').map(({ groupId }) => groupId));
  return groupIds.filter((id) => !taken.has(id));
}

/** Whether a row stays in the form when the others go: it is wrong, or not clear. */
export const staysBehind = (check: RowCheck): boolean => !isGood(check);

export interface Tally {
  /** Requests that would be sent, and for how many people. */
  pairs: number;
  people: number;
  /** People who would be added to the register. */
  added: number;
  wrong: number;
  unsure: number;
  /** Pairs with nothing to do: member already, or asked for. */
  idle: number;
}

/** What sending would come to. */
export function tally(checks: readonly (RowCheck | undefined)[], groupIds: readonly string[]): Tally {
  const sum: Tally = { pairs: 0, people: 0, added: 0, wrong: 0, unsure: 0, idle: 0 };
  for (const check of checks) {
    if (!check) continue;
    if (check.state === 'wrong') sum.wrong += 1;
    if (check.state === 'unsure') sum.unsure += 1;
    if (!isGood(check)) continue;
    const asked = groupsAsked(check, groupIds).length;
    sum.pairs += asked;
    sum.idle += groupIds.length - asked;
    if (asked) sum.people += 1;
    if (asked && check.state === 'new') sum.added += 1;
  }
  return sum;
}

/** What sending came to. */
export interface SubmittedJoins {
  batchId: string;
  /** Requests made, for so many people, of whom so many were added to the register. */
  count: number;
  people: number;
  added: number;
  /** The request, when it is the only one. */
  only: { id: string; number: string } | null;
  /** Rows that stay in the form: wrong, or not clear. */
  behind: string[];
  /** Pairs that needed no request: member already, or asked for. */
  idle: number;
}
