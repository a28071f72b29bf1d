import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { createSafeActionClient, DEFAULT_SERVER_ERROR_MESSAGE } from 'next-safe-action';
import * as z from 'zod';
import { type Actor, anonymousActor, type FirstDuty, firstDuties } from '@/lib/access/actor';
import { recordRefusal } from '@/lib/audit/record';
import { type Refusal, type Result, refuse } from '@/lib/core/errors';
import { plainMessage } from '@/lib/core/messages';
import { refuseUnreadable } from '@/lib/core/readable';
import type { Command } from '@/lib/workflow/command';
import { clientAddress, sameOrigin } from './origin';
import { outcomeOf } from './outcome';
import { currentActor } from './viewer';

interface Options<Output, Shown> {
  /** Also for people who must still do this before anything else: the act that does it. */
  first?: FirstDuty;
  /** Also without a session: first set-up, the second step of signing in. */
  open?: boolean;
  /** Leaves the page as it was: the act has done away with it. */
  keepPage?: boolean;
  /** What only the request can do with the outcome, e.g. set a cookie; the browser is shown what it returns. */
  finish?: (value: Output) => Promise<Shown>;
}

// What a schema has no words of its own for is said in the reader's language, as the form says it.
z.config({ customError: plainMessage });

const client = createSafeActionClient({
  defaultValidationErrorsShape: 'formatted',
  handleServerError: (error) => {
    throw error;
  },
});

type Admission = Pick<Options<never, never>, 'first' | 'open'>;

async function admitted(name: string, options: Admission): Promise<Actor> {
  const head = await headers();
  if (!sameOrigin(head)) {
    await recordRefusal(anonymousActor(clientAddress(head)), {
      action: name,
      refused: 'forbidden',
      reason: '请求来源不明',
    });
    refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  }
  const actor = await currentActor();
  if (!(actor.personId || options.open)) {
    await recordRefusal(actor, { action: name, refused: 'session', reason: '未登录或登录已失效' });
    refuse('session', '登录已失效，请重新登录后再提交；您填写的内容仍在本页');
  }
  if (actor.mustFirst && actor.mustFirst !== options.first) {
    const reason = firstDuties[actor.mustFirst];
    await recordRefusal(actor, { action: name, refused: 'session', reason });
    refuse('session', reason);
  }
  return actor;
}

interface ErrorTree {
  _errors?: string[];
  [key: string]: ErrorTree | string[] | undefined;
}

/** The first message of every field that has one, by path: `people.3.phone`. */
function messages(tree: ErrorTree, path = ''): [string, string][] {
  const own: [string, string][] = tree._errors?.[0] ? [[path, tree._errors[0]]] : [];
  const below = Object.entries(tree).flatMap(([key, value]) =>
    key === '_errors' || !value || Array.isArray(value) ? [] : messages(value, path ? `${path}.${key}` : key),
  );
  return [...own, ...below];
}

function invalid(tree: ErrorTree): Refusal {
  const found = messages(tree);
  const whole = found.find(([path]) => path === '')?.[1];
  return {
    code: 'invalid',
    message: whole ?? '请检查标出的内容',
    fields: Object.fromEntries(found.filter(([path]) => path !== '')),
  };
}

/**
 * Makes a server action of a command: Origin, session, input, command, refresh, in this order. Of the input, first what no form
 * sends at all (`refuseUnreadable`), then the schema.
 * Every outcome is a `Result`; faults are logged under the reference that the message names.
 */
export function action<Schema extends z.ZodType, Output, Shown = Output>(
  schema: Schema,
  command: Command<z.output<Schema>, Output>,
  options: Options<Output, Shown> = {},
): (input: z.input<Schema>) => Promise<Result<Shown>> {
  const name = command.commandName;
  const safe = client
    .use(async ({ next }) => next({ ctx: { actor: await admitted(name, options) } }))
    .inputSchema(z.any().superRefine(refuseUnreadable).pipe(schema))
    .action(({ parsedInput, ctx }) => command(ctx.actor, parsedInput as z.output<Schema>));

  return (input) =>
    outcomeOf(name, async (): Promise<Result<Shown>> => {
      const answer = await safe(input as never);
      if (answer.validationErrors)
        return { ok: false, refusal: invalid(answer.validationErrors as ErrorTree) };
      if (!answer.data) throw new Error(DEFAULT_SERVER_ERROR_MESSAGE);
      if (!answer.data.ok) return answer.data;
      const { value } = answer.data;
      const shown = options.finish ? await options.finish(value) : (value as unknown as Shown);
      if (!options.keepPage) refresh();
      return { ok: true, value: shown };
    });
}
