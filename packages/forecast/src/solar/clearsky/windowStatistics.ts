/** Figures of each window of `width` values, by its first value; NaN where a value of it is missing. */
export interface WindowStatistics {
  mean: Float64Array;
  max: Float64Array;
  /** Length of the line through the values, minutes and W/m² counting alike. */
  lineLength: Float64Array;
  /** Standard deviation of the slopes over the mean. [1/min] */
  slopeDeviation: Float64Array;
  /** Largest absolute change from one value to the next. */
  largestStep: Float64Array;
}

/** Slides a window over regular values `minutes` apart. */
export function windowStatistics(values: Float64Array, width: number, minutes: number): WindowStatistics {
  const windows = values.length - width + 1;
  const result: WindowStatistics = {
    mean: new Float64Array(windows),
    max: new Float64Array(windows),
    lineLength: new Float64Array(windows),
    slopeDeviation: new Float64Array(windows),
    largestStep: new Float64Array(windows),
  };
  for (let k = 0; k < windows; k++) {
    let sum = values[k]!;
    let max = values[k]!;
    let line = 0;
    let slopes = 0;
    let largest = 0;
    for (let i = k + 1; i < k + width; i++) {
      const step = values[i]! - values[i - 1]!;
      sum += values[i]!;
      max = Math.max(max, values[i]!);
      line += Math.sqrt(step * step + minutes * minutes);
      slopes += step;
      largest = Math.max(largest, Math.abs(step));
    }
    const meanStep = slopes / (width - 1);
    let squares = 0;
    for (let i = k + 1; i < k + width; i++) squares += (values[i]! - values[i - 1]! - meanStep) ** 2;
    result.mean[k] = sum / width;
    result.max[k] = max;
    result.lineLength[k] = line;
    result.slopeDeviation[k] = Math.sqrt(squares / (width - 2)) / minutes / (sum / width);
    result.largestStep[k] = largest;
  }
  return result;
}
