import { randomBytes } from 'node:crypto';
import { format } from 'node:util';
import { noteDatabaseAway } from '@/db/outage';
import { withContext } from '@/lib/core/context';
import { DatabaseAway, isDatabaseAway, type Refusal, Refused, type Result } from '@/lib/core/errors';
import { withoutValues } from '@/lib/core/fault';
import { log } from '@/lib/core/log';

/** Logs a fault with where it happened; an outage of the database once, not per request. @returns whether it is one */
export function reportFault(error: unknown, where: Record<string, string>, message: string): boolean {
  const away = error instanceof DatabaseAway || isDatabaseAway(error);
  if (away) noteDatabaseAway(error);
  else log.error({ err: error, ...where }, message);
  return away;
}

/**
 * Takes over what the framework prints on the console: it goes into the one log, without people's data. Faults that carry a
 * digest are there already.
 */
export function reportPrinted(printed: readonly unknown[]): void {
  const error = printed.find((part) => part instanceof Error);
  if (error && 'digest' in error) return;
  if (error) reportFault(error, {}, 'printed');
  else log.warn({ printed: withoutValues(format(...printed)) }, 'printed');
}

function refusalOf(name: string, ref: string, error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (reportFault(error, { action: name }, 'action failed')) {
    return { code: 'away', message: '数据库暂时连接不上，您填写的内容仍在本页，请稍后再提交' };
  }
  return { code: 'fault', message: `系统出错，已记录（编号 ${ref}），请稍后再试或联系系统管理员` };
}

/**
 * Runs one request's work under a reference of its own. What is thrown becomes a refusal: raw error text never reaches a
 * browser, and a fault is logged under the reference that the message names.
 */
export async function outcomeOf<T>(name: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const ref = randomBytes(4).toString('hex').toUpperCase();
  return withContext({ ref }, async () => {
    try {
      return await work();
    } catch (error) {
      return { ok: false, refusal: refusalOf(name, ref, error) };
    }
  });
}
