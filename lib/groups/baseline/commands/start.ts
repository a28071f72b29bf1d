import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { baselineRows, baselines, type ListSource } from '@/db/schema/roster';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { encrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { mapInTurns } from '@/lib/core/turns';
import { maskPhone } from '@/lib/identity/people/rules';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { administratorsByGroup } from '../../orders/queries/recipients';
import { type HeldGroup, holdGroup } from '../../roster/commands/lock';
import { mostMembers } from '../../roster/input';
import type { StartBaseline } from '../input';
import { mayPrepareBaseline } from '../policy';
import { type BaselineEntry, judgeBaseline } from '../rules/judge';
import { type BaselineLine, completed, readBaselineLines } from '../rules/read';
import { baselineFacts, tally } from './assess';
import { clause, entityOf } from './lock';

/** A list as it came. */
export interface GivenBaseline {
  groupId: string;
  source: ListSource;
  fileName: string | null;
  /** What a sheet's rows say; a pasted text is read here, since that needs the units. */
  from: { text: string } | { lines: readonly BaselineLine[] };
}

const entity = ({ groupId }: { groupId: string }) => ({ type: 'group', id: groupId, label: '存量登记' });

/** 存量登记 is begun with a pasted list. */
export const startBaseline = command(
  { name: 'baseline.start', clause, once: (input: StartBaseline) => input.submissionId, entity },
  (tx, actor, { groupId, text }) =>
    start(tx, actor, { groupId, source: 'paste', fileName: null, from: { text } }),
);

/** The same with a sheet. */
export const startBaselineFromSheet = command(
  { name: 'baseline.start', clause, entity: (input: GivenBaseline) => entity(input) },
  (tx, actor, input) => start(tx, actor, input),
);

/** The register of a group begins once. */
async function refuseSecond(tx: Tx, group: HeldGroup): Promise<void> {
  if (group.archivedAt) refuse('rule', '此群已归档，不能再登记');
  const [open] = await tx
    .select({ status: baselines.status, by: baselines.startedByName })
    .from(baselines)
    .where(and(eq(baselines.groupId, group.id), ne(baselines.status, 'discarded')));
  if (open?.status === 'done') refuse('rule', '此群已完成存量登记，此后入群请走入群申请', { clause });
  if (open) refuse('conflict', `${open.by}已发起此群的存量登记，请在其中处理`);
  const [member] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(eq(memberships.groupId, group.id), eq(memberships.origin, 'baseline'), isNull(memberships.until)),
    )
    .limit(1);
  if (member) refuse('rule', '此群已完成存量登记，此后入群请走入群申请', { clause });
}

const noText = (message: string): never => refuse('invalid', message, { fields: { text: message } });

async function start(tx: Tx, actor: Actor, given: GivenBaseline): Promise<{ id: string }> {
  const group = await holdGroup(tx, actor, given.groupId);
  const grant = granted(mayPrepareBaseline(actor, { groupId: group.id }));
  await refuseSecond(tx, group);
  const known = await tx
    .select({ name: units.name, shortName: units.shortName })
    .from(units)
    .where(isNull(units.archivedAt));
  const lines =
    'text' in given.from ? readBaselineLines(given.from.text, known) : completed(given.from.lines, known);
  if (!lines.length) noText('没有读到人员，请每行粘贴一人');
  if (lines.length > mostMembers) noText(`一个群最多 ${mostMembers.toLocaleString('en-US')} 人`);
  const entries = lines.map((line): BaselineEntry => ({ ...line, unitId: null, leftOut: false }));
  const verdicts = judgeBaseline(entries, await baselineFacts(tx, actor, group.id, entries));
  const id = newId();
  const at = now();
  const startedBy = actor.personId ?? refuse('session', '请先登录');
  await tx.insert(baselines).values({
    ...{ id, groupId: group.id, source: given.source, fileName: given.fileName },
    ...{ startedBy, startedByName: actor.name, startedAt: at },
    ...{ status: 'draft', statusAt: at, statusBy: startedBy, statusByName: actor.name },
  });
  const rows = await mapInTurns(entries, ({ name, nickname, duty, unit, phone }, i) => ({
    ...{ id: newId(), place: i + 1, name, nickname, duty, unitText: unit, ...verdicts[i] },
    phoneMasked: phone ? maskPhone(phone) : null,
    phoneCipher: phone ? encrypt(phone) : null,
  }));
  await tx.execute(sql`
    insert into ${baselineRows} (id, baseline_id, place, name, nickname, duty, unit_text, unit_id, phone_masked, phone_cipher, result,
      problem, person_id)
    select id, ${id}::uuid, place, name, nickname, duty, "unitText", "unitId", "phoneMasked", "phoneCipher", result, problem, "personId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, place int, name text, nickname text, duty text,
      "unitText" text, "unitId" uuid, "phoneMasked" text, "phoneCipher" text, result text, problem text, "personId" uuid)`);
  await record(tx, actor, {
    action: 'baseline.start',
    entity: entityOf(id, group),
    grant,
    clause,
    after: { group: group.name, status: 'draft', ...tally(verdicts) },
  });
  await tellAdministrators(tx, actor, group);
  return { id };
}

async function tellAdministrators(tx: Tx, actor: Actor, group: HeldGroup): Promise<void> {
  const found = (await administratorsByGroup(tx, [group.id])).get(group.id) ?? [];
  await notify(
    tx,
    found
      .filter((personId) => personId !== actor.personId)
      .map((personId) => ({
        personId,
        kind: 'group' as const,
        title: `${actor.name}已发起「${group.name}」的存量登记，请核对并确认`,
        href: `/groups/${group.id}/baseline`,
      })),
  );
}
