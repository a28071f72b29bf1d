import { sha256 } from '@/lib/core/crypto';
import { type Block, contentText } from './block-form';
import type { Finding } from './findings';
import { type RecordText, recordLine, recordTime } from './record-form';

/** A seal with the record it is of; `id` is null when the record is not there any more. */
export type SealedRow = RecordText & { eventId: number; seal: string };

/** Clocks of instances differ, and a transaction may take a while: only more than this is remarkable. */
const toleranceMs = 3_600_000;

/** What is wrong with the records of a block whose own hash and stamp are right. Null when nothing is. */
export function checkRecords(block: Block, rows: readonly SealedRow[]): Finding | null {
  const own = rows.map((row) => (row.id === null ? null : sha256(recordLine(row))));
  const differs = rows.findIndex((row, place) => own[place] !== row.seal);
  if (
    fits(
      block,
      rows.map(({ seal }) => seal),
    )
  )
    return rows[differs] ? changed(block, rows[differs]) : null;
  if (fits(block, own) && rows[differs])
    return { kind: 'seal_changed', record: rows[differs].eventId, block: block.number };
  if (rows.length > block.records) return added(block, rows);
  if (rows.length < block.records) return missing(block, rows);
  if (rows[differs]) return changed(block, rows[differs]);
  return { kind: 'block_content', record: block.firstId, last: block.lastId, block: block.number };
}

function fits(block: Block, hashes: readonly (string | null)[]): boolean {
  const known = hashes.filter((hash) => hash !== null);
  return (
    hashes.length === block.records &&
    known.length === block.records &&
    sha256(contentText(known)) === block.content
  );
}

const changed = (block: Block, { id, eventId }: SealedRow): Finding => ({
  kind: id === null ? 'deleted' : 'changed',
  record: eventId,
  block: block.number,
});

/** One row too many is found by leaving out one after the other; of several the first outside the block's range is named. */
function added(block: Block, rows: readonly SealedRow[]): Finding {
  const { firstId, lastId, number } = block;
  const outside = rows.find(({ eventId }) => eventId < (firstId ?? 0) || eventId > (lastId ?? 0));
  const extra =
    rows.length === block.records + 1
      ? rows.find((row) =>
          fits(
            block,
            rows.filter((other) => other !== row).map(({ seal }) => seal),
          ),
        )
      : undefined;
  const found = extra ?? outside;
  if (found) return { kind: 'seal_added', record: found.eventId, block: number };
  return { kind: 'block_content', record: firstId, last: lastId, block: number };
}

function missing(block: Block, rows: readonly SealedRow[]): Finding {
  const present = new Set(rows.map(({ eventId }) => eventId));
  let record = block.firstId;
  while (record !== null && present.has(record)) record += 1;
  return { kind: 'records_missing', record, block: block.number, missing: block.records - rows.length };
}

/** The first record whose time does not go with its sealing: older than what was sealed before, or younger than the seal. */
export function checkTimes(block: Block, rows: readonly SealedRow[]): Finding | null {
  const oldest = block.writtenAfter ? block.writtenAfter.getTime() - toleranceMs : Number.NEGATIVE_INFINITY;
  const newest = block.sealedAt.getTime() + toleranceMs;
  for (const row of rows) {
    const time = recordTime(row);
    const place = { record: row.eventId, block: block.number };
    if (time === null) return { kind: 'no_time', ...place };
    const told = { ...place, at: new Date(time), sealedAt: block.sealedAt };
    if (time < oldest) return { kind: 'back_dated', ...told };
    if (time > newest) return { kind: 'post_dated', ...told };
  }
  return null;
}
