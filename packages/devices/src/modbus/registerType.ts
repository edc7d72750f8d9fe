/** Numbers in registers. Big-endian; 32 and 64 bits over two and four registers, high word first unless said otherwise. */
export type RegisterType = 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64' | 'f32' | 'f64';

const sizes: Readonly<Record<RegisterType, 1 | 2 | 4>> = {
  u16: 1,
  i16: 1,
  u32: 2,
  i32: 2,
  u64: 4,
  i64: 4,
  f32: 2,
  f64: 4,
};
export const registerTypes = Object.keys(sizes) as [RegisterType, ...RegisterType[]];

/** Registers that a number takes. */
export function registerSize(type: RegisterType): 1 | 2 | 4 {
  return sizes[type];
}

const scratch = new DataView(new ArrayBuffer(8));

/**
 * The number at an offset. 64-bit integers beyond 2^53 lose their last digits here, as every float does.
 *
 * @example
 * readRegisters([0x4284, 0x0000], 0, 'f32') // 66
 */
export function readRegisters(
  registers: ArrayLike<number>,
  offset: number,
  type: RegisterType,
  wordOrder: 'big' | 'little' = 'big',
): number {
  const size = sizes[type];
  for (let i = 0; i < size; i++) {
    const word = registers[offset + (wordOrder === 'big' ? i : size - 1 - i)]!;
    scratch.setUint16(i * 2, word);
  }
  switch (type) {
    case 'u16':
      return scratch.getUint16(0);
    case 'i16':
      return scratch.getInt16(0);
    case 'u32':
      return scratch.getUint32(0);
    case 'i32':
      return scratch.getInt32(0);
    case 'u64':
      return Number(scratch.getBigUint64(0));
    case 'i64':
      return Number(scratch.getBigInt64(0));
    case 'f32':
      return scratch.getFloat32(0);
    case 'f64':
      return scratch.getFloat64(0);
  }
}
