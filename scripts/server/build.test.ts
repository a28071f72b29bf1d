import { expect, it } from 'vitest';
import { sameForSameSources } from './build';

const env = {} as unknown as NodeJS.ProcessEnv;

it('gives instances built apart from the same sources the same names for pages and actions', () => {
  const one = sameForSameSources('a'.repeat(64), env);
  expect(sameForSameSources('a'.repeat(64), env)).toEqual(one);
  const other = sameForSameSources('b'.repeat(64), env);
  expect(other.QUNXU_BUILD_ID).not.toBe(one.QUNXU_BUILD_ID);
  expect(other.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY).not.toBe(one.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY);
  expect(Buffer.from(one.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? '', 'base64')).toHaveLength(32);
});

it('leaves a key that somebody has set', () => {
  const set = { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'theirs' } as unknown as NodeJS.ProcessEnv;
  expect(sameForSameSources('a'.repeat(64), set).NEXT_SERVER_ACTIONS_ENCRYPTION_KEY).toBe('theirs');
});
