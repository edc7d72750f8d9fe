import * as z from 'zod';

const mostTold = 5;

/** What in a value is not as the schema says, for a person; undefined where all is. The value is not changed. */
export function shapeFault(schema: z.ZodType, value: unknown): string | undefined {
  const read = z.safeEncode(schema, value as never);
  if (read.success) return undefined;
  const { issues } = read.error;
  const told = issues.slice(0, mostTold).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  return told.join('; ') + (issues.length > mostTold ? `; and ${issues.length - mostTold} more` : '');
}
