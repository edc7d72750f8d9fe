export { hayDavies } from './hayDavies.ts';
export { isotropic } from './isotropic.ts';
export { king } from './king.ts';
export { klucher } from './klucher.ts';
export { perez } from './perez.ts';
export { perezDriesse } from './perezDriesse.ts';
export { reindl } from './reindl.ts';
export { type ComponentTransposition, defineComponentTransposition, type SkyComponents } from './SkyComponents.ts';
export {
  defineTransposition,
  type SkyElement,
  type Transposition,
  type TranspositionOptions,
} from './Transposition.ts';
