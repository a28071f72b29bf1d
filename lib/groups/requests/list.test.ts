import { describe, expect, it } from 'vitest';
import { parseList } from '@/lib/core/paging';
import { inOrder, requestList } from './list';

const asked = (params: Record<string, string>) => {
  const { sort, dir } = inOrder(parseList(requestList, { sort: 'due', ...params }));
  return `${sort} ${dir}`;
};

describe('the list of requests', () => {
  it.each([
    ['submitted', 'due asc'],
    ['reported,submitted', 'due asc'],
    ['approved', 'submitted asc'],
    ['reported,submitted,approved', 'submitted asc'],
    ['done', 'submitted desc'],
    ['submitted,done', 'submitted desc'],
  ])('of %s stands by deadline only where every row has one', (status, order) => {
    expect(asked({ status })).toBe(order);
  });

  it('of everything stands by when it was asked for, and of what one is to decide by deadline', () => {
    expect(asked({})).toBe('submitted desc');
    expect(asked({ wait: 'me' })).toBe('due asc');
    expect(asked({ sort: '-submitted', status: 'submitted' })).toBe('submitted desc');
  });
});
