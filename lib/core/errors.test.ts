import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isDatabaseAway, sqlState } from './errors';

const missing = '/nowhere/at/all';

describe('an error of the database', () => {
  it('is an outage when a socket could not be reached, on the network or as a file', async () => {
    expect(isDatabaseAway(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(true);
    const error = await new Promise((resolve) => connect(missing).once('error', resolve));
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(isDatabaseAway(new Error('Failed query', { cause: error }))).toBe(true);
  });

  it('is not a file that is missing', async () => {
    const error: unknown = await open(missing).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(isDatabaseAway(error)).toBe(false);
    expect(isDatabaseAway(new Error('wrapped', { cause: error }))).toBe(false);
  });

  it('is known by its state, also below others', () => {
    const cause = Object.assign(new Error('duplicate'), { code: '23505' });
    expect(sqlState(new Error('Failed query', { cause }))).toBe('23505');
    expect(isDatabaseAway(cause)).toBe(false);
  });
});
