import { refuse } from '@/lib/core/errors';
import { idField } from '@/lib/core/id';
import { uploadBaseline } from '@/lib/groups/baseline/commands/upload';
import { uploadRoster } from '@/lib/groups/roster/commands/upload';
import { sheetUpload } from '@/lib/request/sheet';

const takers = { roster: uploadRoster, baseline: uploadBaseline } as const;
const isTaker = (kind: string): kind is keyof typeof takers => Object.hasOwn(takers, kind);

/** Takes a chat's list of members as a sheet, to compare it or to begin its register with it. */
export const POST = sheetUpload('roster.check', (actor, { name, params, body }) => {
  const kind = params.get('kind') ?? '';
  const groupId = idField.safeParse(params.get('group')).data;
  if (!(isTaker(kind) && groupId)) return refuse('invalid', '没有这种名单');
  return takers[kind](actor, { groupId, name, body });
});
