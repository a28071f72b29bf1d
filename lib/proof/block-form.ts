import * as z from 'zod';

/** A sealed block without its own hash and stamp: what the hash is over. */
export interface BlockHeader {
  number: number;
  form: number;
  /** Hash of the block before; 64 zeros in the first. */
  previous: string;
  records: number;
  content: string;
  firstId: number | null;
  lastId: number | null;
  earliest: Date | null;
  latest: Date | null;
  latestSoFar: Date | null;
  writtenAfter: Date | null;
  sealedAt: Date;
  complete: boolean;
  cluster: string;
  since: string | null;
}

export interface Block extends BlockHeader {
  hash: string;
  stamp: string;
}

/** The end of the chain at some moment: who keeps it elsewhere can tell later whether anything before it was changed. */
export const headSchema = z.object({
  number: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Head = z.output<typeof headSchema>;

export const noBlock: Head = { number: 0, hash: '0'.repeat(64) };

/** The canonical bytes of a block: one line of JSON, times to the millisecond in UTC. */
export function blockLine(block: BlockHeader): string {
  const { number, form, previous, records, content, firstId, lastId, earliest, latest, ...rest } = block;
  const { latestSoFar, writtenAfter, sealedAt, complete, cluster, since } = rest;
  const span = { firstId, lastId, earliest, latest, latestSoFar };
  return JSON.stringify({
    number,
    form,
    previous,
    records,
    content,
    ...span,
    writtenAfter,
    sealedAt,
    complete,
    cluster,
    since,
  });
}

/** What a block's content hash is over: the hashes of its records, by id, a line each. */
export const contentText = (hashes: readonly string[]): string => hashes.map((hash) => `${hash}\n`).join('');
