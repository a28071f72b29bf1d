import type { NextResponse } from 'next/server';
import { leave } from '@/lib/request/sign-out';

/** A plain form posts here, so that leaving works without JavaScript. */
export async function POST(request: Request): Promise<NextResponse> {
  return leave(request.headers);
}
