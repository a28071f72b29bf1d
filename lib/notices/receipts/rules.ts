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
  /** Those of them who can be asked for it: who has left cannot. */
  askable: number;
}

/** All units together. */
export function totalOf(units: readonly UnitFigures[]): Omit<UnitFigures, 'unitId' | 'unitName'> {
  const sum = (of: 'total' | 'read' | 'acknowledged' | 'missing' | 'askable') =>
    units.reduce((whole, unit) => whole + unit[of], 0);
  return {
    total: sum('total'),
    read: sum('read'),
    acknowledged: sum('acknowledged'),
    missing: sum('missing'),
    askable: sum('askable'),
  };
}
