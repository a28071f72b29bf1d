import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListDefinition, likePattern, listHref, parseList } from './paging';

const list: ListDefinition<{ id: string }> = {
  name: 'things',
  title: '事项',
  sorts: ['due', 'name'],
  defaultSort: 'due',
  defaultDir: 'asc',
  filters: {
    status: {
      label: '状态',
      choices: [
        { value: 'open', label: '待办' },
        { value: 'done', label: '已办' },
      ],
    },
    unit: { label: '单位' },
  },
  columns: [{ title: '编号', value: (row) => row.id }],
};
const unit = '018f4e9e-0000-7000-8000-000000000001';

describe('a list address', () => {
  it('reads what is there', () => {
    expect(
      parseList(list, { page: '3', size: '50', sort: '-name', q: ' 张三 ', status: 'open,done', unit }),
    ).toEqual({
      page: 3,
      size: 50,
      sort: 'name',
      dir: 'desc',
      q: '张三',
      filters: { status: ['open', 'done'], unit: [unit] },
    });
  });

  it('falls back where it is wrong', () => {
    const wrong = parseList(list, {
      page: '-4',
      size: '7',
      sort: 'password',
      q: 'a\0b',
      status: 'nope,__proto__',
      unit: "' or 1=1",
    });
    expect(wrong).toEqual({ page: 1, size: 20, sort: 'due', dir: 'asc', q: 'ab', filters: {} });
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.constantFrom('page', 'size', 'sort', 'q', 'status', 'unit', '__proto__'), fc.string()),
          fc.oneof(fc.string(), fc.array(fc.string())),
        ),
        (params) => {
          const state = parseList(list, params);
          expect(state.page).toBeGreaterThanOrEqual(1);
          expect([20, 50, 100]).toContain(state.size);
          expect(list.sorts).toContain(state.sort);
          expect(Object.keys(state.filters).every((key) => Object.hasOwn(list.filters, key))).toBe(true);
        },
      ),
    );
  });

  it('is read back as it was written', () => {
    const state = fc.record({
      page: fc.integer({ min: 1, max: 500 }),
      size: fc.constantFrom(20, 50, 100),
      sort: fc.constantFrom('due', 'name'),
      dir: fc.constantFrom('asc' as const, 'desc' as const),
      q: fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\0', '').trim()),
      filters: fc.constantFrom<Record<string, string[]>>(
        {},
        { status: ['open'] },
        { status: ['open', 'done'], unit: [unit] },
      ),
    });
    fc.assert(
      fc.property(state, (written) => {
        const href = listHref('/things', written, { page: written.page });
        const params = Object.fromEntries(new URL(href, 'http://x').searchParams);
        expect(parseList(list, params)).toEqual(written);
      }),
    );
  });

  it('goes back to page one when anything but the page changes', () => {
    const state = parseList(list, { page: '7' });
    expect(listHref('/things', state, { q: '李' })).not.toContain('page=');
  });
});

describe('likePattern', () => {
  it('takes signs of LIKE for what they are', () => {
    expect(likePattern('50%_\\')).toBe('%50\\%\\_\\\\%');
    expect(likePattern('张', 'start')).toBe('张%');
  });
});
