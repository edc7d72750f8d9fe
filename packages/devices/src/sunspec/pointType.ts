/** Types of the SunSpec information model specification. */
export type SunspecType =
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'acc16'
  | 'acc32'
  | 'acc64'
  | 'enum16'
  | 'enum32'
  | 'bitfield16'
  | 'bitfield32'
  | 'bitfield64'
  | 'count'
  | 'raw16'
  | 'pad'
  | 'sunssf'
  | 'float32'
  | 'float64'
  | 'string'
  | 'ipaddr'
  | 'ipv6addr'
  | 'eui48';

/** A register's content by type; 64-bit integers are exact. */
export type SunspecRaw = number | bigint | string;

interface TypeRule {
  /** Registers it takes; a string says its own. */
  readonly size: number | undefined;
  /** The value, or null where the device says that it has none. */
  read(registers: ArrayLike<number>, offset: number, size: number): SunspecRaw | null;
}

const scratch = new DataView(new ArrayBuffer(16));

function load(registers: ArrayLike<number>, offset: number, size: number): DataView {
  for (let i = 0; i < size; i++) scratch.setUint16(i * 2, registers[offset + i]!);
  return scratch;
}

function unsigned(size: 1 | 2, none: number): TypeRule {
  return {
    size,
    read(registers, offset) {
      const value = size === 1 ? registers[offset]! : registers[offset]! * 65_536 + registers[offset + 1]!;
      return value === none ? null : value;
    },
  };
}

function signed(size: 1 | 2, none: number): TypeRule {
  return {
    size,
    read(registers, offset) {
      const value = size === 1 ? (registers[offset]! << 16) >> 16 : load(registers, offset, 2).getInt32(0);
      return value === none ? null : value;
    },
  };
}

function wide(get: (view: DataView) => bigint, none: bigint): TypeRule {
  return {
    size: 4,
    read(registers, offset) {
      const value = get(load(registers, offset, 4));
      return value === none ? null : value;
    },
  };
}

function float(size: 2 | 4): TypeRule {
  return {
    size,
    read(registers, offset) {
      const view = load(registers, offset, size);
      const value = size === 2 ? view.getFloat32(0) : view.getFloat64(0);
      return Number.isNaN(value) ? null : value;
    },
  };
}

function text(registers: ArrayLike<number>, offset: number, size: number): string | null {
  let characters = '';
  for (let i = 0; i < size; i++) {
    const register = registers[offset + i]!;
    characters += String.fromCharCode(register >> 8, register & 0xff);
  }
  // Trailing NULs pad; what stands before them, spaces included, is the device's.
  let end = characters.length;
  while (end > 0 && characters.charCodeAt(end - 1) === 0) end--;
  return end === 0 ? null : characters.slice(0, end);
}

function eui48(registers: ArrayLike<number>, offset: number): string | null {
  const bytes = [1, 2, 3].flatMap((i) => [registers[offset + i]! >> 8, registers[offset + i]! & 0xff]);
  if (bytes.every((byte) => byte === 0xff)) return null;
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(':');
}

const u64 = (view: DataView) => view.getBigUint64(0);
const i64 = (view: DataView) => view.getBigInt64(0);
const all64 = 0xffff_ffff_ffff_ffffn;

/**
 * Size, reading and "not implemented" value of each type: SunSpec Device Information Model Specification 1.1,
 * section 4.3. Accumulators at 0 have accumulated nothing, which devices use for "not implemented".
 */
export const typeRules: Readonly<Record<SunspecType, TypeRule>> = {
  int16: signed(1, -0x8000),
  uint16: unsigned(1, 0xffff),
  int32: signed(2, -0x8000_0000),
  uint32: unsigned(2, 0xffff_ffff),
  int64: wide(i64, -0x8000_0000_0000_0000n),
  uint64: wide(u64, all64),
  acc16: unsigned(1, 0),
  acc32: unsigned(2, 0),
  acc64: wide(u64, 0n),
  enum16: unsigned(1, 0xffff),
  enum32: unsigned(2, 0xffff_ffff),
  bitfield16: unsigned(1, 0xffff),
  bitfield32: unsigned(2, 0xffff_ffff),
  bitfield64: wide(u64, all64),
  count: unsigned(1, 0xffff),
  raw16: { size: 1, read: (registers, offset) => registers[offset]! },
  pad: { size: 1, read: (registers, offset) => registers[offset]! },
  sunssf: signed(1, -0x8000),
  float32: float(2),
  float64: float(4),
  string: { size: undefined, read: text },
  ipaddr: unsigned(2, 0),
  ipv6addr: { size: 8, read: text },
  eui48: { size: 4, read: eui48 },
};
