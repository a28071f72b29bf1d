import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyTrail, rewriteBlock, tamper, writeRecords } from '@/db/testing/trail';
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
