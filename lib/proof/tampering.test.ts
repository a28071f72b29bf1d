import { beforeEach, describe, expect, it } from 'vitest';
import { emptyTrail, finding, tamper, writeRecords } from '@/db/testing/trail';
import { sealTrail } from './seal';

beforeEach(async () => {
  await emptyTrail();
  await writeRecords(3);
  await sealTrail();
  await writeRecords(4);
  await sealTrail();
});

describe('a sound trail', () => {
  it('is found sound', async () => {
    expect(await finding()).toBeNull();
  });
  it('changed', async () => {
    await tamper(`update audit_events set reason = 'x' where id = 5`);
    expect(await finding()).toEqual({ kind: 'changed', record: 5, block: 2 });
  });
});
