import { expect, it } from 'vitest';
import { type RegisterType, readRegisters, registerSize } from './registerType.ts';

it.each<[RegisterType, number[], number]>([
  ['u16', [0xffff], 65_535],
  ['i16', [0xffff], -1],
  ['u32', [0x0001, 0x0000], 65_536],
  ['i32', [0xffff, 0xfffe], -2],
  ['u64', [0, 1, 0, 0], 4_294_967_296],
  ['i64', [0xffff, 0xffff, 0xffff, 0xffff], -1],
  // IEEE 754: 66.0 is 0x42840000
  ['f32', [0x4284, 0x0000], 66],
  ['f64', [0x3ff8, 0, 0, 0], 1.5],
])('reads %s', (type, registers, value) => {
  expect(registerSize(type)).toBe(registers.length);
  expect(readRegisters([9, ...registers], 1, type)).toBe(value);
  expect(readRegisters([...registers].reverse(), 0, type, 'little')).toBe(value);
});
