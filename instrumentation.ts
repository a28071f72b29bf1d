import type { Instrumentation } from 'next';

/** Runs once when a server process begins to serve; never while the product is built. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { startBackground } = await import('@/lib/worker/background');
  startBackground();
  if (process.env.NODE_ENV !== 'production') return;
  const { reportPrinted } = await import('@/lib/request/outcome');
  console.error = (...printed: unknown[]) => reportPrinted(printed);
}

/** Logs a fault in a page under the digest that the person in front of it is shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { reportFault } = await import('@/lib/request/outcome');
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : '';
  // The query may hold what somebody searched for.
  const path = request.path.split('?')[0] ?? '';
  reportFault(error, { digest, method: request.method, path, route: context.routePath }, 'page failed');
};
