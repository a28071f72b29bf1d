import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { asSuperuser, quiet } from './database';

/** A statement the database has carried out, with the plan it was carried out by. */
export interface Statement {
  milliseconds: number;
  text: string;
  plan: string;
}

const settings = {
  log_min_duration: '0',
  log_analyze: 'on',
  log_buffers: 'on',
  log_timing: 'off',
  log_verbose: 'off',
};

/** From its next connection on the product's statements are explained in the log of the street's database server. */
export async function explainStatements(folder: string): Promise<void> {
  await asSuperuser(folder, async (on) => {
    await on.unsafe("alter role qunxu set session_preload_libraries = 'auto_explain'");
    for (const [name, value] of Object.entries(settings))
      await on.unsafe(`alter role qunxu set auto_explain.${name} = '${value}'`);
  });
}

export async function explainNoMore(folder: string): Promise<void> {
  await asSuperuser(folder, async (on) => {
    await on.unsafe('alter role qunxu reset all');
  });
}

/** Begins with the moment of the log line; everything up to the next such line belongs to it. */
const entry = /^\d{4}-\d\d-\d\d .*?LOG: {2}duration: ([\d.]+) ms {2}plan:$/;
const stamped = /^\d{4}-\d\d-\d\d /;

/** What a log tells of statements; those of others than pages (a mark of our own, the job queue) are left out. */
export function readStatements(log: string): Statement[] {
  const found: { milliseconds: number; lines: string[] }[] = [];
  let open = false;
  for (const line of log.split('\n')) {
    const [, milliseconds] = entry.exec(line) ?? [];
    if (milliseconds) found.push({ milliseconds: Number(milliseconds), lines: [] });
    if (stamped.test(line)) open = milliseconds !== undefined;
    else if (open) found.at(-1)?.lines.push(line.replace(/^\t/, ''));
  }
  return found.map(({ milliseconds, lines }) => {
    const planAt = lines.findIndex((line) => /\(cost=/.test(line));
    const text = lines.slice(0, planAt).join('\n').replace('Query Text: ', '').trim();
    return { milliseconds, text, plan: lines.slice(planAt).join('\n').trimEnd() };
  });
}

/** Does something and tells the statements it led to, in the order in which they ended. */
export async function statementsOf(
  folder: string,
  databaseUrl: string,
  work: () => Promise<unknown>,
): Promise<Statement[]> {
  const log = join(folder, 'postgres.log');
  const from = statSync(log).size;
  await work();
  // The server writes its log before it answers: what a later answer follows, is there.
  const on = postgres(databaseUrl, quiet);
  await on`select 'the end of the page'`;
  await on.end();
  const added = readFileSync(log).subarray(from).toString();
  return readStatements(added).filter(({ text }) => !text.includes('the end of the page'));
}
