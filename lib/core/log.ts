import pino from 'pino';
import { requestRef } from './context';
import { describeFault } from './fault';

/** Structured log on standard output, one JSON object a line; secrets and personal data are redacted, errors cleaned. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { service: 'qunxu' },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'password',
      'code',
      'token',
      'secret',
      'phone',
      'cookie',
      '*.password',
      '*.code',
      '*.token',
      '*.secret',
      '*.phone',
    ],
    censor: '[redacted]',
  },
  serializers: { err: (error: unknown) => describeFault(error) },
  mixin: () => {
    const ref = requestRef();
    return ref ? { ref } : {};
  },
});
