import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import type { JobPayload } from '@/lib/jobs/registry';
import { settingsNow } from '@/lib/settings/queries';
import { reportFailure } from './commands';
import { explain } from './fault';
import { clearBackups, newestBackup, usualFile } from './folder';
import { makeBackup } from './make';
import { isDue } from './rules';

/**
 * Makes the day's backup when its hour has struck and none was made since; called every hour, so that a machine that is
 * switched off at night makes it in the morning, or at once when asked for. Then deletes those beyond their time.
 * @returns the name of the backup made, or null
 */
export async function backUpNightly(
  actor: Actor,
  { asked }: JobPayload<'backup.nightly'>,
): Promise<Result<string | null>> {
  const settings = await settingsNow();
  const at = now();
  try {
    const last = await newestBackup();
    if (!(asked || isDue(last?.at ?? null, at, settings['backup.hour']))) return { ok: true, value: null };
    const file = usualFile(at);
    // A lost attachment must not stop the backup of everything else; the administrators are told of it.
    await makeBackup({ file, by: 'schedule', allowMissing: true, signal: new AbortController().signal });
    await clearBackups(at, settings['backup.keep_days']);
    return { ok: true, value: file };
  } catch (error) {
    await reportFailure(actor, { reason: explain(error, '备份').message });
    throw error;
  }
}
