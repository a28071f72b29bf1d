import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { createPerson, editPerson } from './commands/person';
import { revealPhone } from './commands/phone';
import { addPosting, endPosting } from './commands/postings';
import { addPostingInput, createPersonInput, editPersonInput } from './input';
import { peopleList } from './list';
import { listPeople } from './queries/list';
import { personDetail } from './queries/person';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const form = (more: Record<string, unknown> = {}) =>
  createPersonInput.parse({
    submissionId: newId(),
    name: '单小英',
    unitId: s.units.heping.id,
    duty: '网格员',
    affiliated: false,
    phone: '138 0000 5678',
    ...more,
  });

async function added(more: Record<string, unknown> = {}): Promise<string> {
  const made = await createPerson(s.office, form(more));
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value.id;
}

const names = async (actor: Actor, params: Record<string, string> = {}) =>
  (await listPeople(actor, parseList(peopleList, params))).rows.map((person) => person.name);

const audited = (action: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.outcome, 'done')))
    .orderBy(auditEvents.id);

const strangers = [
  'headHeping',
  'groupAdmin',
  'member',
  'leader',
  'supervisor',
  'representative',
  'sysadmin',
  'auditor',
] as const;

describe('who may', () => {
  it.each(strangers)('%s adds and changes nobody', async (who) => {
    const id = await added();
    const answers = await Promise.all([
      createPerson(s[who], form({ phone: '13900001111' })),
      editPerson(s[who], { id, name: '改名', unitId: s.units.heping.id, duty: '', phone: '' }),
      addPosting(s[who], {
        submissionId: newId(),
        personId: id,
        unitId: s.units.xinhua.id,
        startsOn: '2026-11-22',
        endsOn: '',
      }),
    ]);
    expect(answers.map((answer) => !answer.ok && answer.refusal.code)).toEqual(Array(3).fill('forbidden'));
  });

  it('shows everybody to the Office and the system administrator, his unit to a head, nobody to others', async () => {
    expect(await names(s.office)).toHaveLength(11);
    expect(await names(s.sysadmin)).toHaveLength(11);
    expect((await names(s.headHeping)).sort()).toEqual(['刘洋', '张三', '李娟']);
    for (const who of ['member', 'groupAdmin', 'leader', 'supervisor', 'representative', 'auditor'] as const)
      expect(await names(s[who])).toEqual([]);
  });

  it('opens a person to whoever may see him, and hides him from others', async () => {
    const id = await added();
    expect((await personDetail(s.headHeping, id))?.may).toMatchObject({
      edit: false,
      revealPhone: true,
      depart: false,
    });
    expect((await personDetail(s.sysadmin, id))?.may).toMatchObject({
      revealPhone: false,
      assignRoles: true,
    });
    expect(await personDetail(s.headXinhua, id)).toBeNull();
    expect(await personDetail(s.member, id)).toBeNull();
  });
});

