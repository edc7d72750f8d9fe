export { type Clock, systemClock } from './Clock.ts';
export { type CalendarEdgesOptions, type CalendarUnit, calendarEdges } from './calendarEdges.ts';
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from './createVirtualClock.ts';
export { localDateOf, localIsoOf } from './localIso.ts';
export { type LocalToUtcOptions, localToUtcMs } from './localToUtcMs.ts';
export { dayRange, type LocalRange, monthRange } from './monthRange.ts';
export { TimeError, type TimeErrorCode } from './TimeError.ts';
export { zoneOffsetMs } from './zoneOffsetMs.ts';
