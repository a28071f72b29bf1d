import { describe, expect, it } from 'vitest';
import { progressOf } from './progress';

type Standing = Parameters<typeof progressOf>[0];
type Step = Standing['steps'][number];

const at = new Date('2026-11-23T10:00:00+08:00');

const step = (status: Step['status'], more: Partial<Step> = {}): Step => ({
  ...{ duty: 'head', status, afterwards: false, statusAt: at, vacant: false, deadline: null },
  ...{ decidedAt: null, decidedByName: null, decidedForName: null, assignedToName: null },
  ...more,
});
const decided = { decidedAt: at, decidedByName: '李娟' } as const;

const notice = (status: Standing['status'], more: Partial<Standing> = {}): Standing => ({
  ...{ status, statusAt: at, statusByName: '张三', authorName: '张三', authorAway: false, revision: 1 },
  ...{ submittedAt: at, publishAt: null, publishedAt: null, recalledAt: null, heldWhy: null },
  ...{ goesOutNow: false, steps: [step('approved', decided)] },
  ...more,
});

const shown = (given: Standing, chats: Parameters<typeof progressOf>[1] = null) =>
  progressOf(given, chats).map(({ label, state }) => `${label} ${state}`);

describe('where a notice stands', () => {
  const passed = '单位负责人审核 done';
  const leader = { duty: 'leader' } as const;
  it.each<[string, Standing, string[]]>([
    [
      'never handed in',
      notice('draft', { revision: 0, steps: [] }),
      ['起草 current', '审核 waiting', '发布 waiting'],
    ],
    [
      'taken back for editing, after an approval',
      notice('draft', { steps: [step('void', decided)] }),
      ['收回修改 current', '审核 waiting', '发布 waiting'],
    ],
    [
      'under its second review',
      notice('in_review', { steps: [step('approved', decided), step('open', leader)] }),
      ['提交 done', passed, '分管领导审核 current', '发布 waiting'],
    ],
    [
      'withdrawn before anybody decided: nothing is to come',
      notice('withdrawn', { steps: [step('void'), step('void', leader)] }),
      ['提交 done', '已撤回 stopped'],
    ],
    [
      'withdrawn after an approval: who approved it stays',
      notice('withdrawn', { steps: [step('void', decided), step('void', leader)] }),
      ['提交 done', passed, '已撤回 stopped'],
    ],
    [
      'withdrawn instead of being changed',
      notice('withdrawn', { steps: [step('returned', decided)] }),
      ['提交 done', '单位负责人审核：退回修改 stopped', '已撤回 stopped'],
    ],
    [
      'returned',
      notice('returned', { steps: [step('returned', decided), step('waiting', leader)] }),
      ['提交 done', '单位负责人审核：退回修改 stopped', '修改后重新提交 waiting'],
    ],
    [
      'rejected',
      notice('rejected', { steps: [step('rejected', decided), step('waiting', leader)] }),
      ['提交 done', '单位负责人审核：不予发布 stopped'],
    ],
    [
      'stopped as it was to go out',
      notice('approved', { heldWhy: '目标群都已归档' }),
      ['提交 done', passed, '发布 stopped', '修改后重新提交 waiting'],
    ],
    [
      'recalled',
      notice('recalled', { publishedAt: at, recalledAt: at }),
      ['提交 done', passed, '发布 done', '已召回 stopped'],
    ],
    [
      'an emergency, out before it is reviewed',
      notice('published', { publishedAt: at, steps: [step('open', { afterwards: true })] }),
      ['提交 done', '发布 done', '单位负责人补审 current'],
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(given)).toEqual(expected);
  });

  it('says how many chats have it, and is done when all do', () => {
    const out = notice('published', { publishedAt: at });
    expect(shown(out, { there: 0, total: 3 }).at(-1)).toBe('群内发布 current');
    expect(shown(out, { there: 3, total: 3 }).at(-1)).toBe('群内发布 done');
    expect(shown(out, { there: 0, total: 0 }).at(-1)).toBe('发布 done');
  });
});