describe('createPerson', () => {
  it('keeps the phone encrypted, shows it masked, spells the name, and writes no whole phone anywhere', async () => {
    const id = await added();
    const [row] = await db().select().from(people).where(eq(people.id, id));
    expect(row).toMatchObject({ pinyin: 'shanxiaoying', initials: 'sxy', phoneMasked: '138****5678' });
    expect(row?.phoneCipher).toMatch(/^v2\./);
    const trail = JSON.stringify(await audited('person.create'));
    expect(trail).toContain('138****5678');
    expect(trail).not.toContain('13800005678');
  });

  it('refuses a phone somebody has, and names him', async () => {
    await added();
    const answer = await createPerson(s.office, form({ name: '另一人' }));
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'invalid', fields: { phone: '该手机号已登记给和平社区单小英' } },
    });
  });

  it('lets one of two in that bring the same phone at once', async () => {
    const answers = await Promise.all([
      createPerson(s.office, form({ name: '甲先生' })),
      createPerson(s.office2, form({ name: '乙先生' })),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await db().$count(people, eq(people.phoneMasked, '138****5678'))).toBe(1);
  });

  it('is done once however often the form is sent', async () => {
    const sent = form();
    const answers = await Promise.all([createPerson(s.office, sent), createPerson(s.office, sent)]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('refuses a unit that is not there', async () => {
    const answer = await createPerson(s.office, form({ unitId: newId() }));
    expect(answer).toMatchObject({
      refusal: { code: 'invalid', fields: { unitId: '没有这个单位，可能已停用' } },
    });
  });

  it.each([
    ['name', '张', '姓名'],
    ['name', '张3', '姓名'],
    ['phone', '12345', '11 位手机号'],
    ['phone', '', '只有外部人员可以不填'],
    ['unitId', '', '请从列表中选择'],
  ])('%s %j is wrong', (field, value, message) => {
    const parsed = createPersonInput.safeParse({ ...form(), [field]: value });
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
    expect(parsed.error?.issues[0]?.message).toContain(message);
  });

  it('takes outsiders without a phone', async () => {
    const id = await added({ affiliated: true, phone: '', name: '王经理' });
    expect(await personDetail(s.office, id)).toMatchObject({
      affiliated: true,
      phone: null,
      may: { assignRoles: false },
    });
  });
});

describe('editPerson', () => {
  const edit = (id: string, more: Record<string, unknown> = {}) =>
    editPersonInput.parse({
      id,
      name: '单小英',
      unitId: s.units.heping.id,
      duty: '网格长',
      phone: '',
      ...more,
    });

  it('changes what is given, keeps the phone when none is, and keeps before and after', async () => {
    const id = await added();
    expect((await editPerson(s.office, edit(id))).ok).toBe(true);
    const entry = (await audited('person.edit')).at(-1);
    expect(entry?.before).toMatchObject({ duty: '网格员' });
    expect(entry?.after).toEqual({ name: '单小英', unit: '和平社区', duty: '网格长' });
    expect((await revealPhone(s.office, { id })).ok).toBe(true);
  });

  it('says of a phone that it is another one, also where the digits that are left out are all that changed', async () => {
    const id = await added();
    for (const phone of ['13800005678', '13800015678', '13900005678'])
      expect((await editPerson(s.office, edit(id, { phone }))).ok).toBe(true);
    const entries = (await audited('person.edit')).filter(({ entityId }) => entityId === id);
    expect(entries.map(({ before, after }) => [before?.phone, after?.phone])).toEqual([
      [undefined, undefined],
      ['138****5678', '138****5678（隐去的数字已更正）'],
      ['138****5678', '139****5678'],
    ]);
  });

  it('refuses a phone somebody else has', async () => {
    await added();
    const other = await added({ name: '另一人', phone: '13900001111' });
    const answer = await editPerson(s.office, edit(other, { phone: '13800005678' }));
    expect(answer).toMatchObject({ refusal: { fields: { phone: '该手机号已登记给和平社区单小英' } } });
  });

  it('does not move a head out of the unit he heads', async () => {
    const answer = await editPerson(
      s.office,
      edit(s.headHeping.personId ?? '', { name: '李娟', unitId: s.units.xinhua.id }),
    );
    expect(answer).toMatchObject({
      refusal: { code: 'rule', fields: { unitId: '仍是原单位负责人，不能调出' } },
    });
  });
});

describe('revealPhone', () => {
  it.each(['office', 'headHeping'] as const)('shows it to %s, and records that', async (who) => {
    const id = await added();
    expect(await revealPhone(s[who], { id })).toEqual({ ok: true, value: { phone: '13800005678' } });
    const entry = (await audited('person.reveal_phone')).at(-1);
    expect(entry).toMatchObject({ actorId: s[who].personId, entityId: id, clause: '1.3.3' });
  });

  it.each([
    ['sysadmin', 'forbidden'],
    ['headXinhua', 'not_found'],
    ['member', 'not_found'],
    ['auditor', 'not_found'],
  ] as const)('refuses %s', async (who, code) => {
    const id = await added();
    expect(await revealPhone(s[who], { id })).toMatchObject({ ok: false, refusal: { code } });
  });

  it('says so when none is on file', async () => {
    expect(await revealPhone(s.office, { id: s.member.personId ?? '' })).toMatchObject({
      refusal: { code: 'rule' },
    });
  });
});

describe('postings', () => {
  const at = new Date('2026-11-23T02:00:00Z');
  const posting = (personId: string, more: Record<string, unknown> = {}) =>
    addPostingInput.parse({
      submissionId: newId(),
      personId,
      unitId: s.units.xinhua.id,
      startsOn: '2026-11-20',
      endsOn: '',
      ...more,
    });

  it('let the head of the second unit see the person and his phone, until they end', async () => {
    const id = await added();
    const made = await addPosting(s.office, posting(id));
    if (!made.ok) throw new Error(made.refusal.message);
    await withClock(at, async () => {
      expect(await names(s.headXinhua)).toContain('单小英');
      expect((await revealPhone(s.headXinhua, { id })).ok).toBe(true);
      expect((await endPosting(s.office, { id: made.value.id, personId: id, endsOn: '2026-11-22' })).ok).toBe(
        true,
      );
      expect(await names(s.headXinhua)).not.toContain('单小英');
      expect(await revealPhone(s.headXinhua, { id })).toMatchObject({ refusal: { code: 'not_found' } });
    });
  });

  it('are not lengthened into the next one of the same unit', async () => {
    const id = await added();
    const made = await addPosting(s.office, posting(id, { endsOn: '2026-11-30' }));
    if (!made.ok) throw new Error(made.refusal.message);
    expect((await addPosting(s.office, posting(id, { startsOn: '2026-12-01' }))).ok).toBe(true);
    const end = (endsOn: string) => endPosting(s.office, { id: made.value.id, personId: id, endsOn });
    expect(await end('2026-12-01')).toMatchObject({
      refusal: { code: 'conflict', fields: { endsOn: '自 2026-12-01 起已在该单位兼职' } },
    });
    expect((await end('2026-11-29')).ok).toBe(true);
  });

  it('are refused for the home unit, and twice at once for one unit', async () => {
    const id = await added();
    expect(await addPosting(s.office, posting(id, { unitId: s.units.heping.id }))).toMatchObject({
      refusal: { fields: { unitId: '这是他的所在单位，请选择其他单位' } },
    });
    const answers = await Promise.all([
      addPosting(s.office, posting(id)),
      addPosting(s.office2, posting(id)),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual([
      'conflict',
      'ok',
    ]);
  });
});
