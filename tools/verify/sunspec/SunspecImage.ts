import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModbusError } from '@usina/devices/modbus';
import type { ReadRegisters } from '@usina/devices/sunspec';

export interface ExpectedModel {
  id: number;
  address: number;
  length: number;
  points: Record<string, number | string | null>;
  scaled?: Record<string, number | null>;
  scaleNotImplemented?: string[];
}

/** The registers of one device from its base address on, null where it refuses to answer, and what they mean. */
export interface SunspecImage {
  name: string;
  base: number;
  registers: (number | null)[];
  models: ExpectedModel[];
  /** What is broken about it, where something is. */
  fault?: string;
}

interface ImageFile {
  name?: string;
  case?: string;
  base: number;
  hex?: string;
  registers?: (number | null)[];
  expected?: { models: ExpectedModel[] };
  validModels?: ExpectedModel[];
  fault?: string;
}

/** All images of a folder: `*.json` holds one device, `*.jsonl` one a line, registers as numbers or as hex. */
export function sunspecImages(folder: string): SunspecImage[] {
  const files = readdirSync(folder).filter((file) => /\.jsonl?$/.test(file));
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8').trim();
    return (file.endsWith('.jsonl') ? text.split('\n') : [text]).map((line) => {
      const image = JSON.parse(line) as ImageFile;
      const registers = image.registers ?? (image.hex?.match(/.{4}/g) ?? []).map((word) => Number.parseInt(word, 16));
      const models = image.expected?.models ?? image.validModels ?? [];
      const name = `${file}:${image.case ?? image.name}`;
      return {
        name,
        base: image.base,
        registers,
        models,
        ...(image.fault === undefined ? {} : { fault: image.fault }),
      };
    });
  });
}

/** Answers as the device would: exception 2 where it has no register. */
export function readImage({ base, registers }: SunspecImage): ReadRegisters {
  return async (address, count) => {
    const wanted = registers.slice(Math.max(0, address - base), Math.max(0, address - base + count));
    if (address < base || wanted.length < count || wanted.includes(null)) {
      throw new ModbusError('MODBUS_EXCEPTION', 'no such registers', { context: { address, count, exceptionCode: 2 } });
    }
    return wanted as number[];
  };
}
