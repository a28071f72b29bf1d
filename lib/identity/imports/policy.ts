import type { ImportKind } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';

/** An import is many single acts: whoever may do those may do it. */
export const importPermissions: Readonly<Record<ImportKind, PermissionName>> = {
  people: 'people.manage',
  units: 'units.manage',
};

export function mayImport(actor: Actor, kind: ImportKind): Verdict {
  return verdict(actor, importPermissions[kind]);
}

/** A sheet is seen and imported by whoever uploaded it: there are whole phone numbers in it. */
export function mayHandle(actor: Actor, batch: { kind: ImportKind; createdBy: string }): Verdict {
  if (batch.createdBy !== actor.personId) return denied('这是他人上传的导入，请由其本人处理', '1.3.3');
  return mayImport(actor, batch.kind);
}
