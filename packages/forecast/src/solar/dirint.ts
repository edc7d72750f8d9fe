/** Apart from the rest of the room, because its table of coefficients is 4 kB that few pages need. */
export { type DirintOptions, dirint } from './decomposition/dirint.ts';
export { dirintDecomposition } from './decomposition/dirintDecomposition.ts';
