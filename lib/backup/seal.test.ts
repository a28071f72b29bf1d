import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { auditSeals } from '@/db/schema/proof';
import { asOther, emptyDatabase, scratchFolder } from '@/db/testing/backups';
import { emptyStreet } from '@/db/testing/empty';
import { approved, submitted } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { emptyTrail, tamper, writeRecords } from '@/db/testing/trail';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { expireJob, ownHeads } from '@/lib/proof/jobs';
import { sealTrail } from '@/lib/proof/seal';
import { type Verification, verifyTrail } from '@/lib/proof/verify';
import { makeBackup } from './make';
import type { Manifest } from './manifest';
import { restoreBackup } from './restore';
import { type OpenBackup, openBackup } from './source';

// Each of them makes a database from nothing.
vi.setConfig({ testTimeout: 60_000 });

let street: TestStreet;
let file: string;

const { signal } = new AbortController();
const back = (): Promise<Manifest> => makeBackup({ file, by: 'cli', allowMissing: false, signal });

beforeEach(async () => {
  process.env.QUNXU_DATA = scratchFolder();
  // The environment is read again when one of these changes.
  process.env.NEXTAUTH_URL = `http://localhost:3000/${newId()}`;
  file = path.join(scratchFolder(), 'backup.zip');
  await emptyStreet();
  await emptyTrail();
  street = await makeStreet();
});

/** Restores the file into the present database; what its trail was found to be. */
async function restored(change: (backup: OpenBackup) => void = () => undefined): Promise<Verification> {
  const backup = await openBackup(file);
  change(backup);
  const { trail } = await restoreBackup({ backup, name: 'backup.zip', signal });
  backup.close();
  return trail;
}

describe('the seal of the audit trail', () => {
  const settle = async (
    change: (backup: Awaited<ReturnType<typeof openBackup>>) => void = () => undefined,
  ) => {
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    return asOther(other, async () => ({
      trail: await restored(change),
      later: await verifyTrail([ownHeads()]),
    }));
  };

  it('goes into the manifest, is verified on restoring, and the rest is sealed at once', async () => {
    await approved(street);
    await sealTrail();
    await submitted(street);
    const sealed = await db().$count(auditSeals);
    await approved(street);
    const { auditHead, auditEvents: records } = await back();
    const { trail, later } = await settle();
    expect(trail).toMatchObject({ finding: null, doubt: null, head: auditHead, records: sealed });
    expect(trail.pending).toBeGreaterThan(0);
    // What the restoration itself has recorded waits for the next minute.
    expect(later).toMatchObject({ finding: null, records, pending: 2 });
  });

  it('that does not fit the manifest takes everything back', async () => {
    await approved(street);
    await sealTrail();
    await submitted(street);
    await back();
    const lie = { number: 1, hash: 'a'.repeat(64) };
    const restoring = settle(({ manifest }) => {
      manifest.auditHead = lie;
    });
    await expect(restoring).rejects.toThrow('备份中审计日志的封存印记与清单不符');
  });

  it('that was broken before the backup is told, and stops nothing', async () => {
    await approved(street);
    await sealTrail();
    await submitted(street);
    const [victim] = await db().select().from(auditSeals).orderBy(sql`event_id`).limit(1);
    await tamper(`update audit_events set reason = '改' where id = ${victim?.eventId}`);
    await back();
    const { trail, later } = await settle();
    expect(trail.finding).toMatchObject({ kind: 'changed', record: victim?.eventId });
    expect(later.finding).toEqual(trail.finding);
    await emptyTrail();
  });

  it('with removals, of records whose time was over, comes back as it was', async () => {
    await emptyTrail();
    for (const at of ['2021-01-10T03:00:00Z', '2021-03-10T03:00:00Z', '2024-01-10T03:00:00Z'])
      await withClock(new Date(at), async () => {
        await writeRecords(2);
        await sealTrail();
      });
    for (const at of ['2024-02-01T03:00:00Z', '2024-04-01T03:00:00Z'])
      await withClock(new Date(at), () => expireJob(systemActor('audit.expire')));
    await sealTrail();
    await submitted(street);
    await back();
    const { trail, later } = await settle();
    expect(trail).toMatchObject({ finding: null, removedThrough: 2 });
    expect(later).toMatchObject({ finding: null, removedThrough: 2 });
  });

  it('with a removal that the triggers would not have let in is told, and stops nothing', async () => {
    await emptyTrail();
    await approved(street);
    await sealTrail();
    await submitted(street);
    await tamper(`insert into audit_removals (through, at, keep_months, stamp) values (1, now(), 6, 'x.0')`);
    await back();
    const { trail } = await settle();
    expect(trail.finding).toMatchObject({ kind: 'removal_forged', block: 1 });
    await emptyTrail();
  });

  it('betrays, against a head kept elsewhere, that what was sealed after the backup is lost', async () => {
    await emptyTrail();
    await approved(street);
    await sealTrail();
    await submitted(street);
    await back();
    await approved(street);
    const { head } = await sealTrail();
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    await asOther(other, async () => {
      await restored();
      const { finding } = await verifyTrail([{ place: '别处', heads: () => (head ? [[head]] : []) }]);
      expect(finding).toMatchObject({ kind: 'rewritten', block: head?.number });
    });
  });

  it('of a backup from before there were seals is begun anew', async () => {
    await emptyTrail();
    await approved(street);
    await sealTrail();
    await submitted(street);
    await back();
    const { trail, later } = await settle(({ manifest }) => {
      manifest.auditHead = undefined;
    });
    expect(trail.finding).toBeNull();
    expect(later.finding).toBeNull();
  });
});
