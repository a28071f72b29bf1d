import type { Refusal, RefusalCode } from '@/lib/core/errors';

const statuses: Record<RefusalCode, number> = {
  session: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  rule: 422,
  limited: 429,
  fault: 500,
  away: 503,
};

/** The HTTP status that says what a refusal says. */
export const statusOf = ({ code }: Refusal): number => statuses[code];

/** A refusal as the answer of a route: `{code, message}`, never kept by anybody in between. */
export function refusedAnswer(refusal: Refusal): Response {
  const { code, message } = refusal;
  return Response.json(
    { code, message },
    { status: statusOf(refusal), headers: { 'Cache-Control': 'no-store' } },
  );
}
