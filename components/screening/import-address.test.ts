import { expect, it } from 'vitest';
import { importWordsInput } from '@/lib/dictionaries/input';
import { importAddress } from './import-address';

function asked(reason: string, apply: boolean) {
  const given = new FormData();
  for (const [name, value] of Object.entries({ category: '1', severity: 'hint', reason }))
    given.set(name, value);
  const { searchParams } = new URL(importAddress(given, apply), 'http://street');
  return importWordsInput.safeParse(Object.fromEntries(searchParams));
}

it('asks for an import with its reason, and refuses blanks rather than check again', () => {
  expect(asked('', false).data?.reason).toBe('');
  expect(asked(' 上级下发 ', true).data?.reason).toBe('上级下发');
  expect(asked('   ', true).error?.issues[0]?.message).toBe('请写明原因，至少 2 个字');
});
