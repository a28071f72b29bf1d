// `npm start`: installs, then runs scripts/serve.ts. See there for what follows.
import { launch } from './server/launch.mjs';

// Every answer makes much that is thrown away at once: a larger nursery collects it more cheaply, and a bounded heap is collected
// before it has grown to what the machine would bear (docs/performance.md). Who sets a bound himself is left to it.
const own = process.env.NODE_OPTIONS?.includes('--max-old-space-size') ?? false;
const memory = own ? [] : ['--max-semi-space-size=32', '--max-old-space-size=1024'];

await launch([...memory, 'scripts/serve.ts'], {
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
});
