import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyTrail, rewriteBlock, tamper, writeRecords } from '@/db/testing/trail';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { expireJob } from './jobs';
import { sealTrail } from './seal';
import { verifyTrail } from './verify';

const first = process.env.QUNXU_SECRET ?? '';
const second = 'another secret for tests, of 40 letters!!';

function use(present: string, previous = ''): void {
  process.env.QUNXU_SECRET = present;
  process.env.QUNXU_SECRET_PREVIOUS = previous;
}

// Block 1 under the first secret, then the secret was changed.
beforeEach(async () => {
  await emptyTrail();
  await writeRecords(2);
  await sealTrail();
  use(second, first);
});
afterEach(() => use(first));

async function goOn(): Promise<void> {
  await writeRecords(2);
  await sealTrail();
}

describe('a removal under a secret that is gone', () => {
  const day = (text: string) => new Date(`${text}T03:00:00Z`);
  const writtenOn = (at: string) => withClock(day(at), goOn);

  beforeEach(async () => {
    use(first);
    await emptyTrail();
    await writtenOn('2023-01-10');
    await writtenOn('2026-01-10');
    await withClock(day('2026-02-01'), () => expireJob(systemActor('audit.expire')));
    use(second, first);
    await writtenOn('2026-02-02');
    await writtenOn('2026-10-10');
    use(second);
  });

  it('is pointed out: it may have been the product’s own', async () => {
    const doubt = { kind: 'removal_foreign', record: null, block: 1 };
    expect(await verifyTrail([])).toMatchObject({ finding: null, doubt, removedThrough: 1 });
  });

  it.each([
    ['that took what was too young to go', 2, '2026-01-20', 6],
    ['that was made after the secret had changed', 2, '2026-10-01', 6],
    ['that kept less than may be kept', 2, '2026-01-20', 0],
    ['of what the secret at hand has sealed', 3, '2026-10-20', 6],
  ])('%s was none of ours', async (_, through, at, months) => {
    await tamper(`insert into audit_removals (through, at, keep_months, stamp)
      values (${through}, '${at}', ${months}, 'ffffffff.00')`);
    await tamper(
      `delete from audit_events where id in (select event_id from audit_seals where block <= ${through})`,
    );
    expect(await verifyTrail([])).toMatchObject({ finding: { kind: 'removal_forged', block: through } });
  });
});

describe('stamps after the secret was changed', () => {
  it('of the one before are checked while it is at hand', async () => {
    await goOn();
    expect(await verifyTrail([])).toMatchObject({ finding: null, unchecked: 0 });
    await tamper(`update audit_blocks set stamp = replace(stamp, '.', '.0') where number = 1`);
    expect(await verifyTrail([])).toMatchObject({ finding: { kind: 'block_forged', block: 1 } });
  });

  it('of one that is gone are counted, and vouched for by the blocks above', async () => {
    await goOn();
    use(second);
    expect(await verifyTrail([])).toMatchObject({ finding: null, unchecked: 1 });
  });

  it('of one that is gone vouch for nothing at the end of the chain', async () => {
    use(second);
    expect(await verifyTrail([])).toMatchObject({ finding: { kind: 'block_foreign', block: 1 } });
    await goOn();
    expect(await verifyTrail([])).toMatchObject({ finding: null, unchecked: 1 });
  });

  it('of one that is gone cannot come after those of the present one', async () => {
    await goOn();
    use(first);
    await goOn();
    use(second);
    expect(await verifyTrail([])).toMatchObject({ finding: { kind: 'block_foreign', block: 3 } });
  });

  it('do not excuse a block that was changed', async () => {
    await goOn();
    use(second);
    await rewriteBlock(1, { cluster: '9' }, { knowing: false });
    expect(await verifyTrail([])).toMatchObject({ finding: { kind: 'block_unlinked', block: 2 } });
  });
});
