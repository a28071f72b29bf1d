/** How far somebody's receipt has come. */
export const receiptStates = {
  missing: { label: '未读', tone: 'error' },
  read: { label: '已读', tone: 'info' },
  acknowledged: { label: '已知悉', tone: 'success' },
} as const;
export type ReceiptState = keyof typeof receiptStates;

export interface Answered {
  readAt: Date | null;
  acknowledgedAt: Date | null;
}

export function receiptStateOf({ readAt, acknowledgedAt }: Answered): ReceiptState {
  if (acknowledgedAt) return 'acknowledged';
  return readAt ? 'read' : 'missing';
}

export interface UnitFigures {
  unitId: string;
  unitName: string;
  total: number;
  read: number;
  acknowledged: number;
  /** Those of whom the notice still wants something. */
  missing: number;
  /** Those of them who can be asked for it: who has left, or has no account, cannot. */
  askable: number;
  /** Those of them who are still there, but have no account: they are asked in the group. */
  unreached: number;
}

/** All units together. */
export function totalOf(units: readonly UnitFigures[]): Omit<UnitFigures, 'unitId' | 'unitName'> {
  const sum = (of: 'total' | 'read' | 'acknowledged' | 'missing' | 'askable' | 'unreached') =>
    units.reduce((whole, unit) => whole + unit[of], 0);
  return {
    total: sum('total'),
    read: sum('read'),
    acknowledged: sum('acknowledged'),
    missing: sum('missing'),
    askable: sum('askable'),
    unreached: sum('unreached'),
  };
}

/** What else is known of somebody whose receipt is waited for in vain. */
export function standingText(person: { departed: boolean; present: boolean; reached: boolean }): string {
  if (person.departed) return '已离任';
  if (!person.present) return '已退群';
  return person.reached ? '' : '没有账号';
}

/** 已提醒 1 人；6 人没有账号，请在群里提醒. */
export const chasedText = ({ people, unreached }: { people: number; unreached: number }): string =>
  [`已提醒 ${people} 人`, ...(unreached ? [unreachedText(unreached)] : [])].join('；');

export const unreachedText = (people: number): string => `${people} 人没有账号，请在群里提醒`;

/** An answer as far as it is known whom it is from. */
interface Said {
  person: { personId: string } | null;
}

export interface Tied {
  /** The places of his answer before this one, and of his last one, which counts. */
  above: number | null;
  below: number | null;
}

/** Ties several answers of one person to one another. */
export function tied<Row extends Said>(rows: readonly Row[]): (Row & Tied)[] {
  const places = new Map<string, number[]>();
  for (const [place, { person }] of rows.entries())
    if (person) places.set(person.personId, [...(places.get(person.personId) ?? []), place]);
  return rows.map((row, place) => {
    const his = row.person ? (places.get(row.person.personId) ?? []) : [];
    const last = his.at(-1) ?? place;
    return { ...row, above: his[his.indexOf(place) - 1] ?? null, below: last > place ? last : null };
  });
}
