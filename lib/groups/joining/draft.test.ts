import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { db } from '@/db/client';
import { requestDrafts } from '@/db/schema/drafts';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { joinsOf, typedRow } from '@/db/testing/joins';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { purgeDrafts, saveDraft } from './commands/draft';
import { ownDraft } from './queries/draft';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const draft = (name: string) => joinsOf([typedRow(name, '13800000001')], [s.groups.heping]);
const later = (days: number) => new Date(now().getTime() + days * 86_400_000);

it('keeps one form for each person, the latest, for himself alone, and sealed', async () => {
  done(await saveDraft(s.headHeping, draft('钱多')));
  done(await saveDraft(s.headHeping, draft('孙少')));
  done(await saveDraft(s.office, draft('李四')));
  expect((await ownDraft(s.headHeping))?.draft).toMatchObject({ rows: [{ name: '孙少' }], reason: '新到岗' });
  expect((await ownDraft(s.office))?.draft.rows).toMatchObject([{ name: '李四' }]);
  expect(await ownDraft(s.office2)).toBeNull();
  const kept = await db().select().from(requestDrafts);
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toContain('13800000001');
});

it('forgets an empty form, and keeps none for whoever may ask for nobody', async () => {
  done(await saveDraft(s.headHeping, draft('钱多')));
  done(await saveDraft(s.headHeping, { rows: [], groupIds: [], reason: '' }));
  expect(await ownDraft(s.headHeping)).toBeNull();
  expect(refusalOf(await saveDraft(s.member, draft('钱多'))).code).toBe('forbidden');
  expect(await db().select().from(requestDrafts)).toEqual([]);
});

it('is purged when nobody has gone on with it for days, by the system alone', async () => {
  done(await saveDraft(s.headHeping, draft('钱多')));
  await withClock(later(3), async () => done(await saveDraft(s.office, draft('李四'))));
  expect(refusalOf(await purgeDrafts(s.office, {})).code).toBe('forbidden');
  expect(done(await withClock(later(8), () => purgeDrafts(systemActor('drafts.purge'), {})))).toBe(1);
  const [kept, ...more] = await db().select().from(requestDrafts);
  expect(more).toEqual([]);
  expect(kept?.personId).toBe(s.office.personId);
});

it('that cannot be read any more is none', async () => {
  done(await saveDraft(s.headHeping, draft('钱多')));
  const { contentCipher } = (await db().select().from(requestDrafts))[0] ?? {};
  const sealed = (await import('@/lib/core/crypto')).encrypt('{"rows":7}');
  expect(contentCipher).not.toBe(sealed);
  await db()
    .update(requestDrafts)
    .set({ contentCipher: sealed })
    .where(eq(requestDrafts.personId, s.headHeping.personId ?? ''));
  expect(await ownDraft(s.headHeping)).toBeNull();
});
