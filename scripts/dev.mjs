// `npm run dev`: like `npm start`, but Next compiles on demand and reloads what changes.
import { launch } from './server/launch.mjs';

await launch(['scripts/serve.ts', '--dev'], { NODE_ENV: 'development' });
