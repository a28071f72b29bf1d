/**
 * A publisher of its own process, for ./siege: answers every line it is sent by one run over what is due, in the way of the job. Says
 * `ready` when it can be asked, `begun` and `done` around each run. Killed at any moment.
 */
import { createInterface } from 'node:readline';
import { systemActor } from '@/lib/access/actor';
import { publishDueNotices } from '@/lib/notices/publishing/jobs';

const say = (word: string) => process.stdout.write(`${word}\n`);

say('ready');
for await (const _ of createInterface({ input: process.stdin })) {
  say('begun');
  await publishDueNotices(systemActor('notices.publish'));
  say('done');
}
process.exit();
