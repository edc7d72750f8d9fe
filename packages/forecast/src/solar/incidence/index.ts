export type { DiffuseIam } from './DiffuseIam.ts';
export type { IncidenceModel } from './IncidenceModel.ts';
export { ashraeIncidence, type IamAshraeOptions, iamAshrae } from './iamAshrae.ts';
export { type IamMartinRuizOptions, iamMartinRuiz, martinRuizIncidence } from './iamMartinRuiz.ts';
export { type IamMartinRuizDiffuseOptions, iamMartinRuizDiffuse } from './iamMartinRuizDiffuse.ts';
export { type Glazing, type IamPhysicalOptions, iamPhysical, physicalIncidence } from './iamPhysical.ts';
export { type IamSchlickOptions, iamSchlick, schlickIncidence } from './iamSchlick.ts';
export { iamSchlickDiffuse } from './iamSchlickDiffuse.ts';
export { type MarionDiffuse, type MarionDiffuseOptions, marionDiffuse } from './marionDiffuse.ts';
