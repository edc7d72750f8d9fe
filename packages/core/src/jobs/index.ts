export { type CreateJobPoolOptions, createJobPool } from './createJobPool.ts';
export {
  type DefineJobOptions,
  defineJob,
  type Job,
  type JobContext,
  type JobFunction,
  type JobProgress,
} from './Job.ts';
export { JobError, type JobErrorCode } from './JobError.ts';
export type { JobRunner, RunOptions } from './JobRunner.ts';
export {
  type JobPort,
  type JobWorker,
  type WebWorkerLike,
  type WebWorkerScope,
  webPort,
  webWorker,
} from './JobWorker.ts';
export { type ServeJobsOptions, serveJobs } from './serveJobs.ts';
