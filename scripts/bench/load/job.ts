/** What the load generator is told: an order of requests, sent by so many connections at once. */
export interface LoadJob {
  /** Where to: `http://127.0.0.1:3000`. */
  origin: string;
  headers: Record<string, string>;
  connections: number;
  /** Sent in turn, from the start again after the last; once each when `seconds` is null. */
  requests: { path: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }[];
  seconds: number | null;
  /** What every answer must hold; anything else is a failure, as is any status but 200. */
  expect: string;
}

/** What came of it. Times in milliseconds, from the request to the last byte of the answer. */
export interface LoadResult {
  answers: number;
  failures: number;
  /** The first failure, to see what went wrong. */
  failure: string | null;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Of an answer, on average, as it was sent. */
  bytes: number;
}
