import { backUpNightly } from '@/lib/backup/jobs';
import { shipWords } from '@/lib/dictionaries/commands/ship';
import { purgeLooseFiles } from '@/lib/files/jobs';
import { followInactive } from '@/lib/groups/inactive/jobs';
import { purgeDrafts } from '@/lib/groups/joining/commands/draft';
import { remindNicknamesJob } from '@/lib/groups/nickname/jobs';
import { remindUrgentJob } from '@/lib/groups/orders/jobs';
import { remindOverdueJob } from '@/lib/groups/requests/jobs';
import { carryOutTransfers } from '@/lib/groups/transfers/jobs';
import { purgeImports } from '@/lib/identity/imports/commands/purge';
import { runImport } from '@/lib/identity/imports/jobs';
import { purgeCodes, purgeSessions } from '@/lib/identity/sessions/commands/purge';
import { purgeSubmissions } from '@/lib/jobs/commands';
import type { JobHandlers } from '@/lib/jobs/worker';
import { remindFollowUpsJob } from '@/lib/notices/emergency/jobs';
import { publishDueNotices } from '@/lib/notices/publishing/jobs';
import { remindReceiptsJob } from '@/lib/notices/receipts/jobs';
import { escalateReviewsJob } from '@/lib/notices/review/jobs';
import { findLeft } from '@/lib/notices/writing/commands/left';
import { expireJob, sealJob, verifyJob } from '@/lib/proof/jobs';
import { applyRetention } from '@/lib/retention/jobs';

/** Who does which job: the queue lies below the domains, so what they contribute is put together here, above them. */
export const jobHandlers: JobHandlers = {
  'reminders.overdue': async () => {
    await remindOverdueJob();
    return { ok: true, value: null };
  },
  'inactive.follow': followInactive,
  'notices.publish': publishDueNotices,
  'notices.follow_up': remindFollowUpsJob,
  'orders.urgent': remindUrgentJob,
  'notices.find_left': (actor) => findLeft(actor, {}),
  'transfers.carry_out': async () => {
    await carryOutTransfers();
    return { ok: true, value: null };
  },
  'nicknames.remind': remindNicknamesJob,
  'receipts.remind': remindReceiptsJob,
  'reviews.escalate': escalateReviewsJob,
  'sessions.purge': (actor) => purgeSessions(actor, {}),
  'codes.purge': (actor) => purgeCodes(actor, {}),
  'dictionaries.ship': (actor) => shipWords(actor, {}),
  'submissions.purge': (actor) => purgeSubmissions(actor, {}),
  'files.purge': purgeLooseFiles,
  'audit.seal': sealJob,
  'audit.verify': verifyJob,
  'audit.expire': expireJob,
  'retention.apply': applyRetention,
  'imports.run': runImport,
  'drafts.purge': (actor) => purgeDrafts(actor, {}),
  'imports.purge': (actor) => purgeImports(actor, {}),
  'backup.nightly': backUpNightly,
};
