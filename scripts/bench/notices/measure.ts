import { systemActor } from '@/lib/access/actor';
import { publishDue } from '@/lib/notices/publishing/commands/due';
import { acknowledge } from '@/lib/notices/receipts/commands/answer';
import { actorCalled } from '../actors';
import type { CommandResult } from '../command-job';
import { ratesOf } from '../command-rate';
import { accountOf } from '../street/founding';
import { newGroups, owing, scheduledNotice } from './prepare';

/** How much is done. */
export interface NoticeSizes {
  groups: number;
  /** In each of them. */
  people: number;
  /** Acknowledged one by one. */
  acknowledgements: number;
}

export interface NoticeFigures {
  /** One notice, from the job's call to its end. */
  published: { groups: number; people: number; milliseconds: number };
  acknowledged: CommandResult;
}

/** Publishes a notice to whole groups, and has their people acknowledge it, by the product's own commands, on a street of the benchmark. */
export async function measureNotices({
  groups,
  people,
  acknowledgements,
}: NoticeSizes): Promise<NoticeFigures> {
  const head = await actorCalled(accountOf.head, 'unit_head');
  const office = await actorCalled(accountOf.office, 'office_admin');
  const id = await scheduledNotice(head, office, await newGroups(groups, people));
  const start = performance.now();
  const out = await publishDue(systemActor('notices.publish'), { id });
  const milliseconds = performance.now() - start;
  if (!out.ok || out.value?.outcome !== 'published') throw new Error(`not published: ${JSON.stringify(out)}`);
  const asked = await owing(id, acknowledgements);
  const acknowledged = await ratesOf((actor) => acknowledge(actor, { noticeId: id, reply: '收到' }), asked);
  return {
    published: { groups: out.value.groups, people: out.value.people, milliseconds },
    acknowledged,
  };
}
