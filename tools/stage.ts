import { stage } from './pack.ts';
import { packages } from './workspace.ts';

for (const source of packages()) console.log(stage(source));
