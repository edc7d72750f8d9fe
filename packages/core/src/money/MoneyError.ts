import { UsinaError } from '../errors/UsinaError.ts';

/**
 * - `MONEY_INVALID` a text is no decimal number, or has more digits than the currency or price can hold;
 * - `MONEY_CURRENCY` two currencies met; `MONEY_UNIT` a quantity has another unit than the price is for;
 * - `MONEY_SPLIT` weights that cannot be shared by.
 */
export type MoneyErrorCode = 'MONEY_INVALID' | 'MONEY_CURRENCY' | 'MONEY_UNIT' | 'MONEY_SPLIT';

export class MoneyError extends UsinaError<MoneyErrorCode> {}
