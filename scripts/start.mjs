// `npm start`: installs, then runs scripts/serve.ts. See there for what follows.
import { launch } from './server/launch.mjs';

await launch(['scripts/serve.ts'], { NODE_ENV: 'production' });
