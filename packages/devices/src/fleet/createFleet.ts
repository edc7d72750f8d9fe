import type { Reading } from '@usina/core';
import { type Clock, systemClock } from '@usina/core/time';
import { Subject } from 'rxjs';
import type { Credentials, Driver, DriverHost, Link } from '../driver/Driver.ts';
import type { Fleet } from './Fleet.ts';
import { FleetError } from './FleetError.ts';
import { FleetMember } from './FleetMember.ts';
import type { FleetPortfolio } from './FleetPortfolio.ts';
import { openSessions } from './openSessions.ts';
import { StatusBoard } from './StatusBoard.ts';

export interface CreateFleetOptions<Extra extends string = never> {
  portfolio: FleetPortfolio;
  drivers: readonly Driver<Extra>[];
  /** Stamps readings and times polls. Timeouts always run in real time. @defaultValue `systemClock` */
  clock?: Clock;
  /** Polls by itself this often, beginning at once. Left out, only `poll()` does. [ms] */
  pollEveryMs?: number;
  /** How long one request may stay unanswered; a broker gets 3 s at least, and 10 s to connect. [ms] @defaultValue 3000 */
  timeoutMs?: number;
  /** Names and passwords by `scheme://host:port`, as `mqtt://broker:1883`. Kept out of errors and statuses. */
  credentials?: Readonly<Record<string, Credentials>>;
}

/**
 * Connects the assets of a portfolio through the drivers that are passed in. Nothing is opened before the first poll,
 * discovery or, for assets that push, now.
 *
 * Throws `FLEET_INVALID` with every unknown driver, unreadable URL and id that is there twice. What a closing fleet breaks off
 * is no fault of an asset: it is told to who polled, but is no reading of the stream and no status.
 *
 * @example
 * const fleet = createFleet({ portfolio, drivers: [sunspec], clock, timeoutMs: 500 });
 * const [reading] = await fleet.poll();
 * reading.values.acPowerW // 4200
 * await fleet.close();
 */
export function createFleet<Extra extends string = never>(options: CreateFleetOptions<Extra>): Fleet<Extra> {
  const { portfolio, drivers, clock = systemClock, pollEveryMs, timeoutMs = 3_000, credentials = {} } = options;
  const links = new Map<string, Link>();
  const ending = new AbortController();
  const host: DriverHost = {
    clock,
    timeoutMs,
    credentials: (origin) => (Object.hasOwn(credentials, origin) ? credentials[origin] : undefined),
    link<L extends Link>(key: string, create: () => L): L {
      if (ending.signal.aborted) throw closedError();
      let link = links.get(key);
      if (!link) {
        link = create();
        links.set(key, link);
      }
      return link as L;
    },
  };
  const readings = new Subject<Reading<string>>();
  const board = new StatusBoard();
  const members = openSessions(portfolio, drivers, host).map(
    (opened) =>
      new FleetMember({ ...opened, clock, board, closing: ending.signal, emit: (reading) => readings.next(reading) }),
  );
  let polling: Promise<Reading<string>[]> | undefined;
  let closing: Promise<void> | undefined;
  let pollLoop: Promise<void> | undefined;
  for (const member of members) member.start();

  async function pollAll(): Promise<Reading<string>[]> {
    const all = await Promise.all(members.map((member) => member.poll()));
    return all.filter((reading) => reading !== undefined);
  }

  const fleet: Fleet<string> = {
    readings: readings.asObservable(),
    status: board.changes,
    async poll() {
      if (closing) throw closedError();
      polling ??= pollAll().finally(() => {
        polling = undefined;
      });
      return polling;
    },
    async discover() {
      if (closing) throw closedError();
      return Promise.all(members.map((member) => member.discover()));
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };

  async function closeAll(): Promise<void> {
    ending.abort();
    await Promise.all([...links.values()].map((link) => link.close()));
    await polling;
    await pollLoop;
    readings.complete();
    board.complete();
  }

  async function pollByItself(everyMs: number): Promise<void> {
    for (let dueMs = clock.now(); !ending.signal.aborted; ) {
      await fleet.poll();
      // Polls that were missed because one took too long are left out, not caught up with.
      dueMs = Math.max(dueMs + everyMs, clock.now());
      await clock.sleep(dueMs - clock.now(), ending.signal).catch(() => undefined);
    }
  }

  if (pollEveryMs !== undefined) pollLoop = pollByItself(pollEveryMs);
  // The drivers' types say which points there are; at run time they are strings.
  return fleet as Fleet<Extra>;
}

function closedError(): FleetError {
  return new FleetError('FLEET_CLOSED', 'The fleet was closed. Make a new one with createFleet.');
}
