import { asc, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { units } from '@/db/schema/units';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted, mayAtAll } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { holdPhones } from '@/lib/identity/people/commands/phones';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { officeAdmins } from '../../orders/queries/recipients';
import { type EnteredJoin, enterJoins, type NewJoin } from '../../requests/commands/enter';
import { maySubmit } from '../../requests/policy';
import type { SubmitJoins } from '../input';
import { checked } from '../queries/check';
import type { Judged } from '../rules/judge';
import {
  groupsAsked,
  mostAdded,
  type RowCheck,
  type SubmittedJoins,
  staysBehind,
  withRepeats,
} from '../rules/rows';
import { keepDraft } from './draft';
import { type Addition, addPeople } from './people';

/**
 * 提交申请 for several people and several groups: every row is judged again, with what it depends on held; the good ones go, those not
 * yet on file are added with them, the others stay in the form as its draft. Refused when nothing can be sent.
 */
export const submitJoins = command(
  {
    name: 'membership.submit',
    clause: '2.1.1',
    once: (input: SubmitJoins) => input.submissionId,
    entity: (input) => ({ type: 'group', id: input.groupIds[0] ?? '', label: '入群申请' }),
  },
  async (tx, actor, input): Promise<SubmittedJoins> => {
    if (!mayAtAll(actor, 'membership.submit'))
      refuse('forbidden', '只能为本单位人员提交申请', { clause: '2.1.1' });
    const form = await held(tx, actor, input);
    const people = await entering(tx, actor, form, input);
    const { submissionId: batchId, reason } = input;
    const { entered, refused } = await enterJoins(tx, actor, people.wanted, { batchId, reason });
    if (!entered.length)
      refuse('rule', refused[0]?.refusal.message ?? '没有可以提交的申请', { clause: '2.1.1' });
    await tellOffice(tx, actor, entered, batchId);
    const behind = input.rows.filter((_, index) => {
      const check = form.checks[index];
      return check ? staysBehind(check) : false;
    });
    await keepDraft(tx, actor, behind.length ? { ...input, rows: behind } : null);
    const [only, ...more] = entered;
    return {
      batchId,
      count: entered.length,
      people: new Set(entered.map(({ personId }) => personId)).size,
      added: people.added,
      only: only && !more.length ? { id: only.id, number: only.number } : null,
      behind: behind.map(({ key }) => key),
      idle: people.idle + refused.length,
    };
  },
);

interface Form {
  judged: Judged[];
  checks: (RowCheck | undefined)[];
}

async function judge(tx: Tx, actor: Actor, input: SubmitJoins): Promise<Form> {
  const { judged, checks, groups: inUse } = await checked(tx, actor, input);
  if (inUse.size < input.groupIds.length)
    refuse('rule', '有工作群已归档，请从所选的群中去掉', { fields: { groupIds: '有工作群已归档' } });
  return { judged, checks: withRepeats(checks) };
}

const isNew = (check: RowCheck | undefined): boolean => check?.state === 'new';

/** The form judged by what stays true until the transaction ends: groups, the phones and the units of those to be added. */
async function held(tx: Tx, actor: Actor, input: SubmitJoins): Promise<Form> {
  await tx
    .select({ id: groups.id })
    .from(groups)
    .where(inArray(groups.id, input.groupIds))
    .orderBy(asc(groups.id))
    .for('share');
  const seen = await judge(tx, actor, input);
  const added = seen.judged.flatMap(({ added: person, unit }, i) =>
    isNew(seen.checks[i]) && person && unit ? [{ person, unit }] : [],
  );
  if (!added.length) return seen;
  if (added.length > mostAdded)
    refuse('invalid', `一次最多新增 ${mostAdded} 名人员，请先在“人员”中批量导入，或分几次提交`);
  await holdPhones(
    tx,
    added.flatMap(({ person }) => person.phone || []),
  );
  await tx
    .select({ id: units.id })
    .from(units)
    .where(inArray(units.id, [...new Set(added.map(({ unit }) => unit.id))]))
    .orderBy(asc(units.id))
    .for('share');
  // Somebody may have taken one of the phones, or archived a unit, before we held them.
  return judge(tx, actor, input);
}

/** Grants by unit: most rows are of the same. */
function grants(actor: Actor): (unitId: string) => Grant {
  const known = new Map<string, Grant>();
  return (unitId) => {
    const grant = known.get(unitId) ?? granted(maySubmit(actor, unitId));
    known.set(unitId, grant);
    return grant;
  };
}

interface Entering {
  wanted: NewJoin[];
  added: number;
  idle: number;
}

/** Who is to join what; those who are not on file yet are from now on. */
async function entering(tx: Tx, actor: Actor, form: Form, { groupIds }: SubmitJoins): Promise<Entering> {
  const grantOf = grants(actor);
  const rows = form.judged.flatMap((judged, i) => {
    const check = form.checks[i];
    const { unit } = judged;
    const asked = groupsAsked(check, groupIds);
    return unit && check && !staysBehind(check) ? [{ ...judged, unit, asked }] : [];
  });
  const asked = rows.reduce((sum, row) => sum + row.asked.length, 0);
  if (!rows.length) refuse('invalid', '没有可以提交的人员，请先改正标出的问题');
  if (!asked) refuse('rule', '所选人员都已在群中，或已有申请，无需提交', { clause: '2.1.1' });
  const additions: Addition[] = rows.flatMap(({ added: person, unit }) =>
    person ? [{ person, unit, grant: grantOf(unit.id) }] : [],
  );
  const ids = await addPeople(tx, actor, additions);
  let next = 0;
  const wanted = rows.flatMap(({ person, unit, asked: groupsOfRow }) => {
    const personId = person?.id ?? ids[next++] ?? '';
    return groupsOfRow.map((groupId) => ({ personId, groupId, unitId: unit.id, grant: grantOf(unit.id) }));
  });
  return { wanted, added: ids.length, idle: rows.length * groupIds.length - asked };
}

/** Everybody of the Office who may decide it, once, however many requests there are. */
async function tellOffice(
  tx: Tx,
  actor: Actor,
  entered: readonly EnteredJoin[],
  batchId: string,
): Promise<void> {
  const [first] = entered;
  if (!first) return;
  const office = await officeAdmins(tx, actor.personId);
  const distinct = (of: (join: EnteredJoin) => string) => new Set(entered.map(of)).size;
  const persons = distinct(({ personId }) => personId);
  const said =
    entered.length === 1
      ? {
          title: `${first.facts.personName}申请加入「${first.facts.groupName}」，请审核`,
          detail: `${first.facts.unitName} · ${first.number}`,
          href: `/membership/${first.id}`,
        }
      : {
          title: `${first.facts.personName}${persons > 1 ? `等 ${persons} 人` : ''}申请加入 ${distinct(({ groupId }) => groupId)} 个群，请审核`,
          detail: `${first.facts.unitName}${distinct(({ unitId }) => unitId) > 1 ? '等' : ''} · 共 ${entered.length} 项`,
          href: `/membership/batch/${batchId}`,
        };
  await notify(
    tx,
    office.map((personId) => ({ personId, kind: 'membership' as const, ...said })),
  );
}
