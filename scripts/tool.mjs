// `npm run backup` and its like: installs, then runs scripts/<name>.ts with the product's modules.
import { launch } from './server/launch.mjs';

const [name, ...args] = process.argv.slice(2);
await launch(['--import', 'tsx', `scripts/${name}.ts`, ...args]);
