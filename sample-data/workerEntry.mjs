// Worker threads of Node 20 do not inherit `--import tsx`: register it, then load the real worker.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
