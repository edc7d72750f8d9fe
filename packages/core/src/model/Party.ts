import * as z from 'zod';
import { Id } from './fields.ts';

/** A person or company: who owns, operates, subscribes, leases out land or buys. */
export const Party = z.strictObject({
  id: Id,
  name: z.string().min(1),
  roles: z.array(z.enum(['owner', 'operator', 'subscriber', 'lessor', 'buyer', 'seller'])).min(1),
  taxId: z.string().optional().describe('CPF or CNPJ in Brazil; never logged'),
});
export type Party = z.infer<typeof Party>;
