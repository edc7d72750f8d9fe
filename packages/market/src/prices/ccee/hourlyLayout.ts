import { dayStartMs } from './brasilia.ts';
import type { PldLayout } from './PldLayout.ts';

const hourMs = 3_600_000;

/**
 * CCEE's own hourly file, `pld_horario`. HORA 0 to 23 is the hour that starts; PERIODO_COMERCIALIZACAO counts the
 * hours of the month from 1 and must agree, so that a file with hours 1 to 24 is found out.
 *
 * @see https://dadosabertos.ccee.org.br, data set pld_horario
 */
export const hourlyLayout: PldLayout = {
  id: 'ccee-hourly',
  separator: ';',
  columns: ['MES_REFERENCIA', 'SUBMERCADO', 'PERIODO_COMERCIALIZACAO', 'DIA', 'HORA', 'PLD_HORA'],
  priceColumn: 'PLD_HORA',
  submarketColumn: 'SUBMERCADO',
  product: 'PLD',
  stepMs: hourMs,
  startMs(row) {
    const { startMs, day } = dayStartMs(row);
    const text = row.cell('HORA');
    const hour = Number(text);
    if (!/^\d{1,2}$/.test(text) || hour > 23)
      row.fail('PRICES_NUMBER', 'HORA', 'the hour that starts, 0 to 23', 'Hours 1 to 24 label the end: subtract one.');
    const period = (day - 1) * 24 + hour + 1;
    if (row.cell('PERIODO_COMERCIALIZACAO') !== String(period))
      row.fail(
        'PRICES_PERIOD',
        'PERIODO_COMERCIALIZACAO',
        `${period}, the hour of the month of day ${day} hour ${hour}`,
        'Check that HORA is the hour that starts, 0 to 23, and that no column was shifted.',
      );
    return startMs + hour * hourMs;
  },
};
