import { modelFileError } from './ModelFileError.ts';
import { type Section, sectionTypes } from './ModelHeader.ts';

type SectionArrays = {
  readonly u8: Uint8Array<ArrayBuffer>;
  readonly i32: Int32Array<ArrayBuffer>;
  readonly u32: Uint32Array<ArrayBuffer>;
  readonly f64: Float64Array<ArrayBuffer>;
};

/** Gives sections by name as views of a buffer. A section that is missing, of another type or outside is refused. */
export function sectionReader(
  sections: readonly Section[],
  buffer: ArrayBuffer,
): <Type extends Section['type']>(name: string, type: Type) => SectionArrays[Type] {
  return (name, type) => {
    const section = sections.find((other) => other.name === name);
    const size = sectionTypes[type].BYTES_PER_ELEMENT;
    if (section?.type !== type || section.offset + section.length * size > buffer.byteLength) {
      throw modelFileError('FOREST_FILE_INVALID', `Section "${name}" of the model file is missing or out of bounds.`, {
        name,
      });
    }
    return new sectionTypes[type](buffer, section.offset, section.length) as SectionArrays[typeof type];
  };
}
