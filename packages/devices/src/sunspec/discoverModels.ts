import type { DeviceModel } from '../driver/Driver.ts';
import { type ReadRegisters, RegisterReader } from './RegisterReader.ts';
import { SunspecError } from './SunspecError.ts';

/** A model where it was found, with its registers from `ID` on where somebody knows what they mean. */
export interface FoundModel extends DeviceModel {
  readonly registers?: readonly number[] | undefined;
}

export interface SunspecLayout {
  /** Where "SunS" stands. */
  readonly baseAddress: number;
  /** In the order of the chain. */
  readonly models: readonly FoundModel[];
  /** Why the chain was not followed to its end model; undefined where it was. */
  readonly brokenBy?: string | undefined;
}

/** Where the map may begin: SunSpec Device Information Model Specification 1.1, section 6.2. */
export const baseAddresses: readonly number[] = [40_000, 0, 50_000];
/** 'Su' and 'nS'. */
const marker = [0x5375, 0x6e53] as const;
const endId = 0xffff;
/** No device that is listed has more than 40: a chain longer than this runs in circles or through garbage. */
const maxModels = 500;

/**
 * Finds a device's models. A chain that breaks (no end model, an id 0, a length beyond the address space, registers that
 * end in mid-model) gives what stands before the break and says why.
 *
 * Throws `SUNSPEC_NOT_FOUND`; failures to reach the device pass through.
 */
export async function discoverModels(read: ReadRegisters, isKnown: (id: number) => boolean): Promise<SunspecLayout> {
  for (const baseAddress of baseAddresses) {
    const reader = new RegisterReader(read);
    const start = await reader.read(baseAddress, 2);
    if (start?.[0] === marker[0] && start[1] === marker[1]) return followChain(reader, baseAddress, isKnown);
  }
  throw new SunspecError(
    'SUNSPEC_NOT_FOUND',
    `No "SunS" at the register addresses ${baseAddresses.join(', ')}. Check the unit id, and that SunSpec is switched on in the device.`,
    { context: { baseAddresses } },
  );
}

async function followChain(
  reader: RegisterReader,
  baseAddress: number,
  isKnown: (id: number) => boolean,
): Promise<SunspecLayout> {
  const models: FoundModel[] = [];
  const broken = (why: string): SunspecLayout => ({ baseAddress, models, brokenBy: why });
  let address = baseAddress + marker.length;
  while (models.length < maxModels) {
    const header = await reader.read(address, 2);
    if (header === undefined) {
      const last = await reader.read(address, 1);
      if (last?.[0] === endId) return { baseAddress, models };
      return broken(`no end model: register ${address} cannot be read`);
    }
    const [id, length] = header as [number, number];
    if (id === endId) return { baseAddress, models };
    if (id === 0) return broken(`model id 0 at register ${address}`);
    const end = address + 2 + length;
    if (end > 65_536)
      return broken(`model ${id} at register ${address} with length ${length} leaves the address space`);
    let registers: readonly number[] | undefined;
    if (isKnown(id)) {
      registers = await reader.read(address, length + 2);
      if (registers === undefined) return broken(`the registers end inside model ${id} at register ${address}`);
    }
    models.push({ id, address, length, ...(registers === undefined ? {} : { registers }) });
    address = end;
  }
  return broken(`more than ${maxModels} models`);
}
