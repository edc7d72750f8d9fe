import { dayStartMs } from './brasilia.ts';
import type { PldLayout } from './PldLayout.ts';

/**
 * CCEE's daily means, `pld_media_diaria`. A day in Brasília, which always has 24 hours in the months that are read.
 * Its product is "PLD daily mean": settlement takes hourly prices only.
 *
 * @see https://dadosabertos.ccee.org.br, data set pld_media_diaria
 */
export const dailyLayout: PldLayout = {
  id: 'ccee-daily',
  separator: ';',
  columns: ['MES_REFERENCIA', 'SUBMERCADO', 'DIA', 'PLD_MEDIA_DIA'],
  priceColumn: 'PLD_MEDIA_DIA',
  submarketColumn: 'SUBMERCADO',
  product: 'PLD daily mean',
  stepMs: 86_400_000,
  startMs: (row) => dayStartMs(row).startMs,
};
