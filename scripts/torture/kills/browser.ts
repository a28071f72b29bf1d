import { readFileSync } from 'node:fs';
import type { Result } from '@/lib/core/errors';

interface Address {
  id: string;
  /** A page from which it is called; `[id]` stands for the row it is about. */
  page: string;
}

interface Manifest {
  node: Record<string, { exportedName?: string; workers: Record<string, unknown> }>;
}

/** Where the build has put the server action of this name. */
export function addressOf(name: string): Address {
  const { node } = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  ) as Manifest;
  const [id, entry] = Object.entries(node).find(([, { exportedName }]) => exportedName === name) ?? [];
  const pages = Object.keys(entry?.workers ?? {}).map((worker) =>
    worker.replace(/^app|\/\([^)]*\)|\/page$/g, ''),
  );
  const page = pages.toSorted((a, b) => a.length - b.length)[0];
  if (!(id && page)) throw new Error(`the build has no action ${name}`);
  return { id, page };
}

/** What an action answered, out of the stream of an answer that may have broken off; null when it had not got that far. */
export function resultIn(stream: string): Result<unknown> | null {
  const whole = stream.slice(0, stream.lastIndexOf('\n') + 1).split('\n');
  const row = (id: string) => whole.find((line) => line.startsWith(`${id}:`))?.slice(id.length + 1);
  const root = row('0');
  if (!root?.startsWith('{')) return null;
  const { a } = JSON.parse(root) as { a?: unknown };
  const result = typeof a === 'string' && a.startsWith('$@') ? row(a.slice(2)) : undefined;
  return result?.startsWith('{') ? (JSON.parse(result) as Result<unknown>) : null;
}

const patienceMs = 15_000;

/** A browser without a screen: signs in and calls server actions as the product's own forms do. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  private readonly addresses = new Map<string, Address>();
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async signIn(username: string, password: string): Promise<void> {
    const { csrfToken } = (await (await this.fetch('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, username, password, json: 'true' });
    const answer = await this.fetch('/api/auth/callback/credentials', { method: 'POST', body });
    await answer.text();
    if (!this.cookies.has('qunxu-session')) throw new Error(`${username} cannot sign in: ${answer.status}`);
  }

  /** What it sends with every request, for others that ask in its name. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /**
   * Calls an action. Null when it is not known what became of it: no answer, a broken one, or one that says that the product or
   * its database failed.
   */
  async act(name: string, input: Record<string, unknown>): Promise<Result<unknown> | null> {
    const { id, page } = this.address(name);
    let stream = '';
    try {
      const answer = await this.fetch(page.replace('[id]', String(input.id)), {
        method: 'POST',
        headers: {
          'Next-Action': id,
          'Content-Type': 'text/plain;charset=UTF-8',
          Accept: 'text/x-component',
        },
        body: JSON.stringify([input]),
      });
      const decoder = new TextDecoder();
      for await (const chunk of answer.body ?? []) stream += decoder.decode(chunk, { stream: true });
    } catch {
      // Cut off. What had arrived by then still counts: the person has seen it.
    }
    const result = resultIn(stream);
    const failed = result && !result.ok && ['fault', 'away'].includes(result.refusal.code);
    return failed ? null : result;
  }

  private address(name: string): Address {
    const known = this.addresses.get(name) ?? addressOf(name);
    this.addresses.set(name, known);
    return known;
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(this.url + path, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: { ...init.headers, Origin: this.url, Cookie: this.cookie },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }
}
