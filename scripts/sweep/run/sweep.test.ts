import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants } from '@/db/testing/invariants';
import { actionOf, actionTable } from '../matrix/actions';
import { builtActions } from '../stage/actions';
import { assemble, takeOutDeparted, type World } from '../stage/cast';
import { ask, newAddress } from '../stage/client';
import { watchTables } from '../stage/ledger';
import { openStage, productSecret, type Stage } from '../stage/product';
import type { Report } from '../stage/verdict';
import { sweepDeeds, sweepRefusals, sweepSetup } from './actions';
import { sweepHandlers, sweepOddRequests } from './handlers';
import { sweepMalformed } from './malformed';
import { sweepMalformedAddresses, sweepPages } from './pages';
import { sweepOrigins, sweepProtocol, sweepWays } from './protocol';

let stage: Stage;
let world: World;
let cells = 0;

beforeAll(async () => {
  stage = await openStage();
  await watchTables();
});

afterAll(async () => {
  process.stdout.write(`\n  the sweep: ${cells} cells\n`);
  await stage?.end();
});

/** Cells that are not as their tables say; the first of them, since one cause makes many. */
async function wrongIn(...parts: (() => Promise<Report>)[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const part of parts) {
    const report = await part();
    cells += report.cells;
    wrong.push(...(report.cells ? report.wrong : ['nothing was asked']));
  }
  return wrong.slice(0, 60);
}

describe('the sweep', () => {
  test('before there is a street, it is founded by who knows the token', async () => {
    expect(await wrongIn(() => sweepSetup(stage.port, stage.setupToken))).toEqual([]);
    await emptyStreet();
    world = await assemble();
  });

  test('every page is shown to whom it may be shown, and nobody else learns more than that it is not there', async () => {
    expect(await wrongIn(() => sweepPages(stage.port, world))).toEqual([]);
  });

  test('no page falls over a malformed address', async () => {
    expect(await wrongIn(() => sweepMalformedAddresses(stage.port, world))).toEqual([]);
  });

  test('every route answers every caller as the table says', async () => {
    expect(await wrongIn(() => sweepHandlers(stage.port, world))).toEqual([]);
  });

  test('no route falls over a malformed request', async () => {
    expect(await wrongIn(() => sweepOddRequests(stage.port, world))).toEqual([]);
  });

  test('actions refuse everybody the table says, and nothing is written but the refusal', async () => {
    expect(await wrongIn(() => sweepRefusals(stage.port, world))).toEqual([]);
  });

  test('actions are done for everybody else', async () => {
    expect(await wrongIn(() => sweepDeeds(stage.port, world))).toEqual([]);
  });

  test('actions refuse malformed input, and keep nothing of what was not asked for', async () => {
    expect(await wrongIn(() => sweepMalformed(stage.port, world))).toEqual([]);
  });

  test('no action is reached from another site, by another method, or by what is no call', async () => {
    const parts = [sweepOrigins, sweepWays, sweepProtocol].map((part) => () => part(stage.port, world));
    expect(await wrongIn(...parts)).toEqual([]);
  });

  test('the build has no action that the matrix has not', () => {
    const named = new Set(actionTable.map(({ name }) => actionOf(name)));
    const built = builtActions().map(({ name }) => name);
    expect(built.filter((name) => !named.has(name))).toEqual([]);
    expect([...named].filter((name) => !built.includes(name))).toEqual([]);
  });

  test('after all that, the product is as well as before, and no prototype has grown', async () => {
    const { status, text } = await ask(stage.port, newAddress(), { path: '/api/health' });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ status: 'ok', database: 'ok' });
    await takeOutDeparted(world);
    expect(await brokenInvariants(db())).toEqual([]);
    expect(stage.printed()).not.toContain('action failed');
    expect(stage.printed()).not.toContain(productSecret);
  });
});
