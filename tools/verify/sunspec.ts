import type { VerifyArea } from '../verify.ts';
import { imageDifferences } from './sunspec/imageDifferences.ts';
import { sunspecImages } from './sunspec/SunspecImage.ts';

/** Every register image of a folder, discovered and decoded. Models without a definition yet are counted as skipped. */
const verifySunspec: VerifyArea = async ([folder], print) => {
  if (folder === undefined) throw new Error('read no folder, expected one with register images (*.json, *.jsonl).');
  const images = sunspecImages(folder);
  if (images.length === 0) throw new Error(`${folder}: found no *.json or *.jsonl, expected register images.`);
  const counts = { passed: 0, failed: 0, skipped: 0, models: 0 };
  for (const image of images) {
    const { differences, models, skipped } = await imageDifferences(image);
    const passed = differences.length === 0;
    counts[passed ? 'passed' : 'failed'] += 1;
    counts.skipped += skipped;
    counts.models += models;
    print({ id: image.name, passed, models, skipped, ...(passed ? {} : { differences: differences.slice(0, 10) }) });
  }
  return counts;
};
export default verifySunspec;
