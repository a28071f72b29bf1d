import { describe, expect, it } from 'vitest';
import { acceptable } from './use-pictures';

const limits = { most: 6, megabytes: 1 };
const picture = (bytes = 10, type = 'image/png') => new File([new Uint8Array(bytes)], '截图.png', { type });

describe('pictures for a form', () => {
  it('are taken as long as there is room', () => {
    expect(acceptable([picture(), picture()], 4, limits)).toMatchObject({ good: { length: 2 }, problem: '' });
    expect(acceptable([picture(), picture()], 5, limits)).toMatchObject({
      good: { length: 1 },
      problem: '截图最多 6 张',
    });
    expect(acceptable([picture()], 6, limits).good).toEqual([]);
  });

  it('are pictures, and not too large; the good ones are taken all the same', () => {
    const rest = [picture(10, 'application/pdf'), picture(1024 * 1024 + 1), picture(10, 'image/svg+xml')];
    const { good, problem } = acceptable([picture(1024 * 1024), ...rest], 0, limits);
    expect(good).toHaveLength(1);
    expect(problem).toBe('只能添加 jpg、png、webp 图片，每张不超过 1 MB');
  });
});
