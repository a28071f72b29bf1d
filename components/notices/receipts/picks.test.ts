import { describe, expect, it } from 'vitest';
import type { MatchedReply } from '@/lib/notices/receipts/queries/match';
import { chosenReplies, countedReplies, notHim } from './picks';

const liu = { personId: 'liu', name: '刘洋', unit: '和平', answered: false };
const zhou = { personId: 'zhou', name: '周涛', unit: '新华', answered: false };
const row = (more: Partial<MatchedReply>): MatchedReply => ({
  ...{ name: '刘洋', reply: '收到', person: liu, candidates: [], above: null, below: null, doubtful: false },
  ...more,
});

describe('the answers that would be entered', () => {
  it('are the last one of each person', () => {
    const rows = [row({ below: 1 }), row({ reply: '明天到岗', above: 0 })];
    expect(chosenReplies(rows, {})).toEqual([{ personId: 'liu', reply: '明天到岗' }]);
  });

  it('are none of somebody who said at last that he does not know, until that is decided', () => {
    const rows = [row({ below: 1 }), row({ reply: '不参加', above: 0, doubtful: true })];
    expect(chosenReplies(rows, {})).toEqual([]);
    expect(chosenReplies(rows, { 1: 'liu' })).toEqual([{ personId: 'liu', reply: '不参加' }]);
  });

  it('leave out who has acknowledged, and who is not clear before he is chosen', () => {
    const unclear = row({ person: null, candidates: [liu, zhou] });
    const rows = [row({ person: { ...liu, answered: true } }), unclear];
    expect(chosenReplies(rows, {})).toEqual([]);
    expect(chosenReplies(rows, { 1: 'zhou' })).toEqual([{ personId: 'zhou', reply: '收到' }]);
  });

  it('are none of whom a line was wrongly taken to be from, but his own before it', () => {
    expect(chosenReplies([row({})], { 0: notHim })).toEqual([]);
    const rows = [row({ below: 1 }), row({ name: '刘洋洋', reply: '不参加', above: 0, doubtful: true })];
    expect(chosenReplies(rows, { 1: notHim })).toEqual([{ personId: 'liu', reply: '收到' }]);
    expect(countedReplies(rows, { 1: notHim })[0]?.below).toBeNull();
    const own = [row({ reply: '不参加', below: 1, doubtful: true }), row({ name: '刘洋洋', above: 0 })];
    expect(chosenReplies(own, { 1: notHim })).toEqual([]);
  });
});
