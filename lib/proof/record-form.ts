/** A record of the audit trail as the database writes its columns as text, by the columns' names in the program. */
export type RecordText = Record<RecordColumn, string | null>;

/**
 * Every column of audit_events, in the order of the canonical line. A new column means a new form: what was sealed keeps the
 * form its block names. A test holds the list against the table.
 */
export const recordColumns = [
  'id',
  'at',
  'xid',
  'actorId',
  'actorName',
  'actorUnit',
  'actingRole',
  'onBehalfOfId',
  'onBehalfOfName',
  'action',
  'outcome',
  'code',
  'entityType',
  'entityId',
  'entityLabel',
  'clause',
  'reason',
  'before',
  'after',
  'address',
  'requestRef',
] as const;

export type RecordColumn = (typeof recordColumns)[number];

/** Of records and blocks as they are hashed today. */
export const presentForm = 1;

/** Written as they are: a number, and JSON in the database's own normal form (jsonb), so that no digit goes through a float. */
const bare: ReadonlySet<RecordColumn> = new Set(['id', 'before', 'after']);

/**
 * The canonical bytes of a record: one line of JSON with every column that is not null, in a fixed order. What is hashed, what
 * an export holds, and what its verifier hashes again is this text.
 */
export function recordLine(row: RecordText): string {
  const fields = recordColumns.flatMap((column) => {
    const value = row[column];
    if (value === null) return [];
    return [`"${column}":${bare.has(column) ? value : JSON.stringify(value)}`];
  });
  return `{${fields.join(',')}}`;
}

/** When a record says it was written, in ms; null for what is no time of our calendar (`infinity`, before Christ). */
export function recordTime(row: Pick<RecordText, 'at'>): number | null {
  const time = Date.parse(row.at ?? '');
  return Number.isNaN(time) ? null : time;
}
