// Type-checks the whole project, then the pure rooms again without DOM and Node types: the walls that hold.
import { spawnSync } from 'node:child_process';
const projects = ['.', 'src/domain', 'src/dicom', 'src/schema', 'src/interchange', 'src/report'];
const failed = projects.filter((p) => spawnSync('npx', ['tsc', '-p', p], { stdio: 'inherit' }).status !== 0);
process.exit(failed.length === 0 ? 0 : 1);
