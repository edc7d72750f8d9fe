export { definePoints, type PointOf, type Vocabulary } from './definePoints.ts';
export { Evidence, type Evidenced, evidenced, type Insufficient, insufficient } from './Evidence.ts';
export { bitsToFlags, Flag, flagBit, flagsToBits } from './Flag.ts';
export { flagImplausible } from './flagImplausible.ts';
export type { PointDefinition } from './PointDefinition.ts';
export { Reading, readingKey } from './Reading.ts';
export { type Point, vocabulary } from './vocabulary.ts';
