import { readFileSync } from 'node:fs';
import type { Refusal, RefusalCode, Result } from '@/lib/core/errors';
import { resultIn } from '../../torture/kills/browser';
import { type Answer, ask, publicName } from './client';
import type { Encoded } from './spoil';

interface Manifest {
  node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>;
}

export interface BuiltAction {
  id: string;
  name: string;
  file: string;
  /** Pages from which it is called, shortest first. */
  pages: string[];
}

/** Every server action of the build. */
export function builtActions(): BuiltAction[] {
  const manifest = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  ) as Manifest;
  return Object.entries(manifest.node).map(([id, { exportedName, filename, workers }]) => ({
    id,
    name: exportedName,
    file: filename,
    pages: Object.keys(workers)
      .map((worker) => worker.replace(/^app|\/\([^)]*\)|\/page$/g, '') || '/')
      .toSorted((a, b) => a.length - b.length),
  }));
}

const letters: Record<RefusalCode, string> = {
  session: 'S',
  forbidden: 'F',
  not_found: 'N',
  conflict: 'C',
  rule: 'R',
  invalid: 'I',
  limited: 'L',
  fault: 'fault',
  away: 'away',
};

export interface Outcome {
  /** A letter of the tables, with `i` and `I` not yet told apart, or what it was instead. */
  letter: string;
  /** What was said about it. A page that comes along with the answer is the caller's own. */
  said: string;
  answer: Answer;
}

interface Many {
  decided?: number;
  refused?: { number: string; refusal: Refusal }[];
}

/** What an action says about what it was aimed at; of many of which none was done, what it says about the first. */
function sayingOf(result: Result<unknown>): { refusal: Refusal | null; said: string } {
  if (!result.ok) return { refusal: result.refusal, said: JSON.stringify(result) };
  const value = result.value as Many | null;
  const first = value?.decided === 0 ? value.refused?.[0] : undefined;
  if (!first) return { refusal: null, said: '' };
  // A row that he may see has a number; then its names are no secret either.
  return { refusal: first.refusal, said: JSON.stringify(first.number ? first.refusal : first) };
}

/** What the answer to a call says. */
export function outcomeOf(answer: Answer): Outcome {
  const result = resultIn(answer.text);
  if (!result) return { letter: `status ${answer.status}`, said: answer.text, answer };
  const { refusal, said } = sayingOf(result);
  const letter = refusal ? letters[refusal.code] : 'D';
  return { letter: answer.status === 200 ? letter : `${letter} with status ${answer.status}`, said, answer };
}

export interface Call {
  action: BuiltAction;
  encoded: Encoded;
  cookie?: string | undefined;
  address: string;
  headers?: Readonly<Record<string, string | undefined>>;
}

const anyId = '01990000-0000-7000-8000-000000000000';

/** Calls an action as a page of the product would. */
export function call(port: number, { action, encoded, cookie, address, headers }: Call): Promise<Answer> {
  return ask(port, address, {
    path: (action.pages[0] ?? '/').replace(/\[\w+\]/, anyId),
    method: 'POST',
    headers: {
      origin: `https://${publicName}`,
      'next-action': action.id,
      'content-type': encoded.contentType,
      accept: 'text/x-component',
      cookie,
      ...headers,
    },
    body: encoded.body,
  });
}
